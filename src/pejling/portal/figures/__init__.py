"""Reads of the public face: the same for every viewer, as of a day."""
