"""Shape: too much, too little, or two of a kind."""
