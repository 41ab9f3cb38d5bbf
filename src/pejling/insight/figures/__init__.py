"""Reads across the rooms that answer a leader's questions."""
