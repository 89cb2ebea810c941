"""What is owed for being insured: contributions, subsidies, late fees, refunds, years missing at retirement.

One function for each act: facts and the terms of a day in, a ``Worked`` with every amount, its base, rate,
clause and steps out. Amounts are fen, rates ten-thousandths. Nothing is stored and no clock is read.
"""
