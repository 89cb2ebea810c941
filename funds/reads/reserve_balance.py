"""What a scheme's pooled reserve holds at the end of a day."""

from __future__ import annotations

import datetime as dt

from config.money import to_fen
from funds.models import Account
from funds.reads.account_statement import balance_before
from institutions.models import PoolingArea

RESERVE = "reserve"
ONE_DAY = dt.timedelta(days=1)


def reserve_on(area: PoolingArea, insutype: str, day: dt.date) -> int:
    """Credit-positive fen over every account of the reserve in the area's books of the scheme; none: nothing."""
    accounts = Account.objects.filter(area=area, book__insutype=insutype, subject__role=RESERVE)
    return -sum(to_fen(balance_before(account, day + ONE_DAY)) for account in accounts)
