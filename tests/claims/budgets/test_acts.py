"""From last year's payments to decided budgets in months: every step, every forbidden one, the database's guards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from claims.models import (
    Budget,
    BudgetAdjustment,
    BudgetMonth,
    BudgetRound,
    BudgetShare,
    BudgetUse,
    CountyBudget,
)
from claims.reads.budgets import decided_budget, month_share, reserved_budget
from claims.services.budgets import adjust, caps, decide, draft, negotiate, use
from claims.services.budgets.caps import Cap
from claims.services.budgets.draft import draft_budget, start_drafting
from claims.services.budgets.faults import BudgetRefused
from config.periods import Month
from config.scoping import acting_as, system_scope
from institutions.models import User
from institutions.services.duties import DutyMissing, SamePerson
from tests.cast import Cast

from .conftest import YEAR, act, agree, of, pay, share_of

DECEMBER = Month(YEAR, 12)


@pytest.mark.duty("ZY-17", "NB-09")
def test_a_draft_is_worked_out_from_last_years_payments(city: Cast, draft: Budget) -> None:
    """1,000.00 were paid; no growth; 5 % stay in reserve; 950.00 by 700 : 300; East's 665.00 by 600 : 100."""
    assert (draft.last_year, draft.total, draft.reserved) == (Decimal("1000"), Decimal("1000"), Decimal("50"))
    east, west = of(draft, city.east), of(draft, city.west)
    assert (east.cap, west.cap) == (Decimal("665.00"), Decimal("285.00"))
    shares = {one: share_of(draft, city.east, one).proposed for one in ("per_case", "by_item")}
    assert shares == {"per_case": Decimal("570.00"), "by_item": Decimal("95.00")}
    clauses = [step["clause"] for step in draft.steps]
    assert "四（六）4" in clauses
    assert any(step["assumed"] for step in draft.steps)
    assert all(step["text"] and "%(" not in step["text"] for step in (*draft.steps, *east.steps))


def test_growth_or_the_whole_budget_can_be_entered(city: Cast) -> None:
    given = {"area": city.area, "insutype": "390", "year": YEAR}
    first = act(city.finance_city, draft.draft_budget, growth=600, **given)
    assert (first.total, first.growth) == (Decimal("1060.00"), 600)
    with pytest.raises(BudgetRefused):
        act(city.finance_city, draft.draft_budget, **given)
    act(city.finance_city, caps.drop_budget, budget=first, reason="按基金预算重做")
    second = act(city.finance_city, draft.draft_budget, total=Decimal("1200.01"), **given)
    with system_scope():
        given_out = sum(Decimal(one.cap) for one in CountyBudget.objects.filter(budget=second))
    assert (second.reserved, given_out) == (Decimal("60.00"), Decimal("1140.01"))


def test_no_draft_without_payments_or_policy(city: Cast) -> None:
    for year in (2023, 2010):
        with pytest.raises(BudgetRefused):
            act(city.finance_city, draft.draft_budget, area=city.area, insutype="390", year=year)
    with pytest.raises(DutyMissing):
        act(city.clerk_east, draft.draft_budget, area=city.area, insutype="390", year=YEAR)


@pytest.mark.duty("ZY-17")
def test_the_city_sets_caps_within_its_budget(city: Cast, draft: Budget) -> None:
    east, west = of(draft, city.east), of(draft, city.west)
    user, given = city.finance_city, {"budget": draft, "reserved": Decimal("50.00")}
    with pytest.raises(BudgetRefused, match="超过总额"):
        act(user, caps.set_caps, caps={east.pk: Cap(Decimal("666.00"), "新院区")}, **given)
    with pytest.raises(BudgetRefused, match="请说明"):
        act(user, caps.set_caps, caps={east.pk: Cap(Decimal("600.00"))}, **given)
    wanted = {east.pk: Cap(Decimal("600.00"), "控费"), west.pk: Cap(Decimal("350.00"), "新院区")}
    act(user, caps.set_caps, caps=wanted, **given)
    assert of(draft, city.east).cap == Decimal("600.00")
    # 600.00 by 600 : 100
    assert share_of(draft, city.east).proposed == Decimal("514.29")
    assert share_of(draft, city.east, "by_item").proposed == Decimal("85.71")
    act(user, caps.submit_caps, budget=draft)
    with system_scope():
        CountyBudget.objects.filter(pk=east.pk).update(cap_set_by=city.approver_city)
    with pytest.raises(SamePerson):
        act(city.approver_city, caps.approve_caps, budget=draft)


@pytest.mark.duty("ZY-17", "NB-09")
def test_rounds_until_it_is_agreed(city: Cast, opened: Budget) -> None:
    share, clerk = share_of(opened, city.east), city.clerk_east
    act(clerk, negotiate.make_offer, share=share, amount=Decimal("550.00"), reason="控费")
    with pytest.raises(BudgetRefused, match="等机构答复"):
        act(clerk, negotiate.make_offer, share=share, amount=Decimal("555.00"))
    with pytest.raises(ValidationError):
        act(clerk, negotiate.note_answer, share=share, answer="asks", reason="新设科室")
    act(
        clerk,
        negotiate.note_answer,
        share=share,
        answer="asks",
        asked=Decimal("600.00"),
        reason="新设科室",
        spoke="院长",
    )
    act(clerk, negotiate.make_offer, share=share, amount=Decimal("570.00"))
    act(clerk, negotiate.note_answer, share=share, answer="accepted")
    share = share_of(opened, city.east)
    assert (share.state, share.amount) == ("agreed", Decimal("570.00"))
    with system_scope():
        rounds = list(
            BudgetRound.objects.filter(share=share).values_list("number", "offer", "answer", "asked")
        )
    assert rounds == [
        (1, Decimal("550.00"), "asks", Decimal("600.00")),
        (2, Decimal("570.00"), "accepted", None),
    ]


def test_set_without_agreement_only_after_an_answer(city: Cast, opened: Budget) -> None:
    share, clerk = share_of(opened, city.east), city.clerk_east
    given = {"share": share, "amount": Decimal("560.00")}
    with pytest.raises(BudgetRefused, match="答复过"):
        act(clerk, negotiate.set_share, reason="协商未成", **given)
    act(clerk, negotiate.make_offer, share=share, amount=Decimal("560.00"))
    act(clerk, negotiate.note_answer, share=share, answer="refused", reason="不同意")
    with pytest.raises(BudgetRefused, match="请说明"):
        act(clerk, negotiate.set_share, reason=" ", **given)
    act(clerk, negotiate.set_share, reason="协商未成", **given)
    assert share_of(opened, city.east).state == "set"


@pytest.mark.duty("ZY-17", "ZY-14")
def test_decided_budgets_are_split_into_last_years_months(city: Cast, decided: Budget) -> None:
    """570.00 by March 400 : June 200; what is asked later or of somebody else is not there."""
    with acting_as(city.clerk_east):
        given: dict[str, Any] = {"scheme": "390", "institution": city.hospital_east, "method": "per_case"}
        assert decided_budget(year=YEAR, **given) == 57000
        assert [month_share(month=Month(YEAR, n), **given) for n in (3, 6, 7)] == [38000, 19000, 0]
        assert decided_budget(year=YEAR, as_of=dt.date(2024, 1, 1), **given) is None
        assert decided_budget(year=YEAR, scheme="390", area=city.area) == 66500
    with acting_as(city.finance_city):
        assert decided_budget(year=YEAR, scheme="390", institution=city.hospital_west) is None
        assert reserved_budget(area=city.area, scheme="390", year=YEAR) == 33500
        with pytest.raises(ValueError, match="whose budget"):
            decided_budget(year=YEAR, scheme="390")
    assert decided.state == "negotiating"


def test_the_last_county_decides_the_whole(city: Cast, decided: Budget, reviewer_west: User) -> None:
    agree(city.clerk_west, share_of(decided, city.west))
    act(city.clerk_west, decide.hand_in, county=of(decided, city.west))
    act(reviewer_west, decide.decide, county=of(decided, city.west))
    with system_scope():
        assert Budget.objects.get(pk=decided.pk).state == "decided"


def test_handed_in_only_when_all_is_settled_and_within_the_cap(city: Cast, opened: Budget) -> None:
    agree(city.clerk_east, share_of(opened, city.east), Decimal("570.01"))
    with pytest.raises(BudgetRefused, match="1项未谈定"):
        act(city.clerk_east, decide.hand_in, county=of(opened, city.east))

    def beyond(check: Callable[[], Any]) -> None:
        with transaction.atomic():
            agree(city.clerk_east, share_of(opened, city.east, "by_item"))
            check()

    with pytest.raises(BudgetRefused, match="控制指标为"):
        beyond(lambda: act(city.clerk_east, decide.hand_in, county=of(opened, city.east)))
    with pytest.raises(DatabaseError, match="exceed its cap"):
        beyond(_checked_at_once)


@pytest.mark.duty("ZY-17")
def test_adjusted_in_mid_year_by_two_people(city: Cast, decided: Budget) -> None:
    share = share_of(decided, city.east)
    ask = {"amount": Decimal("20.00"), "month": DECEMBER, "reason": "流感季"}
    with pytest.raises(BudgetRefused, match=r"只剩0\.00"):
        act(city.clerk_east, adjust.propose_change, share=share, **ask)
    with pytest.raises(BudgetRefused, match="预留只有"):
        act(city.finance_city, adjust.propose_cap_change, county=of(decided, city.east),
            amount=Decimal("50.01"), month=DECEMBER, reason="流感季")  # fmt: skip
    change = act(city.finance_city, adjust.propose_cap_change, county=of(decided, city.east), **ask)
    act(city.approver_city, adjust.decide_change, change=change)
    assert of(decided, city.east).current == Decimal("685.00")
    change = act(city.clerk_east, adjust.propose_change, share=share, **ask)
    with pytest.raises(BudgetRefused, match="等待决定"):
        act(city.clerk_east, adjust.propose_change, share=share, **ask)
    act(city.reviewer_east, adjust.decide_change, change=change)
    with pytest.raises(BudgetRefused, match="已有决定"):
        act(city.reviewer_east, adjust.decide_change, change=change)
    with acting_as(city.clerk_east):
        given: dict[str, Any] = {"scheme": "390", "institution": city.hospital_east, "method": "per_case"}
        assert decided_budget(year=YEAR, **given) == 59000
        assert month_share(month=DECEMBER, **given) == 2000
    with pytest.raises(BudgetRefused, match="不足以调减"):
        act(
            city.clerk_east,
            adjust.propose_change,
            share=share,
            amount=Decimal("-20.01"),
            month=DECEMBER,
            reason="x",
        )
    with pytest.raises(BudgetRefused, match="尚未过去"):
        act(
            city.clerk_east,
            adjust.propose_change,
            share=share,
            amount=Decimal("-1"),
            month=Month(YEAR, 3),
            reason="x",
        )


def test_parts_of_a_fen_are_refused_in_words(city: Cast, decided: Budget) -> None:
    given = {"amount": Decimal("1.005"), "reason": "流感季"}
    east, share, clerk = of(decided, city.east), share_of(decided, city.east), city.clerk_east
    with pytest.raises(BudgetRefused, match="两位小数"):
        act(clerk, adjust.propose_change, share=share, month=DECEMBER, **given)
    with pytest.raises(BudgetRefused, match="两位小数"):
        act(city.finance_city, adjust.propose_cap_change, county=east, month=DECEMBER, **given)
    west = share_of(decided, city.west)
    act(city.clerk_west, negotiate.make_offer, share=west, amount=Decimal("1"))
    act(city.clerk_west, negotiate.note_answer, share=west, answer="refused", reason="不同意")
    with pytest.raises(BudgetRefused, match="两位小数"):
        act(city.clerk_west, negotiate.set_share, share=west, **given)


def test_a_cap_or_a_budget_of_parts_of_a_fen_is_refused_in_words(city: Cast, draft: Budget) -> None:
    caps_given = {of(draft, city.east).pk: Cap(Decimal("600.005"), "控费")}
    with pytest.raises(BudgetRefused, match="两位小数"):
        act(city.finance_city, caps.set_caps, budget=draft, caps=caps_given, reserved=Decimal(50))
    act(city.finance_city, caps.drop_budget, budget=draft, reason="重做")
    asked = {"area": city.area, "insutype": "390", "year": YEAR, "total": Decimal("1000.005")}
    for do in (start_drafting, draft_budget):
        with pytest.raises(BudgetRefused, match="两位小数"):
            act(city.finance_city, do, **asked)


def test_an_institution_that_comes_later_starts_with_nothing(city: Cast, decided: Budget) -> None:
    county = of(decided, city.east)
    with pytest.raises(BudgetRefused, match="不属于"):
        act(
            city.clerk_east,
            negotiate.add_share,
            county=county,
            institution=city.hospital_west,
            method="drg",
            reason="x",
        )
    share = act(
        city.clerk_east, negotiate.add_share, county=county, institution=city.hospital_east, method="bed_day",
        reason="新开康复床位",
    )  # fmt: skip
    assert (share.state, share.amount) == ("set", 0)


def test_use_is_counted_from_settled_bills(city: Cast, decided: Budget) -> None:
    with system_scope():
        pay(city.hospital_east, city.east, dt.date(2024, 2, 3), "120.00")
    for _again in range(2):
        with acting_as(city.clerk_east):
            assert use.count_use(budget=decided) == 24
    with system_scope():
        used = BudgetUse.objects.filter(used__gt=0).values_list("share__method", "month", "used")
        assert list(used) == [("per_case", dt.date(2024, 2, 1), Decimal("120.00"))]


WHOLE: dict[str, Callable[[Cast, Budget], Any]] = {
    "cap": lambda c, b: act(c.finance_city, caps.set_caps, budget=b, caps={}, reserved=Decimal(50)),
    "submit": lambda c, b: act(c.finance_city, caps.submit_caps, budget=b),
    "drop": lambda c, b: act(c.finance_city, caps.drop_budget, budget=b, reason="重做"),
    "return": lambda c, b: act(c.approver_city, caps.return_caps, budget=b, reason="重做"),
    "approve": lambda c, b: act(c.approver_city, caps.approve_caps, budget=b),
    "propose_cap_change": lambda c, b: act(
        c.finance_city,
        adjust.propose_cap_change,
        county=of(b, c.east),
        amount=Decimal(1),
        month=DECEMBER,
        reason="x",
    ),
}
WHOLE_OPEN = {
    "proposed": {"cap", "submit", "drop"},
    "submitted": {"return", "approve"},
    "negotiating": {"propose_cap_change"},
    "dropped": set[str](),
}


@pytest.mark.parametrize("state", WHOLE_OPEN)
def test_every_step_of_the_whole_is_open_only_in_its_states(city: Cast, draft: Budget, state: str) -> None:
    with system_scope():
        if state == "submitted":
            caps.submit_caps(budget=draft, acting_user=city.finance_city)
        elif state == "dropped":
            caps.drop_budget(budget=draft, reason="重做", acting_user=city.finance_city)
        elif state == "negotiating":
            caps.submit_caps(budget=draft, acting_user=city.finance_city)
            caps.approve_caps(budget=draft, acting_user=city.approver_city)
    assert _open_steps(WHOLE, city, draft) == WHOLE_OPEN[state]


COUNTY: dict[str, Callable[[Cast, Budget], Any]] = {
    "negotiate": lambda c, b: act(
        c.clerk_east, negotiate.make_offer, share=share_of(b, c.east), amount=Decimal(1)
    ),
    "hand_in": lambda c, b: act(c.clerk_east, decide.hand_in, county=of(b, c.east)),
    "send_back": lambda c, b: act(c.reviewer_east, decide.send_back, county=of(b, c.east), reason="再谈"),
    "decide": lambda c, b: act(c.reviewer_east, decide.decide, county=of(b, c.east)),
    "propose_change": lambda c, b: act(
        c.clerk_east,
        adjust.propose_change,
        share=share_of(b, c.east),
        amount=Decimal(-1),
        month=DECEMBER,
        reason="x",
    ),
}
COUNTY_OPEN = {
    "not_approved": set[str](),
    "negotiating": {"negotiate", "hand_in"},
    "submitted": {"send_back", "decide"},
    "decided": {"propose_change"},
}


@pytest.mark.parametrize("state", COUNTY_OPEN)
def test_every_step_of_a_county_is_open_only_in_its_states(city: Cast, draft: Budget, state: str) -> None:
    if state != "not_approved":
        WHOLE["submit"](city, draft)
        WHOLE["approve"](city, draft)
        for method in ("per_case", "by_item"):
            agree(city.clerk_east, share_of(draft, city.east, method))
    if state in ("submitted", "decided"):
        COUNTY["hand_in"](city, draft)
    if state == "decided":
        COUNTY["decide"](city, draft)
        give_december(city, draft)
    assert _open_steps(COUNTY, city, draft) == COUNTY_OPEN[state]


def give_december(city: Cast, budget: Budget) -> None:
    """Something in the only month of a year gone by that can still be adjusted."""
    given = {"amount": Decimal(5), "month": DECEMBER, "reason": "流感季"}
    change = act(city.finance_city, adjust.propose_cap_change, county=of(budget, city.east), **given)
    act(city.approver_city, adjust.decide_change, change=change)
    change = act(city.clerk_east, adjust.propose_change, share=share_of(budget, city.east), **given)
    act(city.reviewer_east, adjust.decide_change, change=change)


def _open_steps(steps: dict[str, Callable[[Cast, Budget], Any]], city: Cast, budget: Budget) -> set[str]:
    """Each step tried and undone; a refusal says the state in words."""
    found = set()
    for name, do in steps.items():
        try:
            with transaction.atomic():
                do(city, budget)
                found.add(name)
                raise _Undone
        except _Undone:
            pass
        except BudgetRefused as refusal:
            if "现在不能" not in str(refusal):
                found.add(f"{name}: {refusal}")
    return found


class _Undone(Exception):
    pass


DUTIES = [
    ("clerk_east", caps.submit_caps, "whole"),
    ("finance_city", caps.approve_caps, "whole"),
    ("clerk_east", decide.decide, "county"),
    ("reviewer_east", decide.hand_in, "county"),
    ("finance_city", decide.hand_in, "county"),
]


@pytest.mark.parametrize(("who", "do", "what"), DUTIES)
def test_each_step_asks_for_its_duty(city: Cast, draft: Budget, who: str, do: Any, what: str) -> None:
    given = {"budget": draft} if what == "whole" else {"county": of(draft, city.east)}
    with pytest.raises(DutyMissing):
        act(getattr(city, who), do, **given)


STAYS: list[tuple[str, Callable[[Cast, Budget], Any]]] = [
    ("cap", lambda c, b: CountyBudget.objects.filter(pk=of(b, c.east).pk).update(cap=1)),
    ("share", lambda c, b: BudgetShare.objects.filter(pk=share_of(b, c.east).pk).update(amount=1)),
    ("gone", lambda c, b: BudgetShare.objects.filter(pk=share_of(b, c.east).pk).delete()),
    ("month", lambda c, b: BudgetMonth.objects.all().update(amount=1)),
    ("answer", lambda c, b: BudgetRound.objects.all().update(offer=1)),
    ("total", lambda c, b: Budget.objects.filter(pk=b.pk).update(total=2000)),
    ("adjusted", lambda c, b: BudgetShare.objects.filter(pk=share_of(b, c.east).pk).update(adjusted=-1)),
    ("month more", lambda c, b: BudgetMonth.objects.create(
        share=share_of(b, c.east), adjustment=_change(c, b), month=dt.date(YEAR, 5, 1), amount=Decimal(1))),
]  # fmt: skip


def _change(cast: Cast, budget: Budget) -> BudgetAdjustment:
    return BudgetAdjustment.objects.create(  # type: ignore[no-any-return]
        county_budget=of(budget, cast.east), county=cast.east, share=share_of(budget, cast.east), amount=1,
        effective_from=dt.date(YEAR, 5, 1), reason="x", prepared_by=cast.clerk_east,
    )  # fmt: skip


@pytest.mark.parametrize("number", range(len(STAYS)), ids=[name for name, _do in STAYS])
def test_what_was_decided_stays_in_the_database(city: Cast, decided: Budget, number: int) -> None:
    def tried() -> None:
        with transaction.atomic():
            STAYS[number][1](city, decided)
            _checked_at_once()

    with system_scope(), pytest.raises(DatabaseError):
        tried()


def _checked_at_once() -> None:
    """What the database checks at commit; tests never commit."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")
