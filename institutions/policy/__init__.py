"""Policy as data: the registry of sections and dimensions, and what is in force in an area on a day."""
