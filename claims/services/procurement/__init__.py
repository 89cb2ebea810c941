"""Central procurement: batches, suppliers, volumes, deliveries, payables, rewards (JJ-07, NB-10, JJ-19)."""
