"""The pages of Min side."""
