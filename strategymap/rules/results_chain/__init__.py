"""Results chain: where the if … then … breaks."""
