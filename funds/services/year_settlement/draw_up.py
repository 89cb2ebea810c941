"""Draw up a scheme's year settlement from the books, or draw it up again: what was drawn before is kept."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.money import from_fen
from funds.models import SettlementCounty, SettlementLine, YearSettlement
from funds.reads.managerial import confirmed_findings
from institutions.models import Agency, Duty, PoolingArea, User
from institutions.services.duties import require_city_duty

from .facts import SettlementFacts, facts_of
from .faults import SettlementRefused
from .terms import SettlementTerms, terms_of

State = YearSettlement.State
OPEN = (State.DRAWN, State.AGREED, State.APPROVED)


@transaction.atomic
def draw_up(
    *, area: PoolingArea, insutype: str, year: int, reason: str = "", acting_user: User
) -> YearSettlement:
    """Duty finance at the city. Drawing up again needs a reason and begins the agreements anew.

    Raises :class:`SettlementRefused` before the year is over, once it is posted, or where the policy is silent.
    """
    city = require_city_duty(user=acting_user, duty=Duty.FINANCE, area=area)
    if year >= timezone.localdate().year:
        raise SettlementRefused(_("%(year)s is not over yet."), year=year)
    # One at a time per area: the city's row is the lock.
    Agency.objects.select_for_update(of=("self",), no_key=True).get(pk=city.pk)
    terms = terms_of(area, insutype, year)
    known = YearSettlement.objects.filter(area=area, insutype=insutype, year=year)
    _set_aside(known.exclude(state=State.SUPERSEDED).first(), reason)
    facts = facts_of(area, insutype, year, terms)
    made: YearSettlement = YearSettlement.objects.create(
        area=area, insutype=insutype, year=year,
        version=(known.aggregate(last=Max("version"))["last"] or 0) + 1,
        fund=terms.rules.fund, fund_before=from_fen(facts.fund.balance), fund_after=from_fen(facts.outcome.fund),
        financing=from_fen(facts.fund.financing), basis_hash=facts.basis_hash, lists_by=terms.lists_by,
        settled_by=terms.settled_by, offices=terms.offices, clause=terms.said("settlement.settled_by").clause,
        drawn_by=acting_user,
    )  # fmt: skip
    _store(made, facts, terms)
    return made


def _set_aside(before: YearSettlement | None, reason: str) -> None:
    if before is None:
        return
    if before.state not in OPEN:
        raise SettlementRefused(_("%(settlement)s is posted: it stays."), settlement=before)
    if not reason.strip():
        raise SettlementRefused(_("Say why it is drawn up again."))
    before.state, before.reason = State.SUPERSEDED, reason.strip()[:300]
    before.approved_by = before.approved_at = None
    before.save(update_fields=["state", "reason", "approved_by", "approved_at"])


def _store(made: YearSettlement, facts: SettlementFacts, terms: SettlementTerms) -> None:
    counties = {one.county.code: one.county for one in facts.ledger}
    found = confirmed_findings(area=made.area, insutype=made.insutype, year=made.year)
    reasons = dict(found.values_list("unit", "reason"))
    SettlementCounty.objects.bulk_create(
        SettlementCounty(
            settlement=made, county=ledger.county, income=from_fen(ledger.income),
            taken_out=from_fen(ledger.income - year.income), spending=from_fen(year.spending),
            managerial=from_fen(year.managerial), managerial_reason=reasons.get(ledger.county.pk, ""),
            balance=from_fen(year.balance), balance_after=from_fen(facts.outcome.balances[year.county]),
            collected=from_fen(year.collected),
        )
        for ledger, year in zip(facts.ledger, facts.years, strict=True)
    )  # fmt: skip
    SettlementLine.objects.bulk_create(
        SettlementLine(
            settlement=made, position=n, county=counties[line.county], step=line.step, payer=line.payer,
            asked=from_fen(line.asked), amount=from_fen(line.amount),
            clause=line.given.clause if line.given else "", assumed=line.given.assumed if line.given else "",
            document=line.given.document if line.given else "",
        )
        for n, line in enumerate(facts.outcome.lines, 1)
    )  # fmt: skip
