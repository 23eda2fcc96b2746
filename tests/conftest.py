"""The tests own their clock, their configuration and their terminal. Set before anything imports Textual."""

from __future__ import annotations

import gc
import itertools
import os
import time
from collections.abc import Iterator
from pathlib import Path

os.environ["TEXTUAL_ANIMATIONS"] = "none"
os.environ["TZ"] = "UTC"
if hasattr(time, "tzset"):
    time.tzset()
for name in [name for name in os.environ if name.startswith("KPIBOARD_")] + ["NO_COLOR", "TEXTUAL_THEME"]:
    os.environ.pop(name, None)

import pytest
from boards.empty import empty_board
from hypothesis import HealthCheck, settings
from support import SATURDAY, Clock

from kpiboard import Board

settings.register_profile("kpiboard", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
settings.load_profile("kpiboard")


def pytest_collection_finish() -> None:
    """What is there now stays: looking through it for garbage took a third of the time of the app's tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A name for each test's home. `mktemp` would look through those of all the tests before it."""
    place = tmp_path_factory.mktemp("homes")
    return (place / str(number) for number in itertools.count(1))


@pytest.fixture(autouse=True)
def own_configuration(homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the configuration, data or logs of the person who runs it."""
    home = next(homes)
    home.mkdir()
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "HOME"):
        monkeypatch.setenv(variable, str(home))


@pytest.fixture
def clock(request: pytest.FixtureRequest) -> Clock:
    """Where building the board of the mark `board` begins; without one a Saturday at 14:32 in Berlin."""
    mark = request.node.get_closest_marker("board")
    return Clock(mark.args[1] if mark else SATURDAY)


@pytest.fixture
def path(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Path:
    """The file of the board that the mark `board(make, moment)` names; building it may have moved the clock on."""
    mark = request.node.get_closest_marker("board")
    assert mark, "the test does not say which board it begins with"
    mark.args[0](tmp_path / "line4.db", clock)
    return tmp_path / "line4.db"


@pytest.fixture
def board(tmp_path: Path, clock: Clock) -> Iterator[Board]:
    empty_board(tmp_path / "line4.db", clock)
    with Board.open(tmp_path / "line4.db", who="anna", now=clock) as opened:
        yield opened


@pytest.fixture
def update_pictures(request: pytest.FixtureRequest) -> bool:
    """Whether this run is to write the pictures anew (`--snapshot-update`)."""
    return bool(request.config.getoption("--snapshot-update"))


@pytest.hookimpl(optionalhook=True)  # a run without xdist knows no such hook
def pytest_xdist_auto_num_workers() -> int | None:
    """Twice the cores, unless PYTEST_XDIST_AUTO_NUM_WORKERS says so: half of the tests' time they wait for a screen."""
    return None if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ else 2 * (os.cpu_count() or 1)
