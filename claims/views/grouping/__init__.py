"""Pages of payment groups: catalogues, grouped cases, single-case reviews."""
