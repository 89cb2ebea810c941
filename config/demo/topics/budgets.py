"""Payment budget of the year after: caps set by the city, negotiated round by round, decided in one county."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import F

from claims.models import Budget, BudgetShare, CountyBudget
from claims.services.budgets.adjust import propose_change
from claims.services.budgets.caps import Cap, approve_caps, set_caps, submit_caps
from claims.services.budgets.decide import decide, hand_in
from claims.services.budgets.draft import draft_budget
from claims.services.budgets.faults import BudgetRefused
from claims.services.budgets.held import agencies_of
from claims.services.budgets.negotiate import make_offer, note_answer, set_share
from config.demo.topics.stage import Stage, act, said
from config.demo.world import SCHEME
from config.periods import Month
from config.scoping import system_scope
from institutions.models import Duty, User

CENT = Decimal("0.01")
CUT = Decimal("0.98")


def fill(stage: Stage) -> int:
    """How many shares were talked about; none without total control or payments of the year played."""
    if not stage.says("payment_budget"):
        return 0
    with system_scope():
        if Budget.objects.filter(area=stage.area).exists():
            return 0
    finance = stage.at(Duty.FINANCE)
    try:
        budget = act(finance, draft_budget, area=stage.area, insutype=SCHEME, year=stage.year + 1)
    except BudgetRefused:
        return 0
    with system_scope():
        counties = list(CountyBudget.objects.filter(budget=budget).select_related("county__parent", "budget"))
    counties = [one for one in counties if one.cap]
    _caps(stage, budget, counties[-1:])
    act(finance, submit_caps, budget=budget)
    act(stage.at(Duty.APPROVE), approve_caps, budget=budget)
    return sum(_negotiate(stage, county, stage_of) for stage_of, county in enumerate(counties[:3]))


def _caps(stage: Stage, budget: Budget, lowered: list[CountyBudget]) -> None:
    """The last county gets a little less than worked out, for a reason."""
    caps = {
        one.pk: Cap((one.cap * CUT).quantize(CENT), said()["budgets"]["cap"]) for one in lowered if one.cap
    }
    act(stage.at(Duty.FINANCE), set_caps, budget=budget, caps=caps, reserved=budget.reserved)


def _negotiate(stage: Stage, county: CountyBudget, turn: int) -> int:
    """The first county is decided, the second handed in, in the third the institutions still answer."""
    with system_scope():
        county = CountyBudget.objects.select_related("county__parent", "budget").get(pk=county.pk)
        agency = agencies_of(county)[0]
        shares = list(
            BudgetShare.objects.filter(county_budget=county)
            .select_related("institution", "consortium", "county_budget__budget", "county_budget__county")
            .order_by("pk")
        )
    clerk = stage.at(Duty.HANDLE, agency)
    for number, share in enumerate(shares):
        if turn == 2 and number % 3 == 2:
            continue
        _talk(clerk, share, asks=number % 3 == 1, open_end=turn == 2)
    if turn < 2:
        act(clerk, hand_in, county=county)
    if turn == 0:
        act(stage.at(Duty.REVIEW, agency), decide, county=county)
        _ask_more(stage, clerk, county)
    return len(shares)


def _talk(clerk: User, share: BudgetShare, *, asks: bool, open_end: bool) -> None:
    words = said()["budgets"]
    proposed = share.proposed
    if share.institution_id is None and share.consortium_id is None:
        act(clerk, set_share, share=share, amount=proposed, reason=words["common"])
        return
    first = (proposed * CUT).quantize(CENT)
    if asks:
        act(clerk, make_offer, share=share, amount=first, reason=words["offer"])
        act(
            clerk, note_answer, share=share, answer="asks", asked=(proposed * 2 - first), reason=words["asks"],
            spoke=words["spoke"],
        )  # fmt: skip
    act(clerk, make_offer, share=share, amount=proposed if asks else first, reason=words["offer"])
    if not (asks and open_end):
        act(clerk, note_answer, share=share, answer="accepted", spoke=words["spoke"])


def _ask_more(stage: Stage, clerk: User, county: CountyBudget) -> None:
    """An adjustment of the decided county that waits for its second person: what the talks left of its cap."""
    with system_scope():
        found = BudgetShare.objects.filter(county_budget=county, amount__lt=F("proposed"))
        share = found.select_related("county_budget__budget", "county").order_by("pk").first()
    if share is None:
        return
    left = ((share.proposed - (share.amount or 0)) / 2).quantize(CENT)
    if left:
        act(
            clerk, propose_change, share=share, amount=left, month=Month(stage.year + 1, 12),
            reason=said()["budgets"]["change"],
        )  # fmt: skip
