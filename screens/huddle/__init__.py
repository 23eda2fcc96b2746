"""The daily ten minutes at the board: its pages, their words, and congratulating."""
