"""Whether the province got what it is owed, and people's accounts what they were credited with; in fen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from claims.models import AccountMovement, MovementKind
from config.demo.year import credits, elsewhere
from config.demo.year.town import EMPLOYEES, Town
from config.display import money_text
from config.money import from_fen, to_fen
from funds.models import Entry, Leg, OutOfAreaMonth, OutOfAreaPart, Payment, ProvinceDue


def faults(town: Town) -> Iterator[str]:
    """Within a scope over the whole area."""
    if elsewhere.terms_of(town).through_province:
        for insutype in town.schemes:
            yield from _months(town, insutype)
            yield from _advance(town, insutype)
    if credits.kept(town):
        yield from _credited(town)


def _months(town: Town, insutype: str) -> Iterator[str]:
    """Every month with care elsewhere is confirmed, and is what the clearing found."""
    for month in town.played:
        if not elsewhere.listed(town, insutype, month):
            continue
        found = OutOfAreaMonth.objects.filter(area=town.area, insutype=insutype, month=month.first).first()
        confirmed = found is not None and found.state == OutOfAreaMonth.State.CONFIRMED
        if found is None or not confirmed or found.owed != found.ours:
            yield _("%(scheme)s %(month)s: care outside the area is not confirmed as the clearing found it") % {
                "scheme": insutype, "month": month,
            }  # fmt: skip


def _advance(town: Town, insutype: str) -> Iterator[str]:
    """All that is owed was paid, and the advance holds it less what the province paid institutions."""
    owed = _sum(ProvinceDue.objects.filter(area=town.area, insutype=insutype, withdrawn_reason=""))
    paid = _sum(
        Payment.objects.filter(
            payer__area=town.area,
            batch__insutype=insutype,
            kind=Payment.Kind.PROVINCE,
            state=Payment.State.PAID,
        )
    )
    spent = _sum(
        OutOfAreaPart.objects.filter(
            statement__clearing__area=town.area,
            statement__clearing__insutype=insutype,
            booked_on__isnull=False,
        )
    )
    held = _debit(Leg.objects.filter(
        account__book=town.books[insutype], account__subject__role="out_of_area_advance"
    ))  # fmt: skip
    if owed != paid or held != paid - spent:
        yield _("%(scheme)s: %(owed)s are owed to the province, %(paid)s were paid; its advance is %(held)s") % {
            "scheme": insutype, "owed": _text(owed), "paid": _text(paid), "held": _text(held),
        }  # fmt: skip


def _credited(town: Town) -> Iterator[str]:
    """What stands on people's accounts as credits is what the books moved to the fund of the accounts."""
    moved = _sum(
        AccountMovement.objects.filter(
            batch__area=town.area, batch__insutype=EMPLOYEES, kind=MovementKind.CREDIT
        )
    )
    booked = -_debit(
        Leg.objects.filter(
            account__book=town.books[EMPLOYEES], account__subject__role="personal_account_balance",
            entry__kind=Entry.Kind.ACCOUNTS,
        )
    )  # fmt: skip
    if not moved or moved != booked:
        yield _("Personal accounts were credited with %(moved)s, the books say %(booked)s") % {
            "moved": _text(moved), "booked": _text(booked),
        }  # fmt: skip


def _sum(rows: QuerySet[Any]) -> int:
    return to_fen(rows.aggregate(n=Sum("amount"))["n"] or 0)


def _debit(legs: QuerySet[Leg]) -> int:
    sums = legs.aggregate(debit=Sum("debit"), credit=Sum("credit"))
    return to_fen(sums["debit"] or 0) - to_fen(sums["credit"] or 0)


def _text(fen: int) -> str:
    return money_text(from_fen(fen))
