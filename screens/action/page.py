"""What is told about an action: its story from the problem to the standard, its effect, and its past."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from kpiboard.model import ActionKind, Evidence, Result, Stage
from kpiboard.model.kinds import short_name
from kpiboard.rules.pdca import ORDER
from kpiboard.rules.whys import named_in
from kpiboard.screens.panes.coaching import coaching_lines
from kpiboard.screens.text import Glyphs, Line, crop, typed, wrap
from kpiboard.screens.widgets.paper import Page
from kpiboard.words import plain as plain_words
from kpiboard.words.action import EVIDENCE_WORDS, effect_words, expected_words, held_words, kind_words, result_words
from kpiboard.words.log import step_words
from kpiboard.words.plain import short_number, with_unit

if TYPE_CHECKING:
    from datetime import date

    from kpiboard.model import Kpi, Person
    from kpiboard.rules.effect import Effect
    from kpiboard.views.action import ActionStory
    from kpiboard.views.board import ActionCard

NAME_HINT = "a person is not a cause: ask what let it happen"
_RESULT_STYLE = {
    Result.WORKED: "$on-win on $win bold",
    Result.PARTLY: "$on-watch on $watch bold",
    Result.NONE: "$on-none on $none bold",
    Result.WORSE: "$on-lose on $lose bold",
}


def story_lines(card: ActionCard, people: Sequence[Person], today: date, width: int, glyphs: Glyphs) -> list[Line]:
    """Problem, cause, plan, what was done and found, what was learned; a gap shows once its step is near."""
    page, action = Page(width, glyphs), card.action
    reached = ORDER.index(action.stage) if action.stage in ORDER else 0
    _said(page, "Cancelled", action.cancel_reason)
    _problem(page, card)
    page.heading("Plan")
    if action.cause or action.kind is not ActionKind.CONTAINMENT:
        page.asked("Cause", action.cause)
    _whys(page, card, people)
    _said(page, "Hypothesis", action.hypothesis)
    page.asked("Expected", glyphs.plain(_expected(card)))
    _said(page, "Measures", action.countermeasures)
    _said(page, "Steps", action.plan)
    page.fact("Kind", f"{action.kind.value}: {kind_words(action.kind)}")
    page.fact("Code", typed(action.code))
    if reached >= ORDER.index(Stage.DO) or action.done_on:
        page.heading("Do and check")
        page.asked("Done on", plain_words.full_day_words(action.done_on) if action.done_on else "")
        page.asked("Evidence", action.evidence)
        page.fact("Checked", _checked(card, today))
    if reached >= ORDER.index(Stage.CHECK) or action.learning:
        page.heading("Act")
        page.asked("Result", result_words(action.result) if action.result else "")
        _said(page, "… because", action.result_reason)
        page.asked("Learned", action.learning)
        if reached >= ORDER.index(Stage.ACT) or action.standard:
            page.asked("Standard", action.standard)
        _said(page, "Follow-up", action.follow_up)
    return page.whole


def _said(page: Page, label: str, text: str) -> None:
    if text:
        page.said(label, text)


def _problem(page: Page, card: ActionCard) -> None:
    action = card.action
    if not (action.background or action.current or action.goal or card.feedback):
        return
    page.heading("Problem")
    for piece in card.feedback:
        page.said(f"{short_name(piece)}", piece.text)
    _said(page, "Background", action.background)
    _said(page, "Condition", action.current)
    _said(page, "Goal", action.goal)


def _whys(page: Page, card: ActionCard, people: Sequence[Person]) -> None:
    """Each with what it is known by; one that is only assumed, and a person at the end of the chain, stand out."""
    for why in card.whys:
        assumed = why.evidence is Evidence.ASSUMED
        words = f"{why.because} ({EVIDENCE_WORDS[why.evidence]})"
        page.said(f"{why.position}. why", words, "$watch" if assumed else "")
    if card.whys and named_in(card.whys[-1].because, people):
        page.fact("", NAME_HINT, "$lose")


def _expected(card: ActionCard) -> str:
    """`−40 € by Mon 30 Nov`."""
    action = card.action
    if action.expected is None:
        return ""
    by = f" by {plain_words.full_day_words(action.expected_by)}" if action.expected_by else ""
    return f"{typed(expected_words(action, card.kpi))}{by}"


def _checked(card: ActionCard, today: date) -> str:
    """`after 5 readings of Scrap cost: 3 are in; or on 30 Nov`."""
    action = card.action
    on = f"on {plain_words.day_words(action.check_on, today)}" if action.check_on else ""
    if card.kpi is None:
        return on
    after = plain_words.count("after 1 reading", "after {n} readings", action.check_n)
    known = f": {card.readings} in" if card.readings is not None else ""
    return f"{after}{known}{f', or {on}' if on else ''}"


# The effect


def effect_lines(card: ActionCard, story: ActionStory | None, width: int, rows: int, glyphs: Glyphs) -> list[Line]:
    """What the KPI says about it, in at most `rows` lines: the sentence, then what the team decided and if it holds."""
    plain = glyphs.plain
    if card.kpi is None:
        words = "This action has no KPI: nothing measures whether it works."
        return [[("  ", ""), (text, "$muted")] for text in wrap(plain(words), width - 2, rows, glyphs)]
    if story is None or story.effect is None:
        return []
    action = card.action
    verdict = action.result or story.effect.proposal
    style = _RESULT_STYLE[verdict] if verdict else "$heading bold"
    words = effect_words(story.effect, card.kpi) if action.done_on else _now(story.effect, card.kpi)
    said = wrap(plain(words), width - 2, max(1, rows - 1), glyphs)
    lines: list[Line] = [[(f" {text} ", style)] for text in said]
    facts = []
    if action.result:
        facts.append(f"the team says: {result_words(action.result)}")
    elif verdict:
        facts.append("proposed; > lets the team decide")
    if action.expected is None:
        facts.append("no effect was expected in numbers")
    elif action.expected_by:
        facts.append(f"expected by {plain_words.full_day_words(action.expected_by)}")
    if card.held_days is not None:
        facts.append(held_words(card.held_days))
    while len(facts) > 1 and len(" · ".join(facts)) > width - 2:
        facts.pop()
    lines.append(crop([(plain(f" {' · '.join(facts)}"), "$muted")], width, glyphs))
    return lines[: max(0, rows)]


def _now(effect: Effect, kpi: Kpi) -> str:
    """Where the KPI stands before anything was done."""
    if effect.before is None:
        return "Not done yet, and there is no reading to compare with."
    mean = with_unit(short_number(round(effect.before, kpi.decimals + 1)), typed(kpi.unit))
    return f"Not done yet: {mean} in the mean."


# The past


def past_lines(story: ActionStory, width: int, glyphs: Glyphs) -> list[Line]:
    """Notes, help that was asked, coaching, and every change; the newest first."""
    page, today = Page(width, glyphs), story.today
    if story.card.notes:
        page.heading("Notes")
    for note in sorted(story.card.notes, key=lambda note: note.said_at, reverse=True):
        page.said(plain_words.moment_words(note.said_at, story.now), f"{note.text} ({typed(note.said_by)})")
    if story.escalations:
        page.heading("Help asked")
    for one in story.escalations:
        page.said(one.label, f"{one.state.value}: {one.escalation.reason}")
        for answer in one.answers:
            page.said("", f"{answer.state.value} ({typed(answer.answered_by)}): {answer.text}")
    coaching_lines(page, story.kata, story.people, today)
    if story.steps:
        page.heading("Changes")
    for step in story.steps:
        page.said(plain_words.moment_words(datetime.fromisoformat(step.at), story.now), step_words(step))
    return page.whole
