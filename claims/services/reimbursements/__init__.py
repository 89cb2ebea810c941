"""Counter reimbursement: one module per act. Locks: the case, then the person, then whatever settling writes."""
