"""Actions: the screen of one, its A3, the queue in columns with its filters, and the commands that move them."""
