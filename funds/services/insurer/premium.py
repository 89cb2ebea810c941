"""The premium of a year: worked out as heads × premium of the policy, approved by a second person, paid."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from config.money import from_fen, to_fen
from enrollment.reads.subsidy_bill import insured_in
from funds.models import Entry, InsurerPremium
from funds.rules.payer_postings import premium_paid
from funds.services.drafts import Planned, entry_drafts
from funds.services.fund_budgets.terms import terms_of
from funds.services.keeping import keeping_of
from funds.services.load_chart import load_chart
from funds.services.open_day import open_day
from funds.services.post_entry import post_entries
from institutions.models import Agency, Duty, User
from institutions.services.duties import require_another, require_duty

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
    *,
    unit: Agency,
    insutype: str,
    year: int,
    insurer: str,
    account_no: str,
    instalment: int = 1,
    acting_user: User,
) -> InsurerPremium:
    """Heads insured in the year × the policy's premium, less instalments standing. Duty finance at ``unit``.

    Raises :class:`PayerRefused` where the policy names no premium, nobody is insured, or nothing is left to pay;
    ``FundBudgetRefused`` where no policy is in force.
    """
    require_duty(user=acting_user, duty=Duty.FINANCE, agency=unit)
    given = terms_of(unit.area, year).policy.section("budget").get("serious_illness.premium")
    if given is None:
        raise PayerRefused(_("The policy names no premium of a head to the serious-illness insurer."))
    # Held first: two instalments worked out at once would each find the other's people unpaid.
    Agency.objects.select_for_update(of=("self",), no_key=True).get(pk=unit.pk)
    heads = heads_by_county(unit, insutype, year)
    before = InsurerPremium.objects.select_for_update(of=("self",)).filter(
        unit=unit, insutype=insutype, year=year
    )
    standing: dict[str, int] = {}
    for one in before.exclude(state=State.DROPPED):
        for part in one.parts:
            standing[part["county"]] = standing.get(part["county"], 0) + part["fen"]
    parts = [
        {
            "county": county.code,
            "people": people,
            "fen": people * int(given.value) - standing.get(county.code, 0),
        }
        for county, people in heads.items()
    ]
    parts = [part for part in parts if int(str(part["fen"])) > 0]
    if not parts:
        raise PayerRefused(_("Nobody is insured for whom a premium is still to be paid."))
    premium = InsurerPremium(
        unit=unit, insutype=insutype, year=year, instalment=instalment, insurer=insurer.strip(),
        account_no=account_no.strip(), people=sum(heads.values()), each=from_fen(int(given.value)),
        amount=from_fen(sum(int(str(part["fen"])) for part in parts)), clause=given.clause,
        assumed=given.assumed[:200], parts=parts, prepared_by=acting_user,
    )  # fmt: skip
    premium.full_clean(exclude=["prepared_by"])
    premium.save()
    return premium


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
    """Not paid so, and why. Duty finance; once approved, whoever approves."""
    premium = _held(premium, State.DRAFT, State.APPROVED)
    duty = Duty.FINANCE if premium.state == State.DRAFT else Duty.APPROVE
    require_duty(user=acting_user, duty=duty, agency=premium.unit)
    if not reason.strip():
        raise PayerRefused(_("Say why."))
    premium.state, premium.reason = State.DROPPED, reason.strip()[:200]
    premium.save(update_fields=["state", "reason"])
    return premium


@transaction.atomic
def pay_premium(
    *, premium: InsurerPremium, paid_on: dt.date, evidence: str, acting_user: User
) -> InsurerPremium:
    """The bank has paid the approved premium: posted as each county's expense. Duty finance where it is paid.

    Raises :class:`PayerRefused`, ``DutyMissing``, ``BookMissing``, ``PeriodNotOpen``.
    """
    premium = _held(premium, State.APPROVED)
    require_duty(user=acting_user, duty=Duty.FINANCE, agency=premium.unit)
    if not evidence.strip() or paid_on > timezone.localdate():
        raise PayerRefused(_("Give the bank's evidence and a day that has come."))
    keeping = keeping_of(premium.unit.area, paid_on)
    load_chart()
    day = open_day(premium.insutype, keeping.unit_of(premium.unit_id), paid_on)
    counties = dict(Agency.objects.filter(area=premium.unit.area).values_list("code", "pk"))
    parts = {counties[part["county"]]: part["fen"] for part in premium.parts}
    if sum(parts.values()) != to_fen(premium.amount):
        raise PayerRefused(_("The parts of the counties do not add up to the premium."))
    premium.state, premium.paid_on, premium.evidence = State.PAID, paid_on, evidence.strip()[:60]
    premium.save(update_fields=["state", "paid_on", "evidence"])
    planned = Planned(
        premium_paid(keeping, premium.unit_id, parts), day, Entry.Kind.PAYMENT, f"premium:{premium.pk}",
        str(premium)[:200], premium,
    )  # fmt: skip
    post_entries(entry_drafts(premium.insutype, [planned]), acting_user=acting_user)
    return premium
