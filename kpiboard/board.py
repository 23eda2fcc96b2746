"""class Board: what a board does, one method a use case, one transaction a call."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from kpiboard.cases.desk import Desk
from kpiboard.cases.settling import settle
from kpiboard.model import BoardInfo
from kpiboard.model.log import Step
from kpiboard.rules.calendar import WorkCalendar
from kpiboard.store import Store

if TYPE_CHECKING:
    from kpiboard.cases.actions import ActionCases
    from kpiboard.cases.escalation_files import EscalationFileCases
    from kpiboard.cases.escalations import EscalationCases
    from kpiboard.cases.events import EventCases
    from kpiboard.cases.feedback import FeedbackCases
    from kpiboard.cases.files import FileCases
    from kpiboard.cases.history import HistoryCases
    from kpiboard.cases.huddles import HuddleCases
    from kpiboard.cases.kata import KataCases
    from kpiboard.cases.kpis import KpiCases
    from kpiboard.cases.letters import LetterCases
    from kpiboard.cases.limits import LimitCases
    from kpiboard.cases.mappings import MappingCases
    from kpiboard.cases.praise import PraiseCases
    from kpiboard.cases.reading_files import ReadingFileCases
    from kpiboard.cases.readings import ReadingCases
    from kpiboard.cases.reviews import ReviewCases
    from kpiboard.cases.settings import SettingsCases
    from kpiboard.cases.studies import StudyCases
    from kpiboard.cases.targets import TargetCases
    from kpiboard.cases.team import TeamCases
    from kpiboard.cases.views import ViewCases
    from kpiboard.views.board import BoardSnapshot
    from kpiboard.views.imports import ImportPlan


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


class Board:
    """One team's board over one SQLite file; a subject an attribute, a use case a method of it.

    Each is one transaction: it returns what it made, or raises a `BoardError` that says what happened and what to do
    next, and then nothing has changed. All raise NotFound for a name that nothing on the board has, InvalidInput, with
    the field, for what cannot be taken, and ReadOnly or Busy when the file cannot be written; what else one raises
    stands with it. Use it as a context manager, from one thread.

    >>> with Board.open("line4.db") as board:
    ...     board.readings.record("otd", 97.5)
    ...     print(board.snapshot().verdict.outcome)
    """

    def __init__(self, store: Store, who: str, now: Callable[[], datetime]) -> None:
        self._desk = Desk(store, who, now, settle)

    @classmethod
    def open(
        cls,
        path: str | Path,
        *,
        who: str | None = None,
        now: Callable[[], datetime] = system_clock,
        read_only: bool = False,
    ) -> Self:
        """Opens a file that is there.

        Raises NoBoard, NotABoard, TooNew, Damaged, Busy or another FileError, with nothing written.
        """
        board = cls(Store.open(Path(path), read_only=read_only), who or system_user(), now)
        if board._desk.store.older and not board.read_only:
            board._desk.settle_all()
        return board

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
        user = who or system_user()
        planned = cls.plan_from_toml(source, now=now)
        if remarks is not None:
            remarks.extend(planned.ignored)
        rows = (row for row in planned.rows_to_put() if row is not planned.info)
        return cls(Store.create(Path(path), planned.info, rows, who=user, at=now()), user, now)

    @staticmethod
    def plan_from_toml(source: Path | str | bytes, *, now: Callable[[], datetime] = system_clock) -> ImportPlan:
        """What `create_from_toml` would make. Raises ImportProblems for a file that cannot be taken."""
        from kpiboard.exchange.toml.board_toml import Mode, plan, read  # few boards begin as a file

        document = read(source.encode() if isinstance(source, str) else source)
        return plan(document, None, Mode.REPLACE, now(), system_timezone())

    # The subjects. Each is imported when it is first asked for: to record one number takes three of twenty.

    @cached_property
    def actions(self) -> ActionCases:
        from kpiboard.cases.actions import ActionCases

        return ActionCases(self._desk)

    @cached_property
    def escalation_files(self) -> EscalationFileCases:
        from kpiboard.cases.escalation_files import EscalationFileCases

        return EscalationFileCases(self._desk)

    @cached_property
    def escalations(self) -> EscalationCases:
        from kpiboard.cases.escalations import EscalationCases

        return EscalationCases(self._desk)

    @cached_property
    def events(self) -> EventCases:
        from kpiboard.cases.events import EventCases

        return EventCases(self._desk)

    @cached_property
    def feedback(self) -> FeedbackCases:
        from kpiboard.cases.feedback import FeedbackCases

        return FeedbackCases(self._desk)

    @cached_property
    def files(self) -> FileCases:
        from kpiboard.cases.files import FileCases

        return FileCases(self._desk)

    @cached_property
    def history(self) -> HistoryCases:
        from kpiboard.cases.history import HistoryCases

        return HistoryCases(self._desk)

    @cached_property
    def huddles(self) -> HuddleCases:
        from kpiboard.cases.huddles import HuddleCases

        return HuddleCases(self._desk)

    @cached_property
    def kata(self) -> KataCases:
        from kpiboard.cases.kata import KataCases

        return KataCases(self._desk)

    @cached_property
    def kpis(self) -> KpiCases:
        from kpiboard.cases.kpis import KpiCases

        return KpiCases(self._desk)

    @cached_property
    def letters(self) -> LetterCases:
        from kpiboard.cases.letters import LetterCases

        return LetterCases(self._desk)

    @cached_property
    def limits(self) -> LimitCases:
        from kpiboard.cases.limits import LimitCases

        return LimitCases(self._desk)

    @cached_property
    def mappings(self) -> MappingCases:
        from kpiboard.cases.mappings import MappingCases

        return MappingCases(self._desk)

    @cached_property
    def praise(self) -> PraiseCases:
        from kpiboard.cases.praise import PraiseCases

        return PraiseCases(self._desk)

    @cached_property
    def reading_files(self) -> ReadingFileCases:
        from kpiboard.cases.reading_files import ReadingFileCases

        return ReadingFileCases(self._desk)

    @cached_property
    def readings(self) -> ReadingCases:
        from kpiboard.cases.readings import ReadingCases

        return ReadingCases(self._desk)

    @cached_property
    def reviews(self) -> ReviewCases:
        from kpiboard.cases.reviews import ReviewCases

        return ReviewCases(self._desk)

    @cached_property
    def settings(self) -> SettingsCases:
        from kpiboard.cases.settings import SettingsCases

        return SettingsCases(self._desk)

    @cached_property
    def studies(self) -> StudyCases:
        from kpiboard.cases.studies import StudyCases

        return StudyCases(self._desk)

    @cached_property
    def targets(self) -> TargetCases:
        from kpiboard.cases.targets import TargetCases

        return TargetCases(self._desk)

    @cached_property
    def team(self) -> TeamCases:
        from kpiboard.cases.team import TeamCases

        return TeamCases(self._desk)

    @cached_property
    def views(self) -> ViewCases:
        from kpiboard.cases.views import ViewCases

        return ViewCases(self._desk)

    # The board as a whole

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self._desk.store.path

    @property
    def read_only(self) -> bool:
        """Also true for a file that cannot be written."""
        return self._desk.store.read_only

    @property
    def repairs(self) -> tuple[str, ...]:
        """What opening had to put right after another program, in plain words."""
        return self._desk.store.repairs

    @property
    def who(self) -> str:
        """Whose name the change log gets."""
        return self._desk.who

    @property
    def info(self) -> BoardInfo:
        """The board's own settings."""
        return self._desk.info

    def calendar(self) -> WorkCalendar:
        """The days, shifts and days off of this board."""
        return self._desk.calendar()

    def now(self) -> datetime:
        """This moment, aware, in the board's time zone."""
        return self._desk.now()

    def today(self) -> date:
        """The production day."""
        return self._desk.today()

    def next_working_day(self) -> date:
        """The first day after today on which somebody works."""
        return self._desk.next_working_day()

    def snapshot(self, history: int | None = None, *, thorough: bool = True) -> BoardSnapshot:
        """Everything the board shows now; `history` is the most points a KPI carries, 60 unless given.

        Not `thorough`, it is quicker, for a first frame: without what the process limits say, without the balance, the
        praise and what actions did, and without the history of KPIs that are made from others.
        """
        from kpiboard.cases.overview import snapshot  # most shell commands can do without

        return snapshot(self._desk, history, thorough=thorough)

    def undo(self, txn: int | None = None) -> Step:
        """Takes back your last change, or the change with that number; returns the step that did.

        Raises UndoRefused rather than take back what somebody else has changed since.
        """
        return self._desk.store.undo(self.who, self._desk.clock(), txn)

    def redo(self) -> Step:
        """Does again what you undid last. Raises UndoRefused when there is nothing."""
        return self._desk.store.redo(self.who, self._desk.clock())

    def data_version(self) -> int:
        """Changes when another connection has written."""
        return self._desk.store.data_version()

    def close(self) -> None:
        """Closes the file; the board is of no use any more."""
        self._desk.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
