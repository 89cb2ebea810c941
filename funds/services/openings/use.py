"""What is charged to a balance from before pooling, ties it up, or pays a gap: entered by one, booked by another.

A gap is paid by the county's finance alone (附件二（三）1, 四（六）5): no act takes it from the pool or a reserve.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from config.money import from_fen, to_fen
from funds.models import Booked, EarlierBill, Entry, Opening, OpeningUse
from funds.reads.openings import Standing, earlier_care, standing_of
from funds.rules import opening_postings as postings
from funds.rules.clearing_postings import Draft
from funds.services.drafts import Planned
from funds.services.open_day import open_day
from funds.services.two_people import book_by_two
from institutions.models import Duty, User
from institutions.services.duties import require_another, require_duty

from .faults import OpeningNotFit
from .terms import Terms, opening_terms

Kind = OpeningUse.Kind


@transaction.atomic
def enter_use(
    *,
    opening: Opening,
    kind: str,
    amount: Decimal,
    happened_on: dt.date,
    evidence: str,
    acting_user: User,
    back: bool = False,
) -> OpeningUse:
    """An advance out of the balance (or back into it), money handed up, a payment on the debt.

    Finance of whoever keeps the book. Raises :class:`OpeningNotFit` where the policy does not charge it or there is
    not so much; ``ValidationError`` for a paper entered already.
    """
    held, terms = _booked(opening)
    require_duty(user=acting_user, duty=Duty.FINANCE, agency=terms.unit_of(held.county))
    if kind == Kind.EARLIER_SPENDING:
        raise OpeningNotFit(_("Spending of the time before pooling is charged bill by bill."))
    if happened_on > timezone.localdate() or happened_on < terms.first:
        raise OpeningNotFit(_("Give a day of the time of pooling that is not to come."))
    use = OpeningUse(
        opening=held, kind=kind, back=back and kind in OpeningUse.TIES, amount=amount, happened_on=happened_on,
        evidence=evidence.strip(), entered_by=acting_user,
    )  # fmt: skip
    _require_fits(use, terms)
    use.full_clean(exclude=["entered_by"])
    use.save()
    return use


@transaction.atomic
def charge_earlier_spending(*, opening: Opening, evidence: str, acting_user: User) -> OpeningUse:
    """All paid bills of the time before pooling that no charge holds yet. Finance of whoever keeps the book."""
    held, terms = _booked(opening)
    require_duty(user=acting_user, duty=Duty.FINANCE, agency=terms.unit_of(held.county))
    found = earlier_care(held, terms)
    whole = sum((one.settlement.hifp_pay for one in found), Decimal(0))
    if whole <= 0:
        raise OpeningNotFit(_("No bill of the time before pooling waits to be charged."))
    use = OpeningUse(
        opening=held, kind=Kind.EARLIER_SPENDING, amount=whole, happened_on=timezone.localdate(),
        evidence=evidence.strip(), entered_by=acting_user,
    )  # fmt: skip
    use.full_clean(exclude=["entered_by"])
    use.save()
    EarlierBill.objects.bulk_create(
        EarlierBill(
            use=use, settlement=one.settlement, payer_id=one.payer, care_ended_on=one.settlement.bill.enddate,
            amount=one.settlement.hifp_pay,
        )
        for one in found
    )  # fmt: skip
    return use


@transaction.atomic
def book_use(*, use: OpeningUse, acting_user: User) -> Entry:
    """Another person, who reviews or approves where the book is kept, agrees: it stands in the ledger."""
    held, terms = _waiting(use, acting_user)
    _require_fits(held, terms, waiting=False)
    if held.kind == Kind.EARLIER_SPENDING:
        held.to_debt = from_fen(_beyond_balance(held, terms))
    held.state, held.decided_by, held.decided_at = Booked.BOOKED, acting_user, timezone.now()
    held.save()
    unit = terms.unit_of(held.opening.county)
    day = open_day(held.opening.insutype, unit.pk, held.happened_on)
    kind = Entry.Kind.RECEIPT if held.kind == Kind.GAP_PAID else Entry.Kind.ALLOCATION
    summary = _t("%(what)s, %(county)s, %(evidence)s") % {
        "what": held.get_kind_display(), "county": held.opening.county, "evidence": held.evidence,
    }  # fmt: skip
    planned = Planned(_draft(held, terms), day, kind, f"opening_use:{held.pk}", summary[:200], held)
    return book_by_two(held.opening.insutype, [planned], entered_by=held.entered_by, approved_by=acting_user)[
        0
    ]


@transaction.atomic
def refuse_use(*, use: OpeningUse, reason: str, acting_user: User) -> OpeningUse:
    """It was entered wrongly; its bills wait again."""
    held, _terms = _waiting(use, acting_user)
    if not reason.strip():
        raise OpeningNotFit(_("Say why it is refused."))
    held.state, held.decided_by, held.decided_at = Booked.REFUSED, acting_user, timezone.now()
    held.refused_reason = reason.strip()[:300]
    held.save()
    EarlierBill.objects.filter(use=held).delete()
    return held


def _booked(opening: Opening) -> tuple[Opening, Terms]:
    held: Opening = (
        Opening.objects.select_for_update(of=("self",)).select_related("county__area").get(pk=opening.pk)
    )
    if held.state != Opening.State.BOOKED:
        raise OpeningNotFit(_("The balance is not booked yet."))
    return held, opening_terms(held.county.area, timezone.localdate())


def _waiting(use: OpeningUse, user: User) -> tuple[OpeningUse, Terms]:
    opening, terms = _booked(use.opening)
    held: OpeningUse = (
        OpeningUse.objects.select_for_update(of=("self",)).select_related("entered_by").get(pk=use.pk)
    )
    held.opening = opening
    unit = terms.unit_of(opening.county)
    if Duty.APPROVE not in user.duties_at(unit):
        require_duty(user=user, duty=Duty.REVIEW, agency=unit)
    if held.state != Booked.ENTERED:
        raise OpeningNotFit(_("It is “%(state)s” already."), state=held.get_state_display())
    require_another(user=user, previous=held.entered_by, act=_("Booking a use of a balance"))
    return held, terms


def _require_fits(use: OpeningUse, terms: Terms, *, waiting: bool = True) -> None:
    """What is asked for is there: in the ledger, less what waits to be booked where ``waiting``."""
    if use.kind == Kind.EARLIER_SPENDING:
        return
    if use.kind in OpeningUse.TIES and use.kind not in terms.bears:
        raise OpeningNotFit(_("The policy does not charge this to balances from before pooling."))
    if use.kind == Kind.HANDED_UP and terms.keeping.unit_of(use.opening.county_id) == use.opening.county_id:
        raise OpeningNotFit(_("This county keeps its own fund: nothing is handed up."))
    standing = standing_of(use.opening, terms)
    open_ = _open_for(use, standing) if standing else Decimal(0)
    if waiting:
        same = OpeningUse.objects.filter(
            opening=use.opening, kind=use.kind, back=use.back, state=Booked.ENTERED
        )
        open_ -= same.aggregate(n=Sum("amount"))["n"] or 0
    if use.amount <= 0 or use.amount > open_:
        raise OpeningNotFit(
            _("Give an amount above zero and not above %(open)s yuan."), open=f"{max(open_, Decimal(0)):,.2f}"
        )


def _open_for(use: OpeningUse, standing: Standing) -> Decimal:
    """Yuan that may still be booked of this kind: what is owed, lies on the account, or is both free and advanced."""
    if use.kind == Kind.GAP_PAID:
        return standing.debt.amount
    if use.kind == Kind.HANDED_UP:
        return standing.special.amount
    if use.back:
        return standing.tied.amount
    advanced = standing.capital if use.kind == Kind.CAPITAL else standing.advance
    return min(standing.free.amount, advanced.amount - _tied_by(use))


def _tied_by(use: OpeningUse) -> Decimal:
    """What of such advances is tied already: the county's own with the audit, what was booked since, nobody's twice.

    The province's advance is the whole area's: every county's part of it counts.
    """
    held = "hospital_prepayment" if use.kind == Kind.CAPITAL else "out_of_area_advance"
    openings = Opening.unscoped.filter(
        insutype=use.opening.insutype, county__area=use.opening.county.area_id, state=Opening.State.BOOKED
    )
    if use.kind == Kind.CAPITAL:
        openings = openings.filter(pk=use.opening_id)
    with_audit = openings.filter(lines__held=held).aggregate(n=Sum("lines__amount"))["n"] or 0
    since = OpeningUse.unscoped.filter(opening__in=openings, kind=use.kind, state=Booked.BOOKED)
    by_back: dict[bool, Any] = dict(since.order_by().values_list("back").annotate(n=Sum("amount")))
    return Decimal(with_audit + by_back.get(False, 0) - by_back.get(True, 0))


def _beyond_balance(use: OpeningUse, terms: Terms) -> int:
    """Fen of a charge that the balance does not hold, or that the policy leaves to the county altogether."""
    whole = to_fen(use.amount)
    if Kind.EARLIER_SPENDING not in terms.bears:
        return whole
    standing = standing_of(use.opening, terms)
    free = to_fen(standing.free.amount) if standing else 0
    return whole - min(whole, max(free, 0))


def _draft(use: OpeningUse, terms: Terms) -> Draft:
    keeping, county, fen = terms.keeping, use.opening.county_id, to_fen(use.amount)
    if use.kind == Kind.EARLIER_SPENDING:
        return postings.earlier_spending(keeping, county, _by_payer(use), to_fen(use.to_debt))
    if use.kind == Kind.GAP_PAID:
        return postings.gap_paid(keeping, county, fen)
    if use.kind == Kind.HANDED_UP:
        return postings.handed_up(keeping, county, fen)
    return postings.tied(keeping, county, fen, back=use.back)


def _by_payer(use: OpeningUse) -> dict[int, int]:
    sums = EarlierBill.objects.filter(use=use).order_by().values_list("payer").annotate(n=Sum("amount"))
    return {payer: to_fen(amount) for payer, amount in sums}
