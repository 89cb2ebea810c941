"""An audited balance: entered, checked at the county, confirmed and booked at the city (NB-18, ZY-18)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from config.money import from_fen, to_fen
from funds.models import Book, Entry, Held, Opening, OpeningLine
from funds.rules.opening_postings import balance_of, opened
from funds.services.drafts import Planned, book_of_unit
from funds.services.open_day import open_day
from funds.services.two_people import book_by_two
from institutions.models import Agency, Attachment, Duty, User
from institutions.services.duties import require_another, require_city_duty, require_duty

from .faults import OpeningNotFit
from .terms import opening_terms

State = Opening.State


@transaction.atomic
def enter_opening(
    *, county: Agency, insutype: str, paper: str, lines: Mapping[str, Decimal], acting_user: User
) -> Opening:
    """The parts of an audit report, yuan by :class:`Held`; entered again it replaces what nobody checked yet.

    Duty finance at the county. Raises :class:`OpeningNotFit`, ``DutyMissing``, ``PolicyGap``.
    """
    require_duty(user=acting_user, duty=Duty.FINANCE, agency=county)
    terms = opening_terms(county.area, timezone.localdate())
    if not paper.strip():
        raise OpeningNotFit(_("Name the audit report."))
    _require_sound(lines)
    opening, _new = Opening.objects.select_for_update(of=("self",)).get_or_create(
        county=county,
        insutype=insutype,
        defaults={
            "as_of": terms.first - dt.timedelta(days=1), "entered_by": acting_user, "paper": paper.strip()[:120]
        },
    )  # fmt: skip
    if opening.state != State.ENTERED:
        raise _wrong_state(opening)
    opening.paper, opening.entered_by, opening.returned_reason = paper.strip()[:120], acting_user, ""
    opening.balance = from_fen(balance_of({held: to_fen(amount) for held, amount in lines.items()}))
    opening.save()
    OpeningLine.objects.filter(opening=opening).exclude(held__in=lines).delete()
    for held, amount in lines.items():
        OpeningLine.objects.update_or_create(opening=opening, held=held, defaults={"amount": amount})
    found: Opening = opening
    return found


def _require_sound(lines: Mapping[str, Decimal]) -> None:
    unknown = set(lines) - set(Held.values)
    if unknown or not any(lines.values()):
        raise OpeningNotFit(_("Give the parts the balance is made of."))
    if any(amount < 0 for amount in lines.values()):
        raise OpeningNotFit(_("No part is below zero: what the fund owes has items of its own."))


def lines_of(opening: Opening) -> dict[str, int]:
    """Fen by part."""
    rows = OpeningLine.objects.filter(opening=opening).values_list("held", "amount")
    return {held: to_fen(amount) for held, amount in rows}


def evidence_of(opening: Opening) -> Any:
    """The scans attached to it."""
    return Attachment.objects.filter(subject_type=Opening._meta.label_lower, subject_id=opening.pk)


@transaction.atomic
def check_opening(*, opening: Opening, acting_user: User) -> Opening:
    """The county's second person compared it with the audit report, whose scan is attached. Duty review there."""
    held = _held(opening, State.ENTERED)
    require_duty(user=acting_user, duty=Duty.REVIEW, agency=held.county)
    require_another(user=acting_user, previous=held.entered_by, act=_("Check of an audited balance"))
    if not evidence_of(held).exists():
        raise OpeningNotFit(_("Attach the audit report first."))
    held.state, held.checked_by = State.CHECKED, acting_user
    held.save()
    return held


@transaction.atomic
def confirm_opening(*, opening: Opening, acting_user: User) -> Opening:
    """The city takes the county's figure over. Duty finance at the city."""
    held = _held(opening, State.CHECKED)
    require_city_duty(user=acting_user, duty=Duty.FINANCE, area=held.county.area)
    held.state, held.confirmed_by = State.CONFIRMED, acting_user
    held.save()
    return held


@transaction.atomic
def return_opening(*, opening: Opening, reason: str, acting_user: User) -> Opening:
    """Back to the county, which enters it anew: from its own reviewer, or from the city before it is booked."""
    held = _held(opening, State.ENTERED, State.CHECKED, State.CONFIRMED)
    if Duty.REVIEW not in acting_user.duties_at(held.county):
        require_city_duty(user=acting_user, duty=Duty.FINANCE, area=held.county.area)
    if not reason.strip():
        raise OpeningNotFit(_("Say why it is sent back."))
    held.state, held.checked_by, held.confirmed_by = State.ENTERED, None, None
    held.returned_reason = reason.strip()[:200]
    held.save()
    return held


@transaction.atomic
def book_opening(*, opening: Opening, acting_user: User) -> Entry:
    """Another person of whoever keeps the book approves: it stands in the ledger. Duty approve there.

    In the book's first month it is an opening balance; a report that came later is booked in the first open month.
    Raises :class:`OpeningNotFit`, ``SamePerson``, ``DutyMissing``, ``BookMissing``.
    """
    held = _held(opening, State.CONFIRMED)
    terms = opening_terms(held.county.area, timezone.localdate())
    unit = terms.unit_of(held.county)
    require_duty(user=acting_user, duty=Duty.APPROVE, agency=unit)
    require_another(user=acting_user, previous=held.confirmed_by, act=_("Booking of an audited balance"))
    book = book_of_unit(held.insutype, unit)
    draft = opened(terms.keeping, held.county_id, lines_of(held), terms.bears)
    day = open_day(held.insutype, unit.pk, max(terms.first, book.opened_on))
    planned = Planned(
        draft, day, _kind(book, day), f"opening:{held.pk}",
        (_t("Balance of %(county)s from before pooling, %(paper)s")
         % {"county": held.county, "paper": held.paper})[:200], held,
    )  # fmt: skip
    keeper = held.confirmed_by if unit.level == Agency.Level.CITY else held.entered_by
    if keeper is None:
        raise _wrong_state(held)
    held.state, held.booked_by, held.booked_on = State.BOOKED, acting_user, day
    held.save()
    return book_by_two(held.insutype, [planned], entered_by=keeper, approved_by=acting_user)[0]


def _kind(book: Book, day: dt.date) -> str:
    first = (book.opened_on.year, book.opened_on.month) == (day.year, day.month)
    return Entry.Kind.OPENING if first else Entry.Kind.MANUAL


def _held(opening: Opening, *states: str) -> Opening:
    held: Opening = (
        Opening.objects.select_for_update(of=("self",))
        .select_related("county__area", "entered_by", "confirmed_by")
        .get(pk=opening.pk)
    )
    if held.state not in states:
        raise _wrong_state(held)
    return held


def _wrong_state(opening: Opening) -> OpeningNotFit:
    return OpeningNotFit(
        _("%(opening)s is “%(state)s”: that cannot be done now."),
        opening=opening,
        state=opening.get_state_display(),
    )
