"""What the use cases answer: frozen values, one module a subject, ready to be worded and drawn.

May use rules, basics and the model. Reads nothing by itself and words nothing.
"""
