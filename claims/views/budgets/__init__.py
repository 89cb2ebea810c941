"""Payment budgets: the whole with its counties, a county's negotiation, a share, adjustments, use."""
