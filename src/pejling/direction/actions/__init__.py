"""All writes of direction, a verb each, in a module per noun."""
