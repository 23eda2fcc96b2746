"""What is known about each field of a row, said once: a module a subject, a table a kind of row; pure data.

Forms, the shell's options and their help, JSON, sheets, the file format, what the board takes and what `check` remarks
are derived from here. A fact is data only: it imports nothing but the model, and no first frame of the board needs it.
"""
