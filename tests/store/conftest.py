from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from boards import built_once
from store_rows import AT
from support import Clock

from kpiboard.model import BoardInfo, Category, Kpi, Person, Row
from kpiboard.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "line 4 #1%.db"  # a name that a URI must quote


@built_once
def two_kpis(path: Path, clock: Clock) -> None:
    """Line 4 with one category, one person and two KPIs."""
    rows: list[Row] = [
        Category("d", "D", "Delivery"),
        Person("jp", "Jana Prado", "JP"),
        Kpi("k1", "otd", "On-time delivery", category_id="d", owner_id="jp"),
        Kpi("k2", "fpy", "First-pass yield", position=1.0),
    ]
    Store.create(path, BoardInfo("b1", "Line 4"), rows, who="anna", at=clock()).close()


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    two_kpis(path, Clock(AT))
    with Store.open(path) as opened:
        yield opened


@pytest.fixture
def traces(tmp_path: Path) -> Callable[[], dict[str, bytes]]:
    """Every file below the test's folder with its bytes: equal before and after means nothing was written."""

    def look() -> dict[str, bytes]:
        return {str(file): file.read_bytes() for file in sorted(tmp_path.rglob("*")) if file.is_file()}

    return look
