"""The words of the coaching card: the five questions as they were published (Mike Rother, "Toyota Kata")."""

from __future__ import annotations

TARGET = "What is the target condition?"
ACTUAL = "What is the actual condition now?"
OBSTACLES = (
    "What obstacles do you think are preventing you from reaching the target condition? "
    "Which one are you addressing now?"
)
NEXT = "What is your next step? What do you expect?"
GO_AND_SEE = "How quickly can we go and see what we have learned from taking that step?"
QUESTIONS = (TARGET, ACTUAL, OBSTACLES, NEXT, GO_AND_SEE)

# Between the second and the third question the learner turns the card and reflects on the last step.
REFLECT = "Reflect on the last step:"
PLANNED = "What did you plan as your last step?"
EXPECTED = "What did you expect?"
HAPPENED = "What actually happened?"
LEARNED = "What did you learn?"
