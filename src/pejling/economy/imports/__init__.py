"""Figures from other systems."""
