"""The monthly clearing, act by act (architecture §6).

``start`` → steps ``adjudicate`` per unit → ``review`` → steps ``net``, ``post``, ``pay`` per unit → people
pay (``funds.services.payments``) → ``close``.
``steps`` runs one unit's step, ``run`` a whole job of them.

Lock order: month (advisory) → step row → people, settlements → books and balances → clearing row. Whoever
moves a clearing on does it last, by a conditional UPDATE that must change one row.
"""
