"""Use cases of escalations that go to another board as a file, and come back with the answer."""

from __future__ import annotations

from pathlib import Path

from kpiboard.basics.errors import NotFound
from kpiboard.cases.cards import Cards
from kpiboard.cases.desk import AtDesk
from kpiboard.exchange.escalations import Held, Sent, export, plan
from kpiboard.exchange.files import write_pieces
from kpiboard.exchange.toml.read import read
from kpiboard.model import Answer, Escalation
from kpiboard.model.kinds import short_name
from kpiboard.rules.escalation import State
from kpiboard.views.board import EscalationCard
from kpiboard.views.imports import PlannedImport
from kpiboard.words import plain
from kpiboard.words.escalation import slip, wanted_by
from kpiboard.words.kpi import target_words, value_words


class EscalationFileCases(AtDesk):
    def export(self, escalation: str | int | Escalation | None = None) -> str:
        """One escalation, or all that are open, as a file for the next tier's board, or for the one that asked.

        TOML. Raises NotFound when none is open.
        """

        cards = Cards(self._desk, 1, limits=False)
        return "".join(export(cards.info, [_sent(card, cards) for card in self._chosen(escalation)]))

    def export_to(self, path: Path, escalation: str | int | Escalation | None = None, *, force: bool = False) -> None:
        """The same into a file, all of it or nothing. Raises Refused for one that exists, unless `force` is set."""

        write_pieces([self.export(escalation)], path, replace=force)

    def texts(self, escalation: str | int | Escalation) -> tuple[str, str]:
        """What a QR code may hold: the whole file without what is only for the reader, and a short text to read."""

        (card,) = self._chosen(escalation)
        whole = "".join(export(self._desk.info, [Sent(card.escalation, card.answers)], brief=True))
        return whole, slip(card, self._desk.info, self._desk.calendar().zone)

    def plan(self, source: Path | str | bytes) -> PlannedImport:
        """What reading such a file would change: `files.apply_import` carries it out, as one step.

        It never takes back what is this board's own. Raises ImportProblems for a file that cannot be taken.
        """

        document = read(source.encode() if isinstance(source, str) else source)
        since = self._desk.last_step()
        held = Held(
            self._desk.info,
            self._desk.all(Escalation),
            self._desk.all(Answer),
            self._desk.store.next_number(Escalation),
            self._desk.calendar().zone,
        )
        return PlannedImport(plan(document, held), since, source.name if isinstance(source, Path) else "escalations")

    def _chosen(self, escalation: str | int | Escalation | None) -> list[EscalationCard]:
        cards = Cards(self._desk, 1, limits=False).escalation_cards
        if escalation is not None:
            wanted = self._desk.find(Escalation, escalation)
            return [card for card in cards if card.escalation.id == wanted.id]
        found = [card for card in cards if card.state is not State.CONFIRMED]
        if not found:
            raise NotFound("No escalation is open.", "Name one: kpiboard escalation export E-3")
        return found


def _sent(card: EscalationCard, cards: Cards) -> Sent:
    """With what the reader on the other board cannot look up."""
    told = {}
    if card.state is not State.CONFIRMED:
        told["wanted_by"] = wanted_by(card, cards.now.tzinfo)
    if card.action:
        told["action"] = f"{short_name(card.action)} {card.action.title}"
    if card.feedback:
        told["feedback"] = f"{short_name(card.feedback)} {card.feedback.text}"
    kpi = next((one for one in cards.kpi_cards if card.kpi and one.kpi.id == card.kpi.id), None)
    if kpi:
        value = plain.with_unit(value_words(kpi.latest, kpi.kpi), kpi.kpi.unit)
        told["kpi"] = f"{kpi.kpi.name} {value}, wanted {target_words(kpi.target)}"
    return Sent(card.escalation, card.answers, told)
