"""What every room needs and none owns: errors, ids, safe text, what people type.

May use the model only. Knows no SQLite, no screen and no clock.
"""
