"""A resident's contribution for a year of cover: own, aided, collective; late enrolment, newborns; refunds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from config.money import share
from institutions.rules.policy_package import Given
from institutions.rules.steps import Step, step

from .outcome import Due, Finding, Worked, shared_whole
from .subsidies import borne_by_governments
from .terms import Terms
from .windows import window_of


@dataclass(frozen=True)
class Resident:
    """What a resident's amounts depend on; ``collective`` is the aid a village or firm gives each of ``count``."""

    psn_type: str = "none"
    aid_category: str = "none"
    county: str | None = None
    permit_holder: bool = False
    collective: int = 0
    count: int = 1


class TooMuchAid(ValueError):
    """Collective aid above what the person still owes; ``left`` is that."""

    def __init__(self, left: int) -> None:
        super().__init__(left)
        self.left = left


def resident_year(*, person: Resident, terms: Terms) -> Worked:
    """The year's contribution by who pays it, and the subsidy by level of government (NB-02, JJ-05, HG-04)."""
    return Worked((*_contribution(person, terms), *_subsidy(person, terms)))


def _facts(person: Resident) -> dict[str, str]:
    return {"aid_category": person.aid_category or "none", "psn_type": person.psn_type or "none"}


def _contribution(person: Resident, terms: Terms) -> list[Due]:
    given = terms.contributions("person", **_facts(person))
    each, count = int(given.value), person.count
    steps = (step("year_amount", given, each * count, each=each, people=count),)
    whole = Due("contribution", "", each * count, each, None, given, steps=steps)
    aided = _aided(each, person, terms)
    left = each - (aided[0].amount // count if aided else 0)
    if person.collective > left:
        raise TooMuchAid(left)
    parts = list(aided)
    if person.collective:
        amount = person.collective * count
        told = step("collective", None, amount)
        parts.append(
            Due("contribution.collective", "collective", amount, part_of="contribution", steps=(told,))
        )
    own = (left - person.collective) * count
    told = step("own", given, own)
    parts.append(Due("contribution.own", "person", own, given=given, part_of="contribution", steps=(told,)))
    return shared_whole(whole, parts)


def _aided(each: int, person: Resident, terms: Terms) -> list[Due]:
    """The part paid for an aided person, worked out for each and then for all of the group."""
    ratio = terms.maybe("contributions", "aided.share", **_facts(person))
    if ratio is None or not ratio.value:
        return []
    paid_by = terms.contributions("aided.paid_by")
    amount = share(each, ratio.value) * person.count
    steps = (
        step("aided", ratio, amount, base=each * person.count, share=ratio.value),
        step("paid_by", paid_by, None, payer=paid_by.value),
    )
    return [
        Due(
            "contribution.aided",
            str(paid_by.value),
            amount,
            each * person.count,
            ratio.value,
            ratio,
            part_of="contribution",
            steps=steps,
        )
    ]


def _subsidy(person: Resident, terms: Terms) -> list[Due]:
    whole = _subsidy_whole(person, terms, "")
    return [whole, *borne_by_governments(whole, person.county, terms)]


def _subsidy_whole(person: Resident, terms: Terms, payer: str) -> Due:
    given = terms.contributions("subsidy", **_facts(person))
    steps: list[Step] = []
    if person.permit_holder:
        same = terms.maybe("contributions", "permit_holders_same_subsidy")
        if same is not None:
            steps.append(step("permit_same" if same.value else "permit_none", same))
            given = given if same.value else same._replace(value=0)
    each = int(given.value)
    steps.append(step("subsidy_amount", given, each * person.count, each=each, people=person.count))
    return Due("subsidy", payer, each * person.count, each, None, given, steps=tuple(steps))


# --- late enrolment, newborns, refund ----------------------------------------------------------------------------


def late_enrolment(*, person: Resident, reason: str, day: dt.date, year: int, terms: Terms) -> Worked:
    """Enrolment after the window, for the reasons the policy lists: both shares at once, its cover (ZY-03)."""
    window = window_of(year, terms)
    if day < window.end:
        given = terms.enrolment("window.end")
        return _refused("not_late", given, until=window.end)
    reasons = terms.enrolment("late.reasons")
    if reason not in reasons.value:
        return _refused("late_reason", reasons, reason=reason)
    accepted = Finding("accepted", True, reasons, (step("late_accepted", reasons, None, reason=reason),))
    pays = terms.enrolment("late.pays")
    dues: list[Due] = []
    if "person" in pays.value:
        dues += _contribution(person, terms)
    if "government" in pays.value:
        whole = _subsidy_whole(person, terms, "person")
        told = step("subsidy_by_person", pays, whole.amount)
        dues.append(replace(whole, steps=(*whole.steps, told)))
    cover = terms.enrolment("late.cover")
    covered = Finding("cover", str(cover.value), cover, (step("late_cover", cover, None, cover=cover.value),))
    return Worked((accepted, *dues, covered, _begins("late.begins", terms, payment_day=day)))


def newborn(*, person: Resident, born: dt.date, day: dt.date, year: int, terms: Terms) -> Worked:
    """A newborn enrolled on ``day``: the contribution of ``year``, and from when it is covered."""
    within = terms.enrolment("newborn.within")
    until = born + dt.timedelta(days=int(within.value))
    if day >= until:
        return _refused("newborn_late", within, until=until)
    accepted = Finding("accepted", True, within, (step("newborn_accepted", within, None, until=until),))
    begins = _begins("newborn.begins", terms, birth=born, payment_day=day)
    return Worked((accepted, *_contribution(person, terms), *_subsidy(person, terms), begins))


def _begins(rule: str, terms: Terms, **days: dt.date) -> Finding:
    """The first covered day by the rule's choice among ``days``; the day after a payment is one of them."""
    given = terms.enrolment(rule)
    days["next_day"] = days["payment_day"] + dt.timedelta(days=1)
    day = days[str(given.value)]
    return Finding("begins", day, given, (step("cover_begins", given, None, rule=given.value, day=day),))


def refund(*, paid: int, reason: str, day: dt.date, year: int, terms: Terms) -> Worked:
    """The own contribution prepaid for ``year``, back when cover ends for a listed reason in time (ZY-04)."""
    reasons = terms.enrolment("refund.reasons")
    if reason not in reasons.value:
        return _refused("refund_reason", reasons, reason=reason)
    until, given = _refundable_until(year, terms)
    if day >= until:
        return _refused("refund_late", given, until=until)
    told = step("refunded", reasons, paid, reason=reason, until=until)
    return Worked((Due("refund", "fund", paid, given=reasons, steps=(told,)),))


def _refundable_until(year: int, terms: Terms) -> tuple[dt.date, Given]:
    """The first day on which nothing is refunded any more: the window's end unless the policy says otherwise."""
    rule = terms.maybe("enrolment", "refund.until")
    if rule is not None and rule.value == "cover_start":
        return dt.date(year, 1, 1), rule
    return window_of(year, terms).end, rule or terms.enrolment("window.end")


def _refused(why: str, given: Given, **params: Any) -> Worked:
    return Worked((Finding("accepted", False, given, (step(f"refused_{why}", given, **params),)),))
