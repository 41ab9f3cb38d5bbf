"""Questions about the organisation, answered; a module per noun."""
