"""Payments out of the funds, whoever they go to: ``approve`` and ``export`` a batch, ``take_return`` of the bank,
``reissue`` what failed.

What a payment is for decides how it is booked, to which account it goes and who is told: ``purposes`` knows.
"""
