"""What Min side answers: what waits, what has happened."""
