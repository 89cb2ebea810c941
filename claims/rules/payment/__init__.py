"""Payment methods: what the fund owes an institution for a case, a month and a year, by each method. Integer fen."""
