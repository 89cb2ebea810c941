"""Pages of central procurement."""
