"""Customer: what the strategy says of customers, and how it would know."""
