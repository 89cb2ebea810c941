"""Pages of the region: what its cities reported, and its adjustment fund."""
