"""Merging two former schemes: what a roll's number is worth, who is meant twice, which cover goes on (HG-01)."""
