"""Pages of the supervision committee and of the experts (HG-09)."""
