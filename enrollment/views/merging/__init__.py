"""The merging of two former schemes: its report and acts, its rolls, the pairs to decide, the people found."""
