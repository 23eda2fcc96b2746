"""Every sentence of the board: `plain` has numbers, units, days and plurals, then one module a subject.

May use views, rules, basics and the model. Knows no colours, no screen and no clock; returns plain text.
"""
