"""Pure reads that answer a question about direction, in a module per noun."""
