"""Indsigt: what is read across all rooms - the overview of the whole, and the two pages."""
