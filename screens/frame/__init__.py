"""What every screen stands on: the live board, its gateway, what a cursor points at, themes, configuration, terminal.

May use text and everything that a screen may use. It knows no screen: `screens.app` puts the screens together.
"""
