"""Charts: run chart, Pareto, QR code. Values in, cells out, for the screen and the shell alike.

May use words, views, rules, basics and the model. Knows no colours and no widget.
"""
