"""What it costs: accounts, budget, spending."""
