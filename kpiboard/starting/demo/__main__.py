"""`python -m kpiboard.starting.demo > sample_board.toml` writes the sample board."""

from kpiboard.starting.demo import sample_toml

print(sample_toml(), end="")  # noqa: T201  # this is what it is for
