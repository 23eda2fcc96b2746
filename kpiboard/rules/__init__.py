"""Pure functions of values: when a reading is red, who wins, what the limits are, what answers a red.

May use basics and the model. Reads no file, no database and no clock; returns values, never sentences.
"""
