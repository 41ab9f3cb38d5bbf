"""The pages of initiatives, in a module per noun."""
