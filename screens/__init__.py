"""What people see: all of Textual lives here, and nothing else does. One package a subject.

May use the board, views, words, charts, starting, rules, basics and the model.
Never the use cases, files or the store: what a screen needs from them, `Board` gives.
"""
