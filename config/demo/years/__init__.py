"""Several years of an area's funds on month totals: settled, reserved, closed by the real services, verified."""
