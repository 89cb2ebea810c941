"""The course of an agreement by its full table: every act in every state, and why what is not open is not."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from config.periods import Period
from institutions.rules.agreements import (
    ACTS,
    STATES,
    Item,
    Refusal,
    after,
    cut,
    evaluate,
    longest_term,
    open_acts,
)

# One column for each state of the application and for "in force", "suspended"; where an act is not open, a sign
# says why: < too early, > too late, S in force, N not in force, U suspended, R not suspended.
TABLE = """
act            returned  applied   accepted  failed    evaluated noticed     negotiating proposed    in_force   suspended
hand_in        applied   applied   >         >         >         >           >           >           S          S
return         <         returned  >         >         >         >           >           >           S          S
accept         <         accepted  >         >         >         >           >           >           S          S
score          <         <         accepted  >         >         >           >           >           S          S
pass           <         <         evaluated >         >         >           >           >           S          S
fail           <         <         failed    >         >         >           >           >           S          S
evaluate_again <         <         <         accepted  >         >           >           >           S          S
publish        <         <         <         <         noticed   >           >           >           S          S
object         <         <         <         <         <         noticed     >           >           S          S
answer         <         <         <         <         <         noticed     >           >           S          S
close_notice   <         <         <         <         <         negotiating >           >           S          S
propose        <         <         <         <         <         <           proposed    >           S          S
send_back      <         <         <         <         <         <           <           negotiating S          S
sign           <         <         <         <         <         <           <           in_force    S          S
refuse         refused   refused   refused   refused   <         refused     refused     >           S          S
withdraw       withdrawn withdrawn withdrawn withdrawn withdrawn withdrawn   withdrawn   withdrawn   S          S
meet           returned  applied   accepted  failed    evaluated noticed     negotiating proposed    in_force   suspended
suspend        N         N         N         N         N         N           N           N           suspended  U
resume         N         N         N         N         N         N           N           N           R          in_force
terminate      N         N         N         N         N         N           N           N           terminated terminated
renew          N         N         N         N         N         N           N           N           in_force   U
change         N         N         N         N         N         N           N           N           in_force   U
expire         N         N         N         N         N         N           N           N           expired    expired
replace        N         N         N         N         N         N           N           N           replaced   replaced
"""  # noqa: E501 - a table
WHY = {
    "<": "too_early", ">": "too_late", "S": "in_force", "N": "not_in_force", "U": "suspended", "R": "not_suspended",
}  # fmt: skip
ENDED = ("refused", "withdrawn", "terminated", "expired", "replaced")


def cells() -> list[tuple[str, str, str | Refusal]]:
    head, *rows = (line.split() for line in TABLE.strip().splitlines())
    found: list[tuple[str, str, str | Refusal]] = []
    for act, *outcomes in rows:
        for state, outcome in zip(head[1:], outcomes, strict=True):
            found.append((state, act, Refusal(WHY[outcome]) if outcome in WHY else outcome))
    found += [(state, act, Refusal("ended")) for state in ENDED for act in ACTS]
    return found


CELLS = cells()


def test_the_table_is_whole() -> None:
    assert sorted((state, act) for state, act, _outcome in CELLS) == sorted(
        (state, act) for state in STATES for act in ACTS
    )


@pytest.mark.parametrize(
    ("state", "act", "outcome"), CELLS, ids=[f"{state}-{act}" for state, act, _outcome in CELLS]
)
def test_every_step_of_the_course_is_allowed_or_refused_with_its_reason(
    state: str, act: str, outcome: str | Refusal
) -> None:
    """Of JJ-09: application, professional evaluation, negotiation, dynamic adjustment of agreements (suspension,
    termination, renewal) as one course. The assessment by service, value and cost is another part."""
    assert after(state, act) == outcome


@pytest.mark.parametrize(
    ("steps", "accepted", "passed"),
    [
        (("evaluation", "notice", "negotiation"), "accepted", "evaluated"),
        (("evaluation", "negotiation"), "accepted", "negotiating"),
        (("notice", "negotiation"), "evaluated", "evaluated"),
        (("negotiation",), "negotiating", "negotiating"),
        # Nothing is signed that was not negotiated.
        ((), "negotiating", "negotiating"),
    ],
)
def test_which_stages_are_passed_is_the_policys(steps: tuple[str, ...], accepted: str, passed: str) -> None:
    assert (after("applied", "accept", steps), after("accepted", "pass", steps)) == (accepted, passed)


def test_the_open_acts_are_those_not_refused() -> None:
    assert set(open_acts("suspended")) == {"meet", "resume", "terminate", "expire", "replace"}
    assert set(open_acts("expired")) == set()


ITEMS = (Item("rooms", 40, 24), Item("staff", 60, 36))


def sheet(rooms: str, staff: str) -> dict[str, Decimal]:
    return {"rooms": Decimal(rooms), "staff": Decimal(staff)}


def test_the_mean_of_the_evaluators_decides() -> None:
    sheets = {"a": sheet("30", "40"), "b": sheet("30.5", "41"), "c": sheet("31", "42")}
    result = evaluate(sheets, ITEMS, pass_total=70, lowest_evaluators=3)
    assert (result.total, [one.mean for one in result.items]) == (Decimal("71.50"), [Decimal("30.50"), 41])
    assert result.passed


@pytest.mark.parametrize(
    ("sheets", "faults"),
    [
        ({"a": sheet("40", "60"), "b": sheet("40", "60")}, ("evaluators",)),
        # Exactly what is needed is enough; a hundredth less is not.
        ({one: sheet("34", "36") for one in "abc"}, ()),
        ({"a": sheet("34", "36"), "b": sheet("34", "36"), "c": sheet("33.9", "36")}, ("total",)),
        # One item below its least fails the whole, however high the total.
        ({one: sheet("23.9", "60") for one in "abc"}, ("item",)),
        ({one: sheet("10", "10") for one in "ab"}, ("evaluators", "total", "item")),
        ({}, ("evaluators", "total", "item")),
    ],
)
def test_what_is_lacking_is_told(sheets: dict[str, dict[str, Decimal]], faults: tuple[str, ...]) -> None:
    assert evaluate(sheets, ITEMS, pass_total=70, lowest_evaluators=3).faults == faults


def test_a_sheet_that_lacks_an_item_counts_for_nobody() -> None:
    sheets = {one: sheet("40", "60") for one in "abc"} | {"d": {"rooms": Decimal(0)}}
    result = evaluate(sheets, ITEMS, pass_total=70, lowest_evaluators=3)
    assert (result.evaluators, result.total) == (3, 100)


def test_spans_end_on_the_day_they_are_cut() -> None:
    first, middle, end = dt.date(2020, 1, 1), dt.date(2020, 6, 1), dt.date(2021, 1, 1)
    assert cut([Period(first, end)], middle) == [Period(first, middle)]
    assert cut([Period(first, middle)], end) == [Period(first, middle)]
    assert cut([Period(middle, end)], middle) == []
    assert cut([Period(first)], middle) == [Period(first, middle)]


def test_the_longest_term_keeps_month_ends() -> None:
    assert longest_term(dt.date(2020, 2, 29), 12) == dt.date(2021, 2, 28)
