"""Where a negotiated drug is kept, said by a clerk of the institution's county or city."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

from claims.models import DrugStock
from config.errors import DomainError
from institutions.models import User

from .institution_codes import require_handler


class StockRefused(DomainError):
    """The stock cannot be noted; nothing was changed."""


@transaction.atomic
def end_stock(*, stock: DrugStock, last_day: dt.date, acting_user: User) -> DrugStock:
    """The institution keeps the drug no longer than ``last_day``."""
    stock = DrugStock.objects.select_for_update(of=("self",)).select_related("institution").get(pk=stock.pk)
    require_handler(stock.institution, acting_user)
    if last_day < stock.period.lower:
        raise StockRefused(_("The period ends before it begins."))
    stock.period = DateRange(stock.period.lower, last_day + dt.timedelta(days=1))
    stock.full_clean()
    stock.save()
    return stock
