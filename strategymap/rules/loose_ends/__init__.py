"""Loose ends: what hangs on nothing, or leads nowhere."""
