"""What draws: figures, sparks, charts, lists of cards. Values in, cells out; each line is drawn, not mounted.

May use text and everything that a screen may use. Asks the board for nothing and changes nothing.
"""
