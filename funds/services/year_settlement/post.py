"""Post an approved settlement: reserves and balances move in the books, governments are asked for their parts.

The entry's key names area, scheme, year and county, not the version: whatever happens, a year is posted once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.services.case_numbers import next_number
from config.codes import name_of
from config.money import from_fen, to_fen
from funds.models import Entry, GapDemand, SettlementLine, YearSettlement
from funds.reads.county_years import open_december
from funds.reads.financial_statements import layouts
from funds.reads.settlements import demands_of
from funds.rules.financial_statements import POOLED, layout_for
from funds.rules.movements import drafts
from funds.rules.settlement_postings import moves_of
from funds.rules.sharing import GOVERNMENTS, Line
from funds.services.drafts import Planned
from funds.services.keeping import keeping_of
from funds.services.open_day import open_day
from funds.services.two_people import book_by_two
from institutions.models import Duty, User
from institutions.services.duties import require_city_duty

from .facts import facts_of
from .faults import SettlementRefused
from .held import held
from .terms import terms_of

State = YearSettlement.State


def net_role(insutype: str) -> str:
    """The subject of net assets that a year's income and spending of the pooled fund are carried to."""
    return layout_for(layouts(), insutype).close_to[POOLED]


@transaction.atomic
def post_settlement(*, settlement: YearSettlement, acting_user: User) -> list[Entry]:
    """Duty finance at the city; whoever approved signs as the second person.

    Raises :class:`SettlementRefused` while December is open or when the books moved on since it was drawn up,
    ``SamePerson``, ``DutyMissing``, ``BookMissing``, ``PeriodNotOpen``.
    """
    settlement = held(settlement, State.APPROVED)
    require_city_duty(user=acting_user, duty=Duty.FINANCE, area=settlement.area)
    _require_final(settlement)
    planned, approver = list(_planned(settlement)), settlement.approved_by
    entries: list[Entry] = []
    if planned and approver is not None:
        entries = book_by_two(settlement.insutype, planned, entered_by=acting_user, approved_by=approver)
    settlement.state, settlement.posted_on = State.POSTED, timezone.localdate()
    settlement.save(update_fields=["state", "posted_on"])
    if not _demand(settlement, acting_user):
        settle_if_paid(settlement)
    return entries


def _require_final(settlement: YearSettlement) -> None:
    still_open = open_december(settlement.area, settlement.insutype, settlement.year)
    if still_open:
        raise SettlementRefused(
            gettext_lazy("December %(year)s of %(book)s is not closed: the figures may still move."),
            year=settlement.year,
            book=still_open[0],
        )
    terms = terms_of(settlement.area, settlement.insutype, settlement.year)
    facts = facts_of(settlement.area, settlement.insutype, settlement.year, terms)
    if facts.basis_hash != settlement.basis_hash:
        raise SettlementRefused(
            gettext_lazy("The books or the managerial parts changed since the lists: draw them up again.")
        )


def _planned(settlement: YearSettlement) -> Iterator[Planned]:
    """One entry per county and book it touches."""
    keeping = keeping_of(settlement.area, settlement.last_day)
    lines: dict[int, list[Line]] = defaultdict(list)
    codes: dict[int, str] = {}
    for one in settlement.lines.select_related("county"):
        codes[one.county_id] = one.county.code
        lines[one.county_id].append(
            Line(codes[one.county_id], one.step, one.payer, to_fen(one.amount), 0, None)
        )
    summary = _("Year settlement %(year)s, %(scheme)s, %(county)s")
    for county, own in lines.items():
        names = {
            "year": settlement.year, "scheme": name_of("insutype", settlement.insutype), "county": codes[county]
        }  # fmt: skip
        for draft in drafts(keeping, moves_of(keeping, county, own, net_role(settlement.insutype))):
            yield Planned(
                draft,
                open_day(settlement.insutype, draft.unit, timezone.localdate()),
                Entry.Kind.ALLOCATION,
                f"year-settlement:{settlement.area.code}:{settlement.insutype}:{settlement.year}:{codes[county]}",
                (summary % names)[:200],
                settlement,
            )


def _demand(settlement: YearSettlement, acting_user: User) -> list[GapDemand]:
    """One demand per government and county for all its steps together."""
    sums: dict[tuple[int, str], int] = defaultdict(int)
    borne: list[SettlementLine] = list(
        settlement.lines.filter(payer__in=GOVERNMENTS, amount__gt=0).exclude(step__in=["accrual", "surplus"])
    )
    for line in borne:
        sums[line.county_id, line.payer] += to_fen(line.amount)
    return [
        GapDemand.objects.create(
            settlement=settlement, number=next_number("QK"), county_id=county, payer=payer,
            amount=from_fen(fen), due_on=settlement.settled_by, written_by=acting_user,
        )
        for (county, payer), fen in sums.items()
    ]  # fmt: skip


def settle_if_paid(settlement: YearSettlement) -> bool:
    """Settled on the day on which the last demand is paid in whole; the caller holds the settlement."""
    if any(one.open for one in demands_of(settlement)):
        return False
    settlement.state, settlement.settled_on = State.SETTLED, timezone.localdate()
    settlement.save(update_fields=["state", "settled_on"])
    return True
