"""Fjordlund Kommune: a made-up municipality, large enough to be believed."""
