"""What may be done with a registration in which state, what experts' opinions come to, which place a filing covers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple


class State(StrEnum):
    """How a registration stands."""

    APPLIED = "applied"
    EXPERTS = "experts"
    IN_FORCE = "in_force"
    ENDED = "ended"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Act(StrEnum):
    """What can be done with it."""

    ATTACH = "attach"
    ASK_EXPERTS = "ask_experts"
    GIVE_OPINION = "give_opinion"
    APPROVE = "approve"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    END = "end"
    VOID = "void"
    CHOOSE_INSTITUTIONS = "choose_institutions"
    RECORD_RESULT = "record_result"
    CHECK_PROMISE = "check_promise"


COUNTS = (State.IN_FORCE, State.ENDED)
_OPEN = frozenset({State.APPLIED, State.EXPERTS})
_POSSIBLE: dict[Act, frozenset[State]] = {
    Act.ATTACH: frozenset({State.APPLIED, State.EXPERTS, State.IN_FORCE}),
    Act.ASK_EXPERTS: frozenset({State.APPLIED}),
    Act.GIVE_OPINION: frozenset({State.EXPERTS}),
    Act.APPROVE: _OPEN,
    Act.REFUSE: _OPEN,
    Act.WITHDRAW: _OPEN,
    Act.END: frozenset({State.IN_FORCE}),
    Act.VOID: frozenset({State.IN_FORCE}),
    Act.CHOOSE_INSTITUTIONS: frozenset({State.IN_FORCE}),
    Act.RECORD_RESULT: frozenset({State.IN_FORCE}),
    Act.CHECK_PROMISE: frozenset({State.IN_FORCE}),
}
# Where the act is not possible, the state says why; APPLIED and EXPERTS only stop what comes later.
_BECAUSE = {
    State.APPLIED: "not_decided",
    State.EXPERTS: "with_experts",
    State.IN_FORCE: "decided",
    State.ENDED: "ended",
    State.REFUSED: "refused",
    State.WITHDRAWN: "withdrawn",
}


def why_not(act: Act, state: State, *, needs_experts: bool = False, must_review: bool = True) -> str:
    """Why ``act`` cannot be done now, as a code; empty when it can."""
    if state not in _POSSIBLE[act]:
        return _BECAUSE[state]
    if act is Act.ASK_EXPERTS and not needs_experts:
        return "no_experts_needed"
    if act is Act.APPROVE and state is State.APPLIED and needs_experts:
        return "experts_first"
    if act in (Act.APPROVE, Act.REFUSE) and not must_review:
        return "no_review_needed"
    return ""


class Verdict(StrEnum):
    """What the opinions given so far come to."""

    OPEN = "open"
    AGREE = "agree"
    REFUSE = "refuse"
    ONE_MORE = "one_more"


def verdict(opinions: Sequence[bool | None]) -> Verdict:
    """The majority of the experts asked, once all have answered; divided evenly, one more is asked."""
    if not opinions or any(opinion is None for opinion in opinions):
        return Verdict.OPEN
    agreeing = sum(map(bool, opinions))
    against = len(opinions) - agreeing
    if agreeing == against:
        return Verdict.ONE_MORE
    return Verdict.AGREE if agreeing > against else Verdict.REFUSE


class Holds(NamedTuple):
    """Days on which something on register holds: from ``first`` up to, not including, ``end``."""

    first: dt.date
    end: dt.date | None

    def on(self, day: dt.date) -> bool:
        return self.first <= day and (self.end is None or day < self.end)


def standing_on(periods: Iterable[Holds], day: dt.date) -> str:
    """What certificates of one disease come to on ``day``: valid, expired (one ended before), or none."""
    expired = False
    for period in periods:
        if period.on(day):
            return "valid"
        expired = expired or (period.end is not None and period.end <= day)
    return "expired" if expired else "none"


def covers_place(place: str, admdvs: str) -> bool:
    """Whether care in district ``admdvs`` lies within ``place``: 310000 is all of its province, 310100 a city.

    National district codes come in pairs of digits; trailing pairs of zeros leave them open.
    """
    prefix = place
    while prefix.endswith("00"):
        prefix = prefix[:-2]
    return bool(prefix) and admdvs.startswith(prefix)


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day so many months later; the last of the month where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first_of_next = dt.date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return dt.date(year, month + 1, min(day.day, (first_of_next - dt.timedelta(days=1)).day))


class Filed(NamedTuple):
    """A filing that counts: where, for which days, and what kind of filing the benefit tables see."""

    filing: str
    place: str
    institution: int | None
    from_institution: int | None
    holds: Holds
    chain: str


class Declared(NamedTuple):
    """A decided accident; ``institution`` and ``admitted`` name a stay that belongs to it."""

    decision: str
    happened: dt.date
    holds: Holds
    institution: int | None
    admitted: dt.date | None


class Certified(NamedTuple):
    """A certificate for a disease; ``chosen`` are (institution, days) where it is used, empty when it names none."""

    disease: str
    holds: Holds
    chosen: tuple[tuple[int, Holds], ...]


# Of several filings that cover a place the most particular counts.
_ORDER = ("filed_transfer", "filed_residence", "filed", "promise", "emergency")


def filing_as_registered(filings: Iterable[Filed], *, institution: int, admdvs: str, day: dt.date) -> str:
    """The filing on register that covers care at ``institution`` on ``day``; "none" when there is none."""
    covering = [
        one.filing
        for one in filings
        if one.holds.on(day)
        and (one.institution == institution or (one.institution is None and covers_place(one.place, admdvs)))
    ]
    return min(covering, key=_ORDER.index, default="none")


def agrees(reported: str, registered: str) -> bool:
    """A bill that says "filed" agrees with any filing by papers; one by promise may have been proved since."""
    return (
        reported == registered
        or (reported == "filed" and registered.startswith("filed"))
        or (reported == "promise" and registered == "filed")
    )


def which_counts(reported: str, registered: str, mode: str) -> str | None:
    """The word that counts by the policy's ``mode``; None where the bill must wait because the two differ.

    What a bill leaves open the register fills in, whatever the mode.
    """
    if mode == "registered" or reported == "none" or agrees(reported, registered):
        return registered
    return reported if mode == "reported" else None


def accident_as_registered(
    declarations: Iterable[Declared], *, institution: int, begins: dt.date, reported: str
) -> str:
    """The decision about the accident behind a bill: the stay is named, or the bill says it was an accident."""
    about = [
        one
        for one in declarations
        if (one.institution == institution and one.admitted == begins)
        or (reported != "none" and one.holds.on(begins))
    ]
    return max(about, key=lambda one: one.happened).decision if about else "none"


def chosen_there(certificates: Iterable[Certified], *, institution: int, day: dt.date) -> bool | None:
    """Whether the certificates that hold on ``day`` name the institution; None when they name none."""
    named = [at for one in certificates if one.holds.on(day) for at, holds in one.chosen if holds.on(day)]
    return institution in named if named else None


class StayBefore(NamedTuple):
    """An earlier stay of the person."""

    institution: int
    ended: dt.date


def chain_of(
    transfers: Iterable[Filed],
    stays: Iterable[StayBefore],
    *,
    institution: int,
    admdvs: str,
    begins: dt.date,
    ends: dt.date,
    between: int,
) -> str:
    """The chain of transfers a stay belongs to; empty when it is a stay of its own.

    A stay begins a chain when a transfer away from its institution begins between admission and ``between`` days
    after discharge. It continues one when the transfer leads here and begins within so many days before it, or the
    stay it comes from ended so many days before.
    """
    allowed = dt.timedelta(days=between)
    ended = {(stay.institution, stay.ended) for stay in stays}
    for one in transfers:
        if not one.chain:
            continue
        if one.from_institution == institution and begins <= one.holds.first <= ends + allowed:
            return one.chain
        leads_here = one.institution == institution or (
            one.institution is None and covers_place(one.place, admdvs)
        )
        if leads_here and one.holds.on(begins):
            near = begins - one.holds.first <= allowed
            followed = any(
                where == one.from_institution and begins - allowed <= day <= begins for where, day in ended
            )
            if near or followed:
                return one.chain
    return ""
