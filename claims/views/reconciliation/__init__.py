"""Reconciliation with institutions, their clearing applications, their objections."""
