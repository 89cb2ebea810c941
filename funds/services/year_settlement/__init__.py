"""The year's settlement between city and counties: drawn up, agreed, approved, posted, paid, settled (NB-22…25)."""
