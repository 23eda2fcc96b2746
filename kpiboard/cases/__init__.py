"""The use cases: one class a subject; each call is one transaction that reads, decides and writes.

May use every room below. No front end imports it (`Board` is the door), and it words nothing.
"""
