"""Evidence: what the figures say of the theory behind the map."""
