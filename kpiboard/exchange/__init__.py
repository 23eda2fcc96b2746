"""Files in and out: `toml/` the whole board, `readings/` numbers as CSV, `escalations` help asked from the next tier.

May use words, views, rules, basics and the model. Says what a file would change; only `cases` changes a board.
"""
