"""The panes of the board and of the studies: snapshot in, requests out.

May use widgets, text and everything that a screen may use. A pane never changes the board: it posts what is asked.
"""
