"""The use cases: one class a subject, each call one transaction that reads, decides and writes.

May use everything below it. No front end imports it: `Board` is the door.
"""
