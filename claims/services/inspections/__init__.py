"""Rosters and inspections; one module per act. Locks: the inspection, nothing else."""
