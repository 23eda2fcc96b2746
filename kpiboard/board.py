"""class Board: what a board does, one method a use case, one transaction a call."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from kpiboard.cases.answering import AnsweringCases
from kpiboard.cases.coaching import CoachingCases
from kpiboard.cases.congratulations import PraiseCases
from kpiboard.cases.escalation_files import EscalationFiles
from kpiboard.cases.history import HistoryCases
from kpiboard.cases.huddles import HuddleCases
from kpiboard.cases.inbox import InboxCases
from kpiboard.cases.letters import LettersCases
from kpiboard.cases.loading import LoadingCases
from kpiboard.cases.story import StoryCases
from kpiboard.cases.studies import StudyCases
from kpiboard.cases.team import TeamCases
from kpiboard.cases.views import ViewCases
from kpiboard.store import Store


def system_clock() -> datetime:
    return datetime.now(UTC)


def system_user() -> str:
    """Who is writing, when nobody says: the name of the terminal's user."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container without a user database
        return "somebody"


def system_timezone() -> str:
    """The machine's IANA time zone, kept in a new board so that its days stay where they are."""
    from tzlocal import get_localzone_name

    try:
        return str(get_localzone_name()) or "UTC"
    except (LookupError, OSError):
        return "UTC"


class Board(
    StoryCases,
    StudyCases,
    InboxCases,
    AnsweringCases,
    EscalationFiles,
    HuddleCases,
    CoachingCases,
    PraiseCases,
    ViewCases,
    TeamCases,
    HistoryCases,
    LettersCases,
    LoadingCases,
):
    """One team's board over one SQLite file.

    Every method is one use case in one transaction: it returns what it made, or raises a `BoardError` that says what
    happened and what to do next, and then nothing has changed. Use it as a context manager, from one thread.

    >>> with Board.open("line4.db") as board:
    ...     board.record("otd", 97.5)
    ...     print(board.snapshot().verdict.outcome)
    """

    @classmethod
    def open(
        cls,
        path: str | Path,
        *,
        who: str | None = None,
        now: Callable[[], datetime] = system_clock,
        read_only: bool = False,
    ) -> Self:
        return cls(Store.open(Path(path), read_only=read_only), who or system_user(), now)

    @classmethod
    def create(
        cls,
        path: str | Path,
        *,
        name: str = "",
        template: str = "empty",
        who: str | None = None,
        now: Callable[[], datetime] = system_clock,
        timezone: str | None = None,
    ) -> Self:
        """A new file from a template: `line`, `service`, `empty` or `demo`."""
        from kpiboard.starting.templates import build

        user = who or system_user()
        info, rows = build(template, name=name, timezone=timezone or system_timezone(), now=now())
        return cls(Store.create(Path(path), info, rows, who=user, at=now()), user, now)

    @classmethod
    def create_from_toml(
        cls,
        path: str | Path,
        source: Path | str | bytes,
        *,
        who: str | None = None,
        now: Callable[[], datetime] = system_clock,
        remarks: list[str] | None = None,
    ) -> Self:
        """A new file from a TOML file. `remarks` is filled with what the file says that could not be taken."""
        from kpiboard.exchange.toml.board_toml import Mode, plan, read

        user = who or system_user()
        document = read(source.encode() if isinstance(source, str) else source)
        planned = plan(document, None, Mode.REPLACE, now(), system_timezone())
        if remarks is not None:
            remarks.extend(planned.ignored)
        rows = (row for row in planned.rows_to_put() if row is not planned.info)
        return cls(Store.create(Path(path), planned.info, rows, who=user, at=now()), user, now)

    @property
    def path(self) -> Path:
        return self.store.path

    @property
    def read_only(self) -> bool:
        return self.store.read_only

    def data_version(self) -> int:
        """Changes when another connection has written."""
        return self.store.data_version()

    def close(self) -> None:
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
