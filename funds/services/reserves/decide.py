"""Enter what is proposed for a reserve; another person books or refuses it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.money import from_fen, to_fen
from funds.models import Booked, Entry, ReserveLine, ReserveMovement
from funds.reads.county_years import balances_by_county, reserve_balance
from funds.rules.clearing_postings import Draft, DraftLeg, Keeping
from funds.rules.movements import COUNTY_BALANCE, SPECIAL_ACCOUNT, Move, Place, drafts, of_city, of_county
from funds.services.drafts import Planned
from funds.services.keeping import keeping_of
from funds.services.open_day import open_day
from funds.services.two_people import book_by_two
from funds.services.year_settlement.post import net_role
from institutions.models import Agency, Duty, User
from institutions.services.duties import require_another, require_city_duty

from .faults import ReserveRefused
from .propose import PREPAID, Proposal

Act = ReserveMovement.Act


@transaction.atomic
def enter_movement(
    *, proposal: Proposal, evidence: str, facts: dict[str, Any] | None = None, acting_user: User
) -> ReserveMovement:
    """Duty finance at the city. ``facts`` by county code stay beside the lines.

    Raises :class:`ReserveRefused` where nothing moves or no paper is named; ``ValidationError`` where it is entered.
    """
    city = require_city_duty(user=acting_user, duty=Duty.FINANCE, area=proposal.area)
    Agency.objects.select_for_update(of=("self",), no_key=True).get(pk=city.pk)
    if not proposal.amount:
        raise ReserveRefused(gettext_lazy("Nobody holds what is asked: nothing moves."))
    if not evidence.strip():
        raise ReserveRefused(gettext_lazy("The number of the paper is missing."))
    made = ReserveMovement(
        area=proposal.area, insutype=proposal.insutype, reserve=proposal.reserve, act=proposal.act,
        turn=proposal.turn, as_of=proposal.as_of, held=from_fen(max(0, proposal.held)),
        wanted=from_fen(proposal.wanted), amount=from_fen(proposal.amount), formula=proposal.formula[:300],
        clause=proposal.said.clause, assumed=proposal.said.assumed, evidence=evidence.strip()[:80],
        entered_by=acting_user,
    )  # fmt: skip
    made.full_clean(exclude=["entered_by"])
    made.save()
    ReserveLine.objects.bulk_create(
        ReserveLine(
            movement=made, county=one.county, insutype=one.insutype, basis=one.basis, asked=one.asked,
            amount=one.amount,
            facts={"source": proposal.source, **(facts or {}).get(one.county.code, {})},
        )
        for one in proposal.parts
    )  # fmt: skip
    return made


def _held(movement: ReserveMovement, user: User) -> ReserveMovement:
    found: ReserveMovement = (
        ReserveMovement.objects.select_for_update(of=("self",))
        .select_related("area", "entered_by")
        .get(pk=movement.pk)
    )
    require_city_duty(user=user, duty=Duty.APPROVE, area=found.area)
    if found.state != Booked.ENTERED:
        raise ReserveRefused(gettext_lazy("It is “%(state)s” already."), state=found.get_state_display())
    require_another(
        user=user, previous=found.entered_by, act=gettext_lazy("Decision on a reserve's movement")
    )
    return found


@transaction.atomic
def book_movement(*, movement: ReserveMovement, acting_user: User) -> list[Entry]:
    """The second person decides: it is booked. Duty to approve at the city.

    Raises :class:`ReserveRefused` when fund or counties no longer hold what moves, ``SamePerson``, ``DutyMissing``.
    """
    movement = _held(movement, acting_user)
    lines = list(movement.lines.select_related("county"))
    _require_held(movement, lines)
    movement.state, movement.decided_by, movement.decided_at = Booked.BOOKED, acting_user, timezone.now()
    movement.booked_on = timezone.localdate()
    movement.save()
    keeping = keeping_of(movement.area, movement.as_of)
    entries: list[Entry] = []
    for n, (insutype, found) in enumerate(_drafts(movement, lines, keeping), 1):
        planned = [
            Planned(
                draft,
                open_day(insutype, draft.unit, timezone.localdate()),
                Entry.Kind.ALLOCATION,
                f"reserve-movement:{movement.pk}:{n}",
                (_("%(act)s: %(paper)s") % {"act": movement.get_act_display(), "paper": movement.evidence})[
                    :200
                ],
                movement,
            )
            for draft in found
        ]
        entries += book_by_two(insutype, planned, entered_by=movement.entered_by, approved_by=acting_user)
    return entries


@transaction.atomic
def refuse_movement(*, movement: ReserveMovement, reason: str, acting_user: User) -> None:
    """Nothing is booked; it may be proposed anew. Duty to approve at the city."""
    movement = _held(movement, acting_user)
    if not reason.strip():
        raise ReserveRefused(gettext_lazy("Say why it is refused."))
    movement.state, movement.decided_by, movement.decided_at = Booked.REFUSED, acting_user, timezone.now()
    movement.refused_reason = reason.strip()[:300]
    movement.save()


def _require_held(movement: ReserveMovement, lines: list[ReserveLine]) -> None:
    if reserve_balance(movement.area, movement.insutype, movement.reserve) != to_fen(movement.held):
        raise ReserveRefused(gettext_lazy("The reserve moved since: refuse this and propose anew."))
    if movement.act not in (Act.FIRST, Act.TOP_UP):
        return
    held = balances_by_county(movement.area, movement.insutype)
    for line in lines:
        own = line.facts.get("source") != PREPAID
        if own and to_fen(line.amount) > held.get(line.county_id, 0):
            raise ReserveRefused(
                gettext_lazy("%(county)s no longer holds what moves: refuse this and propose anew."),
                county=line.county,
            )


def _drafts(
    movement: ReserveMovement, lines: list[ReserveLine], keeping: Keeping
) -> Iterator[tuple[str, list[Draft]]]:
    """Scheme by scheme what is booked."""
    fund = of_city(keeping, movement.reserve)
    if movement.act == Act.MERGE:
        yield from _merged(movement, lines, keeping, fund)
        return
    moves = []
    for line in lines:
        prepaid = line.facts.get("source") == PREPAID
        role = net_role(movement.insutype) if prepaid else COUNTY_BALANCE
        county, fen = of_county(keeping, role, line.county_id), to_fen(line.amount)
        giving = movement.act == Act.DISTRIBUTION
        moves.append(Move(fund, county, fen) if giving else Move(county, fund, fen))
    # One leg of the fund, one of each county: in graded books a pair for every county.
    yield movement.insutype, drafts(keeping, moves)


def _merged(
    movement: ReserveMovement, lines: list[ReserveLine], keeping: Keeping, fund: Place
) -> Iterator[tuple[str, list[Draft]]]:
    """The closed fund empties; another scheme's part goes with its money, from special account to special account."""
    into = str(lines[0].facts["source"])
    for line in lines:
        fen = to_fen(line.amount)
        if not fen:
            continue
        own = line.insutype == movement.insutype
        target = of_city(keeping, into)
        if own:
            yield movement.insutype, drafts(keeping, [Move(fund, target, fen)])
            continue
        account = DraftLeg(SPECIAL_ACCOUNT, keeping.city, None, -fen)
        yield movement.insutype, [Draft(keeping.city, (DraftLeg(*fund, fen), account))]
        arrives = DraftLeg(SPECIAL_ACCOUNT, keeping.city, None, fen)
        yield line.insutype, [Draft(keeping.city, (arrives, DraftLeg(*target, -fen)))]
