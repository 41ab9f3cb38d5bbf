"""The pages of Overblik and of the two pages."""
