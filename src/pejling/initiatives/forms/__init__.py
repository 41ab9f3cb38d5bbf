"""What people type about initiatives, status and plans, in a module per noun."""
