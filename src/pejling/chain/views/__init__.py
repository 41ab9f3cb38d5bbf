"""The pages of direction, in a module per noun."""
