"""What a team says to each other: feedback, coaching, help asked from the next tier, huddles, thanks."""

from __future__ import annotations

from kpiboard.model import (
    Answer,
    AnswerState,
    Attendance,
    Congratulation,
    Escalation,
    Feedback,
    FeedbackKind,
    FeedbackState,
    Huddle,
    HuddleState,
    HuddleStep,
    Kata,
)
from kpiboard.model.facts.fact import Facts, choice, day, line, moment, names, period, ref, text, truth, whole
from kpiboard.model.limits import KEY, TEXT, TITLE

FEEDBACK = Facts(Feedback, {
    "The feedback": (
        text("text", "Text", "what you want to say", "The torque wrench is worn", rows=4),
        choice("kind", FeedbackKind, "Kind", "what it is", always=True),
        ref("kpi", "kpis", "About", "a KPI, or the work as a whole", flag="--about"),
        ref("author", "people", "From", "who gets the answer", flag="--by"),
        truth("anonymous", "Anonymous", "no name and no time is kept, only the date", always=True),
    ),
    "": (
        choice("state", FeedbackState, "", "what has become of it", always=True),
        day("said_on", "", "the day it was said"),
        moment("said_at", "", "the moment it was said; of an anonymous piece only the day is kept"),
        moment("acknowledged_at", "", "when somebody said that it was read"),
        text("reply", "Answer", "the author will read it", rows=4),
        line("replied_by", "", "who answered"),
        moment("replied_at", "", "when it was answered"),
        ref("action", "actions", "", "the action that was made of it"),
        whole("votes", 0, 999_999_999, "", "how many others say the same", always=True),
    ),
})  # fmt: skip

# Mike Rother's five questions, as they were published, with the reflection on the last step in between.
KATA = Facts(Kata, {
    "What is the target condition?": (
        text("target_condition", "Target", "how it is once it is reached; not what is lacking now", flag="--target"),
    ),
    "What is the actual condition now?": (
        text("actual", "Actual", "facts: a number"),
        text("last_step", "Planned", "what did you plan as your last step?", rows=1),
        text("last_expected", "Expected", "what did you expect?", rows=1),
        text("last_happened", "Happened", "what actually happened?", rows=1),
        text("learned", "Learned", "what did you learn?", rows=1),
    ),
    "What obstacles do you think are preventing you from reaching the target condition? "
    "Which one are you addressing now?": (
        text("obstacle", "This one", "exactly one; the others wait below"),
        text("parked", "Others", "the others, which wait; one a line"),
    ),
    "What is your next step? What do you expect?": (
        text("next_step", "Next step", "one step, the smallest that teaches something", flag="--next"),
        text("next_expected", "Expected", "what do you expect?", rows=1, flag="--expect"),
    ),
    "How quickly can we go and see what we have learned from taking that step?": (
        day("go_see_on", "Go and see", "when both look: today, tomorrow, friday or +3", "tomorrow", flag="--go-see"),
    ),
    "": (
        day("held_on", "", "when it was held"),
        ref("kpi", "kpis", "KPI", "the KPI it is about"),
        ref("action", "actions", "Action", "the action it is about"),
        ref("coach", "people", "Coach", "asks the questions"),
        ref("learner", "people", "Learner", "answers them, and takes the next step"),
    ),
})  # fmt: skip

ESCALATION = Facts(Escalation, {
    "The escalation": (
        text("reason", "Why", "what is beyond the team: authority, money or skill",
             "The second set costs 4000 €, we may spend 500 €", rows=3),
        text("help_asked", "Help", "what would help, as exactly as you can", "Release the money by Friday", rows=1),
        line("to_whom", "To whom", "one person of the next tier, if you know who", "Jana Berg", flag="--to"),
        whole("answer_hours", 1, 999, "Answer within", "hours: by the next tier's next meeting", "24", flag="--hours"),
    ),
    "": (
        line("about", "", "what it is about, as the next tier reads it", limit=TITLE),
        moment("raised_at", "", "when it was raised, or raised again"),
        line("raised_by", "", "who raised it"),
        whole("from_tier", 1, 4, "", "the tier that asks", always=True),
        whole("to_tier", 1, 5, "", "the tier that is asked", always=True),
        line("origin", "", "the board it came from; empty: it was raised here"),
        ref("action", "actions", "Action", "the action that needs help"),
        ref("feedback", "feedback", "Feedback", "the feedback that the team cannot answer"),
        ref("kpi", "kpis", "KPI", "the KPI that the team cannot move alone"),
        moment("confirmed_at", "", "when the team that asked was content with the answer"),
        line("confirmed_by", "", "who was content with it"),
    ),
})  # fmt: skip

ANSWER = Facts(Answer, {
    "": (
        ref("escalation", "escalations", "", "the escalation that is answered"),
        choice("state", AnswerState, "", "what becomes of it with that", always=True),
        moment("answered_at", "", "when it was answered"),
        line("answered_by", "", "who answered; else the one who writes", flag="--by"),
        text("text", "Answer", "why it is returned, or how it is resolved", rows=4),
    ),
})  # fmt: skip

HUDDLE = Facts(Huddle, {
    "": (
        day("held_on", "", "the production day it belongs to"),
        choice("state", HuddleState, "", "running, held, or left out for a reason", always=True),
        line("shift", "", "the short name of the shift it was held in", limit=KEY),
        ref("facilitator", "people", "Facilitator", "who leads it; otherwise whose turn it is"),
        choice("step", HuddleStep, "", "where the running one stands in the agenda"),
        moment("started_at", "", "when it began"),
        moment("step_at", "", "when its present step began"),
        moment("ended_at", "", "when it was closed"),
        text("skip_reason", "Why", "why there was none", "the line was down, all hands were needed", rows=1),
        text("notes", "Notes", "what was said", rows=6),
        truth("nobody_thanked", "Nobody", "the team says: nobody today"),
        names("present", "people", "Present", "who was there", "jp, ms"),
    ),
})  # fmt: skip

ATTENDANCE = Facts(Attendance, {
    "": (
        ref("huddle", "huddles", "", "the huddle"),
        ref("person", "people", "Present", "who was there"),
    ),
})  # fmt: skip

CONGRATULATION = Facts(Congratulation, {
    "The congratulation": (
        ref("person", "people", "Whom", "exactly one person; type the beginning of the name"),
        line("what", "What for", "what everybody should know about; may stay empty", "warned us about film lot 88",
             limit=TEXT),
    ),
    "": (
        day("said_on", "", "when it was said aloud"),
        line("said_by", "", "who said it"),
        ref("kpi", "kpis", "", "the KPI whose target was hit"),
        period("period", "", "when that target was hit"),
        ref("action", "actions", "", "the action that worked"),
    ),
})  # fmt: skip
