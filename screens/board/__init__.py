"""The board itself: its panes on one screen, and the commands that work on all of it."""
