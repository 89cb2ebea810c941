"""Payment budgets: what is proposed, how it is split into months, what an adjustment does to them."""
