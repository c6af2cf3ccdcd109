"""A strategy map as text: what is wrong with the strategy, its picture and its story."""
