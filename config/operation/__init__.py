"""What operators look at: marks that tie log lines together, log formats, health and readiness, metrics."""
