"""Help asked from the next tier: the list, the code for a phone, and the commands."""
