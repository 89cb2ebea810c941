"""Audits of the agency's own work: plan, samples, working papers, findings, report (ZY-23)."""
