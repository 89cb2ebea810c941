"""What is done with a finding; one module per act. Locks: the finding, then its bill's other findings."""
