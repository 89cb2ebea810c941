"""Exchange with other offices: what is agreed, the log of files, the rows of one file."""
