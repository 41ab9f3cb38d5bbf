"""A made-up room with a row of its own: what a base promises to the rooms to come is tried on it."""
