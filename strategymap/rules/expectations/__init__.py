"""Expectations: what is expected of whom by when, who answers for it, and whether it happened."""
