"""Income and interest go up to the special account: entered where the account is, confirmed at the city (NB-14)."""
