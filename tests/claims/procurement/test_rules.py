"""Courses by table, completion at its edges, and the surplus reward: golden cases and what always holds."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from claims.models import Delivery, ProcurementBatch, ProcurementPayable, SurplusReward
from claims.policy_procurement import ProcurementPolicy
from claims.rules.catalogue import Row, Terms, in_order, procured_rows, terms_on
from claims.rules.procurement import (
    BATCH,
    DELIVERY,
    PAYABLE,
    REWARD,
    Bought,
    RewardTerms,
    completion,
    elapsed,
    is_behind,
    platform_share,
    reward,
)
from config.money import from_fen, share
from institutions.policy.registry import read_package
from institutions.policy.what_if import policy_in_package
from institutions.rules.policy_package import Given
from tests.support.policies import POLICIES

CASES = yaml.safe_load((Path(__file__).parent / "rewards.yaml").read_text(encoding="utf-8"))
# Flow, states of the model, what may be done in each; everything else is refused.
COURSES: list[tuple[Any, Any, dict[str, set[str]]]] = [
    (BATCH, ProcurementBatch, {"drafted": {"approve"}, "in_force": {"close"}, "closed": set()}),
    (DELIVERY, Delivery, {"reported": {"accept", "refuse"}, "accepted": set(), "refused": set()}),
    (
        PAYABLE,
        ProcurementPayable,
        {
            "proposed": {"approve", "drop"}, "ready": {"order"}, "ordered": {"pay", "fail"}, "failed": {"order"},
            "paid": set(), "dropped": set(),
        },
    ),
    (
        REWARD,
        SurplusReward,
        {"proposed": {"grant", "close", "send_back"}, "granted": set(), "nothing": set(), "refused": set()},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("flow", "model", "allowed"), COURSES, ids=lambda one: getattr(one, "__name__", ""))
def test_every_step_is_in_the_table(flow: Any, model: Any, allowed: dict[str, set[str]]) -> None:
    assert set(allowed) == set(model.State.values)
    assert {state: set(flow.open_in(state)) for state in allowed} == allowed
    assert set(flow.table.values()) <= set(allowed)


def policy() -> ProcurementPolicy:
    """The shipped section that has one."""
    text = (POLICIES / "jiujiang.yaml").read_text(encoding="utf-8")
    package = read_package(text, file="jiujiang.yaml")
    return ProcurementPolicy(policy_in_package(package)(dt.date(2024, 12, 31)).section("procurement"))


def bought(agreed: Any, delivered: Any, price: Any, former: Any) -> Bought:
    return Bought(*(Decimal(str(one)) for one in (agreed, delivered, price, former)))


@pytest.mark.duty("JJ-07")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_golden_rewards(case: dict[str, Any]) -> None:
    score = Decimal(str(case["score"]))
    found = reward([bought(*item) for item in case["items"]], policy().reward_terms(score), score=score)
    shown = {name: str(from_fen(getattr(found, name))) for name in ("budget", "spent", "surplus", "amount")}
    assert shown == {name: case[name] for name in shown}
    assert [one.amount for one in found.steps][-1] == found.amount


quantities = st.decimals(min_value=1, max_value=100_000, places=2)
prices = st.decimals(min_value=Decimal("0.01"), max_value=5_000, places=4)
items = st.lists(st.builds(Bought, quantities, st.decimals(0, 200_000, places=2), prices, prices), max_size=6)
shares = st.integers(0, 10_000)


@given(items, shares, shares, shares, shares)
def test_what_always_holds_of_a_reward(
    some: list[Bought], reached: int, fund: int, kept: int, more: int
) -> None:
    def of(kept: int) -> Any:
        terms = RewardTerms(Given(reached), Given(fund), Given(kept))
        return reward(some, terms, score=Decimal(90))

    found = of(kept)
    assert 0 <= found.amount <= found.surplus <= max(0, found.budget - found.spent)
    assert found.surplus <= share(found.saved, fund)
    assert of(max(kept, more)).amount >= found.amount
    if not any(one.completion >= reached for one in some):
        assert found.amount == 0


def test_completion_is_cut_off() -> None:
    assert completion(Decimal(3), Decimal(2)) == 6666
    assert completion(Decimal(100_000), Decimal(99_999)) == 9999
    assert completion(Decimal(1), Decimal("1.5")) == 15000
    with pytest.raises(ValueError, match="nothing agreed"):
        completion(Decimal(0), Decimal(1))


@pytest.mark.parametrize(("done", "late"), [(3999, True), (4000, False), (0, True)])
def test_behind_when_less_than_its_part_of_the_time(done: int, late: bool) -> None:
    over = elapsed(dt.date(2023, 1, 1), dt.date(2024, 1, 1), dt.date(2023, 7, 2))
    assert elapsed(dt.date(2023, 1, 1), dt.date(2024, 1, 1), dt.date(2022, 1, 1)) == 0
    assert elapsed(dt.date(2023, 1, 1), dt.date(2024, 1, 1), dt.date(2030, 1, 1)) == 10_000
    assert over == 4986
    assert is_behind(done=done, over=5000, tolerated=8000) is late


def test_share_of_the_platform() -> None:
    assert platform_share([1, 2], [2, 2]) == 7500
    assert platform_share([], []) is None


@pytest.mark.duty("NB-10")
def test_a_result_over_a_regions_row_gives_only_the_price() -> None:
    """Two versions of a region, the second from July on; from October the city's own row with another share."""
    first, end = dt.date(2024, 1, 1), dt.date(2025, 1, 1)
    base = Terms(item_name="药品", chrgitm_lv="02", pay_standard=Decimal(10))
    rows = in_order(
        [
            Row(3, 1, "entry", dt.date(2020, 1, 1), None, base),
            Row(3, 2, "change", dt.date(2024, 7, 1), None, base._replace(pay_standard=Decimal(9))),
            Row(1, 3, "change", dt.date(2024, 10, 1), None, base._replace(chrgitm_lv="01")),
            Row(1, 4, "exit", dt.date(2024, 12, 1), None, base),
        ]
    )
    made = procured_rows(rows, first, end, Decimal(2))
    assert [(one.start.month, one.end.month, one.change, one.terms.chrgitm_lv) for one in made] == [
        (1, 7, "overlay", ""), (7, 10, "overlay", ""), (10, 12, "change", "01"),
    ]  # fmt: skip
    with_them = in_order([*rows, *(Row(1, 5, one.change, one.start, one.end, one.terms) for one in made)])
    for day in (dt.date(2024, 1, 1), dt.date(2024, 7, 1), dt.date(2024, 11, 30)):
        found, before = terms_on(with_them, day), terms_on(rows, day)
        assert found is not None
        assert before is not None
        assert found.terms == before.terms._replace(
            pay_standard=Decimal(2), procurement_price=Decimal(2), procured=True
        )
    assert terms_on(with_them, dt.date(2023, 12, 31)) == terms_on(rows, dt.date(2023, 12, 31))
    assert terms_on(with_them, dt.date(2024, 12, 1)) == terms_on(rows, dt.date(2024, 12, 1))
