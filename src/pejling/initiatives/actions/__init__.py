"""All writes of initiatives, a verb each, in a module per noun."""
