"""Boards that several test folders begin with."""
