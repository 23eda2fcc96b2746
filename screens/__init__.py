"""What people see: all of Textual lives here, and nothing else does. One package a subject.

May use the board, views, words, charts, starting, rules, basics and the model.
Never the use cases, files or the store: what a screen needs from them, `Board` gives.

From the top: `app` puts the screens together, `commands` is the table of what keys do; `board`; the other subjects;
`dialogs` and `panes`; `widgets`; `frame`, which knows no screen; `text`. Each uses only what is below it.
"""
