"""Pages of year settlements."""
