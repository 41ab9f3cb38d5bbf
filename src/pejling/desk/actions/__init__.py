"""What one does on Min side: follow things, be here, choose one's mail."""
