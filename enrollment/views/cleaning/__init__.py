"""Pages of data cleaning (JJ-03): the work list, one finding, what is done with it, counts over time."""
