"""Planer: the work behind what is wanted, how it goes, and whether a plan is alive."""
