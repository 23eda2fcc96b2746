"""The use cases: one class a subject, each at the same `Desk`; a call is one transaction that reads, decides, writes.

May use every room below. No front end imports it (`Board` is the door), and it words nothing.
"""
