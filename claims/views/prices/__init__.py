"""Pages of price applications."""
