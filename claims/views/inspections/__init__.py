"""Pages of inspections, rosters and cases (JJ-11, JJ-12)."""
