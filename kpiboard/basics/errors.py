"""What can go wrong through no fault of the program, each with the next step for the person in front of it.

Anything that is not a `BoardError` is a bug: it is never turned into a friendly message.
"""

from __future__ import annotations

from collections.abc import Sequence


class BoardError(Exception):
    """A failure that a user can cause or meet.

    Args:
        message: what happened, one plain sentence.
        hint: what to do next, one plain sentence.
    """

    title = "That did not work"

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".rstrip()

    @property
    def clause(self) -> str:
        """Both sentences as what may stand behind a place and a colon: `5 is below 6; type more`."""
        parts = (one.removesuffix(".") for one in (self.message, self.hint) if one)
        return "; ".join(_small(one) for one in parts)


def _small(sentence: str) -> str:
    """`The name` → `the name`; `KPI otd` stays."""
    return sentence if sentence[1:2].isupper() else sentence[:1].lower() + sentence[1:]


class InvalidInput(BoardError):
    """A value that the board cannot take; `field` names the form field it came from."""

    def __init__(self, message: str, hint: str = "", *, field: str = "") -> None:
        super().__init__(message, hint)
        self.field = field
        self.title = f"Please check the {field.replace('_', ' ') or 'entry'}"


class OtherWayRound(InvalidInput):
    """Another direction would judge a KPI by a number that was meant for the one it had.

    Args:
        kpi: its name.
    """

    def __init__(self, kpi: str) -> None:
        super().__init__(
            f"{kpi} is judged the other way round then: which target is meant?",
            "Give the target, too, the same one if it stays.",
            field="target",
        )


class NotFound(BoardError):
    """No such KPI, action, feedback or person."""

    title = "Not on this board"


class NoValue(NotFound):
    """A KPI has no number for a period where one is needed."""

    def __init__(self, kpi: str, period: str) -> None:
        super().__init__(f"{kpi} has no value for {period}.", "Choose a period with a value.")


class NoFile(NotFound):
    """There is no such file to import from.

    Args:
        path: as it was named.
    """

    def __init__(self, path: object) -> None:
        super().__init__(f"There is no file {path}.", "Check the name.")


class Refused(BoardError):
    """The board's rules do not allow this step now."""

    title = "Not possible now"


class CountsEvents(Refused):
    """A KPI takes no numbers and no target, because it counts events.

    Args:
        kpi: its name.
    """

    def __init__(self, kpi: str) -> None:
        super().__init__(
            f"{kpi} counts events, so it takes no numbers and no target.", "Add the event: its day, and what happened."
        )


class ChangedSince(Refused):
    """What somebody looked at, and wants to carry out, is not how the board is any more.

    Args:
        look_at: what to look at again: `the import`.
    """

    def __init__(self, look_at: str) -> None:
        super().__init__("The board has changed since you looked.", f"Look at {look_at} again.")


class LookOnly(Refused):
    """The board was opened to be looked at, or its file may not be written."""

    def __init__(self) -> None:
        super().__init__("This board is read-only.", "Open a file that you may write to.")


class GuardOpen(Refused):
    """Something has to be known before an action goes on.

    Args:
        missing: what, as the values of `rules.pdca.Need`.
    """

    title = "Not ready yet"

    def __init__(self, message: str, hint: str = "", *, missing: Sequence[str] = ()) -> None:
        super().__init__(message, hint)
        self.missing = tuple(missing)


class UndoRefused(Refused):
    """Nothing to undo or redo, or somebody else has changed the same thing since."""

    title = "Not undone"


class FileError(BoardError):
    """The board's file cannot be opened, read or written."""

    title = "The board's file"


class Unreadable(FileError):
    """A file to import from cannot be read.

    Args:
        path: as it was named.
        reason: what the system says.
    """

    def __init__(self, path: object, reason: str | None) -> None:
        super().__init__(f"{path} cannot be read: {reason}.", "Check the name and the permissions.")


class NoBoard(FileError):
    """There is no file at the given place."""

    title = "No board here yet"


class NotABoard(FileError):
    """The file is not a database, or it is somebody else's."""

    title = "Not a kpiboard file"


class TooNew(FileError):
    """A newer kpiboard has written the file."""

    title = "Written by a newer kpiboard"


class Damaged(FileError):
    """SQLite finds the file corrupt."""

    title = "The file is damaged"


class ReadOnly(FileError):
    """The file can be read but not written."""

    title = "Read-only"


class Busy(FileError):
    """Another program held the write lock for too long."""

    title = "Somebody else is writing"


class DiskFull(FileError):
    """No room is left on the disk."""

    title = "The disk is full"


class ImportProblems(BoardError):
    """A TOML file that cannot be taken; every problem found, not only the first.

    Args:
        problems: one line each: where, what is wrong, what is allowed.
        remarks: one line each on what would have been left out, such as a mistyped key.
    """

    title = "The file was not imported"

    def __init__(self, problems: list[str], remarks: list[str] | None = None) -> None:
        super().__init__(
            "1 problem in the file; nothing was changed."
            if len(problems) == 1
            else f"{len(problems)} problems in the file; nothing was changed.",
            "Correct the lines below and import again.",
        )
        self.problems = problems
        self.remarks = remarks or []

    @property
    def lines(self) -> list[str]:
        """All there is to tell, the problems first."""
        return [*self.problems, *self.remarks]
