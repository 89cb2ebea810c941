"""The premium of a year: worked out as heads × premium of the policy, approved by a second person.

It is paid through a batch for the bank (``prepare``, ``paid_out``), never noted as paid by hand.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from config.money import from_fen
from enrollment.reads.insured import insured_in
from funds.models import Insurer, InsurerPremium, Payment
from funds.services.fund_budgets.terms import terms_of
from funds.services.keeping import keeping_of
from institutions.models import Agency, Duty, User
from institutions.services.duties import require_another, require_duty

from .accounts import insurer_account
from .faults import PayerRefused

State = InsurerPremium.State


def heads_by_county(unit: Agency, insutype: str, year: int) -> dict[Agency, int]:
    """People insured in ``year``, of the counties whose money stands in ``unit``'s book: one unit pays for each."""
    keeping = keeping_of(unit.area, dt.date(year, 1, 1))
    counties = Agency.objects.filter(area=unit.area, level=Agency.Level.COUNTY).values_list("pk", flat=True)
    kept = [county for county in counties if keeping.unit_of(county) == unit.pk]
    people = insured_in(year, insutype).filter(county__in=kept)
    counted: dict[int, int] = dict(people.order_by().values_list("county").annotate(Count("pk")))
    return {county: counted[county.pk] for county in Agency.objects.filter(pk__in=counted).order_by("code")}


@transaction.atomic
def work_out_premium(
    *, unit: Agency, insutype: str, year: int, payee: Insurer, instalment: int = 1, acting_user: User
) -> InsurerPremium:
    """Heads insured in the year × the policy's premium, less instalments standing. Duty finance at ``unit``.

    A county whose heads fell away since is set off: its part is below zero. Raises :class:`PayerRefused` where the
    policy names no premium, the insurer has no approved account, or nothing is left to pay; ``FundBudgetRefused`` where
    no policy is in force.
    """
    require_duty(user=acting_user, duty=Duty.FINANCE, agency=unit)
    given = terms_of(unit.area, year).policy.section("budget").get("serious_illness.premium")
    if given is None:
        raise PayerRefused(_("The policy names no premium of a head to the serious-illness insurer."))
    account = insurer_account(payee)
    if account is None or payee.unit_id != unit.pk:
        raise PayerRefused(_("The insurer has no approved account today: enter it first."))
    # Held first: two instalments worked out at once would each find the other's people unpaid.
    Agency.objects.select_for_update(of=("self",), no_key=True).get(pk=unit.pk)
    parts = _parts(unit, insutype, year, int(given.value))
    people, fen = sum(part["people"] for part in parts), sum(part["fen"] for part in parts)
    if fen < 0:
        raise PayerRefused(
            _("Heads fell away since: earlier instalments are %(yuan)s yuan more than the year comes to."),
            yuan=f"{from_fen(-fen):,.2f}",
        )
    if not fen:
        raise PayerRefused(_("Nobody is insured for whom a premium is still to be paid."))
    premium = InsurerPremium(
        unit=unit, insutype=insutype, year=year, instalment=instalment, payee=payee, insurer=payee.name,
        account_no=account.account_no, people=people, each=from_fen(int(given.value)), amount=from_fen(fen),
        clause=given.clause, assumed=given.assumed[:200], parts=parts, prepared_by=acting_user,
    )  # fmt: skip
    premium.full_clean(exclude=["prepared_by"])
    premium.save()
    return premium


def _parts(unit: Agency, insutype: str, year: int, each: int) -> list[dict[str, Any]]:
    """By county: people × ``each`` fen, less what standing instalments pay already; every county of either."""
    heads = {county.code: people for county, people in heads_by_county(unit, insutype, year).items()}
    before = InsurerPremium.objects.select_for_update(of=("self",)).filter(
        unit=unit, insutype=insutype, year=year
    )
    standing: dict[str, int] = {}
    for one in before.exclude(state=State.DROPPED):
        for part in one.parts:
            standing[part["county"]] = standing.get(part["county"], 0) + part["fen"]
    return [
        {
            "county": code,
            "people": heads.get(code, 0),
            "before": standing.get(code, 0),
            "fen": heads.get(code, 0) * each - standing.get(code, 0),
        }
        for code in sorted({*heads, *standing})
    ]


def _held(premium: InsurerPremium, *states: str) -> InsurerPremium:
    held: InsurerPremium = (
        InsurerPremium.objects.select_for_update(of=("self",))
        .select_related("unit__area", "prepared_by", "approved_by")
        .get(pk=premium.pk)
    )
    if held.state not in states:
        raise PayerRefused(
            _("%(premium)s is “%(state)s”: that cannot be done now."),
            premium=held,
            state=held.get_state_display(),
        )
    return held


@transaction.atomic
def approve_premium(*, premium: InsurerPremium, acting_user: User) -> InsurerPremium:
    """A second person approves. Duty approve where it is paid. Raises ``SamePerson``, ``DutyMissing``."""
    premium = _held(premium, State.DRAFT)
    require_duty(user=acting_user, duty=Duty.APPROVE, agency=premium.unit)
    require_another(
        user=acting_user, previous=premium.prepared_by, act=_("Approval of a premium to the insurer")
    )
    premium.state, premium.approved_by, premium.approved_at = State.APPROVED, acting_user, timezone.now()
    premium.save(update_fields=["state", "approved_by", "approved_at"])
    return premium


@transaction.atomic
def drop_premium(*, premium: InsurerPremium, reason: str, acting_user: User) -> InsurerPremium:
    """Not paid so, and why. Duty finance; once approved, whoever approves, and only while no instruction stands."""
    premium = _held(premium, State.DRAFT, State.APPROVED)
    if Payment.unscoped.filter(premium=premium).exclude(state=Payment.State.FAILED).exists():
        raise PayerRefused(_("A payment of it stands in a batch: it cannot be dropped any more."))
    duty = Duty.FINANCE if premium.state == State.DRAFT else Duty.APPROVE
    require_duty(user=acting_user, duty=duty, agency=premium.unit)
    if not reason.strip():
        raise PayerRefused(_("Say why."))
    premium.state, premium.reason = State.DROPPED, reason.strip()[:200]
    premium.save(update_fields=["state", "reason"])
    return premium
