"""Goodhart: what happens when a measure becomes a target."""
