"""What is typed about the organisation, a module per noun."""
