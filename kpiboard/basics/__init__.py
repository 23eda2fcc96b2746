"""What every room needs and none owns: errors, ids, safe text, what people type, signs.

May use the model. Knows no SQLite, no screen and no clock.
"""
