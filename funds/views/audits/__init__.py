"""Pages of audits: plans, samples, working papers, findings, report, who holds which duties (ZY-23)."""
