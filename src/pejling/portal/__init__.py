"""Portalen: the public face - what the municipality has promised, how it goes, and who answers."""
