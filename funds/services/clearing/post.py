"""Post what a unit owes institutions to the memorandum accounts."""

from __future__ import annotations

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from config.money import to_fen
from config.periods import Month
from funds.models import Clearing, Entry, StatementLine
from funds.rules.clearing_postings import Owed, obligations
from funds.services.drafts import Planned, entry_drafts
from funds.services.post_entry import post_entries
from institutions.models import Agency

from .terms import terms_of


def post_unit(clearing: Clearing, unit: Agency) -> None:
    """Record the unit's obligations as at the month's last day. Posting again changes nothing."""
    month = Month.of(clearing.month)
    lines = StatementLine.unscoped.filter(statement__clearing=clearing, statement__payer=unit)
    summary = _("Obligations to institutions for %(month)s, %(unit)s") % {"month": month, "unit": unit}
    planned = [
        Planned(
            draft,
            booked_on=month.last,
            kind=Entry.Kind.CLEARING,
            key=f"clearing:{clearing.area.code}:{month}:{clearing.insutype}:{unit.code}:obligation",
            summary=summary,
            source=clearing,
        )
        for draft in obligations(terms_of(clearing).keeping, unit.pk, owed_on(lines))
    ]
    if planned and clearing.started_by is not None:
        post_entries(entry_drafts(clearing.insutype, planned), acting_user=clearing.started_by)


def owed_on(lines: QuerySet[StatementLine]) -> list[Owed]:
    """What ``lines`` leave to be paid, by insured county and fund part; carried lines leave nothing.

    Deposits of a cleared year come off what the month holds back: the books show the difference.
    """
    rows = (
        lines.order_by()
        .values("insu_county_id", "fund_part")
        .annotate(Sum("payable"), Sum("deposit"), Sum("released"))
    )
    owed = [
        Owed(
            row["insu_county_id"],
            row["fund_part"],
            to_fen(row["payable__sum"]),
            to_fen(row["deposit__sum"]) - to_fen(row["released__sum"]),
        )
        for row in rows
    ]
    return sorted(owed, key=lambda one: (one.insu_county, one.fund_part))
