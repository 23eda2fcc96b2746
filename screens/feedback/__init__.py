"""Feedback: what a person can do with what somebody said."""
