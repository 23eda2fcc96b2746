"""The words of the coaching card (Mike Rother, "Toyota Kata"); its questions stand with the facts of the answers."""

from __future__ import annotations

# Between the second and the third question the learner turns the card and reflects on the last step.
REFLECT = "Reflect on the last step:"
