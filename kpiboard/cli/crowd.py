"""What is asked when a KPI comes onto a board that has enough of them."""

from __future__ import annotations

from kpiboard.cli.output import say
from kpiboard.cli.session import Session
from kpiboard.model import Kpi, KpiState
from kpiboard.rules.balance import RETIRE_FROM
from kpiboard.words.quality import which_goes_words


def ask_which_goes(session: Session, came: Kpi, active: int) -> None:
    """After the eighth KPI has come onto the board, or a later one; nothing is refused."""
    if came.state is KpiState.ACTIVE and active >= RETIRE_FROM:
        say(f"{which_goes_words(active)} Next: ", (session.command("kpi retire KPI REASON"), "cyan"))
