"""The opening of pooling: audited balances booked, one county's gap kept as its debt, advances charged, lists signed.

What the last counties brought waits on the way: at the city, at their own second person.
"""

from __future__ import annotations

from decimal import Decimal

from config.demo.topics.papers import scan
from config.demo.topics.stage import Stage, act, said
from config.demo.world import SCHEME
from config.demo.year.clock import living_on
from config.scoping import system_scope
from funds.models import Handover, HandoverItem, Held, Opening, OpeningLine, OpeningUse
from funds.policy import opening_policy
from funds.reads.openings import standing_of
from funds.services.handovers.prepare import make_handover, note_found, put_item, seal_handover
from funds.services.handovers.sign import Part, sign_handover
from funds.services.openings.agree import (
    book_opening,
    check_opening,
    confirm_opening,
    enter_opening,
    return_opening,
)
from funds.services.openings.terms import opening_terms
from funds.services.openings.use import book_use, enter_use
from institutions.models import Agency, Duty
from institutions.policy.in_force import policy_for
from institutions.services.attach import attach

Kind = OpeningUse.Kind
# Yuan: what most counties had on the day before, and what the second one had and owed.
HELD = {
    Held.SPECIAL: Decimal("6200000.00"),
    Held.EXPENDITURE: Decimal("380000.00"),
    Held.DEPOSIT: Decimal("126000.00"),
    Held.PAYABLE: Decimal("4000.00"),
}
IN_DEBT = {
    Held.SPECIAL: Decimal("410000.00"),
    Held.RECEIVABLE: Decimal("35000.00"),
    Held.BORROWED: Decimal("1600000.00"),
    Held.DEPOSIT: Decimal("88000.00"),
}
ADVANCED, AHEAD = Decimal("500000.00"), Decimal("900000.00")
STEP = Decimal("350000.00")
PAID, PAID_NEXT = Decimal("600000.00"), Decimal("200000.00")
BACK = Decimal("120000.00")
DEBTOR = 1


def fill(stage: Stage) -> int:
    """How many balances and lists; none where the documents speak of neither."""
    with system_scope():
        if Handover.objects.filter(county__area=stage.area).exists():
            return 0
        said_of = opening_policy(policy_for(stage.area, stage.day(12, 31)))
    pooled = said_of.pooled_from is not None
    if not (pooled or said_of.handed_over_by):
        return 0
    openings = _balances(stage) if pooled else []
    with living_on(stage.day(1, 22)):
        lists = _lists(stage, openings)
    return len(openings) + lists


# --- balances ---


def _balances(stage: Stage) -> list[Opening]:
    """All are booked but the last two counties' where there are many."""
    with system_scope():
        bears = opening_terms(stage.area, stage.day(12, 31)).bears
    counties = list(stage.layout.units)
    on_the_way = 2 if len(counties) > DEBTOR + 3 else 0
    openings = []
    for number, county in enumerate(counties):
        with living_on(stage.day(1, 8)):
            openings.append(_enter(stage, county, number, bears))
        waits = number - (len(counties) - on_the_way)
        if waits < 1:
            with living_on(stage.day(1, 12)):
                _check(stage, openings[-1])
        if waits < 0:
            with living_on(stage.day(1, 15)):
                _book(stage, openings[-1])
    with living_on(stage.day(1, 20)):
        for opening in openings[: len(counties) - on_the_way]:
            _use(stage, opening, bears)
    return openings


def _enter(stage: Stage, county: Agency, number: int, bears: tuple[str, ...]) -> Opening:
    if number == DEBTOR:
        lines = dict(IN_DEBT)
    else:
        lines = {**HELD, Held.SPECIAL: HELD[Held.SPECIAL] + STEP * number}
        if Kind.CAPITAL in bears:
            lines |= {Held.CAPITAL: ADVANCED, Held.AHEAD: AHEAD}
    finance, words = stage.at(Duty.FINANCE, county), said()["openings"]
    paper = words["paper"].format(year=stage.year, number=number + 1)
    entered: Opening = act(
        finance, enter_opening, county=county, insutype=SCHEME, paper=paper,
        lines={held.value: amount for held, amount in lines.items()},
    )  # fmt: skip
    act(finance, attach, subject=entered, title=paper, upload=scan(paper), agency=county, duty=Duty.FINANCE)
    return entered


def _check(stage: Stage, opening: Opening) -> None:
    """The first county's was sent back once by its own second person."""
    county, words = opening.county, said()["openings"]
    if county == stage.layout.units[0]:
        act(stage.at(Duty.REVIEW, county), return_opening, opening=opening, reason=words["returned"])
    act(stage.at(Duty.REVIEW, county), check_opening, opening=opening)


def _book(stage: Stage, opening: Opening) -> None:
    act(stage.at(Duty.FINANCE), confirm_opening, opening=opening)
    act(stage.at(Duty.APPROVE), book_opening, opening=opening)


def _use(stage: Stage, opening: Opening, bears: tuple[str, ...]) -> None:
    """A debtor pays a part, a second part waits; the others hand their money up and are charged for what was lent."""
    with system_scope():
        opening = Opening.objects.select_related("county__area", "county__parent").get(pk=opening.pk)
        special = OpeningLine.objects.get(opening=opening, held=Held.SPECIAL).amount
    if opening.balance < 0:
        for turn, amount in enumerate((PAID, PAID_NEXT), start=1):
            _one(stage, opening, Kind.GAP_PAID, amount, turn, waits=turn > 1)
        return
    _one(stage, opening, Kind.HANDED_UP, special, 1)
    if Kind.CAPITAL in bears:
        _charge(stage, opening)


def _charge(stage: Stage, opening: Opening) -> None:
    """What was lent to institutions since; of a county where nothing was, a part of what was lent came back."""
    with system_scope():
        standing = standing_of(opening, opening_terms(stage.area, stage.day(12, 31)))
    if standing is None:
        return
    since = min(standing.free.amount, standing.capital.amount - standing.tied.amount)
    _one(stage, opening, Kind.CAPITAL, since if since > 0 else BACK, 2, back=since <= 0)


def _one(
    stage: Stage,
    opening: Opening,
    kind: str,
    amount: Decimal,
    turn: int,
    *,
    waits: bool = False,
    back: bool = False,
) -> None:
    with system_scope():
        unit = opening_terms(stage.area, stage.day(12, 31)).unit_of(opening.county)
    words = said()["openings"]
    use = act(
        stage.at(Duty.FINANCE, unit), enter_use, opening=opening, kind=kind, amount=amount, back=back,
        happened_on=stage.day(1, 18), evidence=words["slip"].format(code=opening.county.code, number=turn),
    )  # fmt: skip
    if not waits:
        act(stage.at(Duty.APPROVE, unit), book_use, use=use)


# --- lists ---


def _lists(stage: Stage, openings: list[Opening]) -> int:
    """Of the first county all is signed by three, the second has signed assets first, the third still lists records."""
    first, second, third = (*stage.layout.units, *stage.layout.units)[:3]
    if openings:
        money = _make(stage, first, Handover.Kind.FUND, openings[0])
        _seal(stage, money, Part.values)
    assets = _make(stage, first if not openings else second, Handover.Kind.ASSETS)
    _items(stage, assets, "assets", differs=True)
    _seal(stage, assets, Part.values if not openings else Part.values[:1])
    if not openings:
        waiting = _make(stage, second, Handover.Kind.ASSETS)
        _items(stage, waiting, "assets")
        _seal(stage, waiting, Part.values[:1])
    records = _make(stage, third, Handover.Kind.RECORDS)
    _items(stage, records, "records")
    return 3


def _make(stage: Stage, county: Agency, kind: str, opening: Opening | None = None) -> Handover:
    words = said()["openings"]
    made: Handover = act(
        stage.at(Duty.HANDLE, county), make_handover, county=county, kind=kind, opening=opening,
        title=words["titles"][str(kind)], giver=county.name, receiver=stage.city.name, supervisor=words["supervisor"],
    )  # fmt: skip
    return made


def _items(stage: Stage, made: Handover, kind: str, *, differs: bool = False) -> None:
    clerk, words = stage.at(Duty.HANDLE, made.county), said()["openings"]
    items: list[HandoverItem] = [
        act(
            clerk, put_item, handover=made, name=one["name"], quantity=Decimal(one["count"]), unit=one["unit"],
            amount=Decimal(one.get("amount", 0)),
        )
        for one in words[kind]
    ]  # fmt: skip
    if differs:
        found = items[0].quantity - 1
        act(clerk, note_found, item=items[0], difference=words["difference"], found_quantity=found)


def _seal(stage: Stage, made: Handover, parts: list[str]) -> None:
    act(stage.at(Duty.HANDLE, made.county), seal_handover, handover=made)
    signers = {
        Part.GIVER: stage.at(Duty.APPROVE, made.county),
        Part.RECEIVER: stage.at(Duty.FINANCE),
        Part.SUPERVISOR: stage.at(Duty.AUDIT),
    }
    for part in parts:
        act(signers[Part(part)], sign_handover, handover=made, part=part)
