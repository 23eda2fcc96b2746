"""What a new board begins with: templates, starter sets and the demo.

May use exchange and everything below it. Opens no file: `Board.create` does.
"""
