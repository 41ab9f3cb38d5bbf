"""What people type about documents, elements and ties, in a module per noun."""
