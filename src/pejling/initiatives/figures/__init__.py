"""Pure reads that answer a question about initiatives, in a module per noun."""
