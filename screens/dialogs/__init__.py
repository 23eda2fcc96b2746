"""What is asked: forms, choices, questions. A form is data (`fields`); it returns what was typed.

May use text, widgets and everything that a screen may use. A dialog saves through what it was given, never by itself.
"""
