"""All writes to the organisation, a module per noun: `rules` says who may, these say whether it can be done."""
