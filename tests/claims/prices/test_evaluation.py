"""The yearly evaluation of service prices: figures from settled bills, scores at their edges, two people (JJ-19)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from claims.models import EvaluatedPrice, FeeLine, NeighbourPrice, PriceEvaluation
from claims.policy_prices import PricesUnsettled, evaluation_terms
from claims.price_desk import price_items
from claims.rules.price_evaluation import evaluate, growth
from claims.services import price_evaluation as services
from claims.services.price_items.states import PriceRefused
from config.desk import items_of
from config.scoping import acting_as, system_scope
from institutions.models import Duty, User
from institutions.services.duties import DutyMissing, SamePerson
from tests.cast import Cast, make_person, make_user
from tests.claims.catalogue.making import day
from tests.claims.making import make_bill
from tests.claims.raw import raw_settlement
from tests.claims.spreadsheets.sheets import bring, found
from tests.support.policies import put_policy_in_force


@pytest.fixture
def handler(cast: Cast) -> User:
    with system_scope():
        put_policy_in_force(cast, "jiujiang.yaml")
        return make_user("handler.city", "市级经办", cast.city, Duty.HANDLE)


def used(cast: Cast, code: str, year: int, times: int, price: int, **given: Any) -> None:
    """One standing bill of the year with ``times`` of the item at ``price`` yuan."""
    with system_scope():
        total = times * price
        bill = make_bill(
            make_person(cast.east), cast.hospital_east, enddate=day(f"{year}-06-01"), medfee_sumamt=total,
            fulamt_ownpay_amt=0, overlmt_selfpay=0, preselfpay_amt=0, inscp_scp_amt=total,
        )  # fmt: skip
        FeeLine.objects.create(
            bill=bill, feedetl_sn="1", med_list_codg=code, item_name="项目", chrgitm_lv="01",
            list_type=given.pop("list_type", "201"), cnt=times, pric=price, det_item_fee_sumamt=total,
        )  # fmt: skip
        raw_settlement(bill, **given).save()


def computed(cast: Cast, handler: User) -> PriceEvaluation:
    with acting_as(handler):
        held = services.open_evaluation(area=cast.area, year=2024, acting_user=handler)
        services.compute_evaluation(evaluation=held, acting_user=handler)
    return held


def items() -> dict[str, EvaluatedPrice]:
    with system_scope():
        return {one.med_list_codg: one for one in EvaluatedPrice.objects.select_related("evaluation__area")}


def test_scores_at_their_edges(cast: Cast, handler: User) -> None:
    """60 points between 80 % and 120 % of the price here, 20 for fees that do not grow, 20 for volume that falls."""
    with system_scope():
        terms = evaluation_terms(cast.area, day("2024-12-31"))
    asked = [
        # price, fees, volume (ten-thousandths) → score in hundredths, suggestion
        ((12_000, 0, -1_000), (10_000, "raise")),
        ((12_000, 1_000, 500), (8_000, "raise")),
        ((12_000, 1_000, 2_000), (7_000, "raise")),
        ((12_000, 1_001, 2_000), (6_999, "keep")),
        ((10_000, 1_000, 500), (5_000, "keep")),
        ((8_000, 0, 500), (3_000, "keep")),
        ((8_000, 1, 500), (2_999, "lower")),
        ((5_000, 9_000, 9_000), (0, "lower")),
        # What cannot be measured is left out; without a price elsewhere nothing is suggested.
        ((12_000, None, None), (10_000, "raise")),
        ((None, 0, -1_000), (10_000, "keep")),
        ((None, None, None), (None, "keep")),
    ]
    for (price, fees, volume), expected in asked:
        assert tuple(evaluate({"price": price, "fees": fees, "volume": volume}, terms)) == expected, (
            price,
            fees,
        )
    assert (growth(110, 100), growth(5, 0)) == (1_000, None)


@pytest.mark.duty("JJ-19")
def test_figures_come_from_the_years_bills(cast: Cast, handler: User, tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    used(cast, "SV01", 2023, 10, 50)
    used(cast, "SV01", 2024, 6, 50)
    used(cast, "SV01", 2024, 4, 50)
    used(cast, "SV01", 2022, 99, 50)
    used(cast, "SV01", 2024, 99, 50, is_current=False)
    used(cast, "SV02", 2024, 2, 100)
    used(cast, "YP01", 2024, 2, 100, list_type="101")
    row = {"year": 2024, "med_list_codg": "SV01"}
    bad = [{"neighbour": "丙市", "pric": 0}, {"neighbour": "丁市", "pric": 5, "year": 24}]
    rows = [{**row, "neighbour": "甲市", "pric": 70}, {**row, "neighbour": "乙市", "pric": 50}]
    run = bring(tmp_path, "neighbour_prices", [*rows, *({**row, **one} for one in bad)], handler, cast.city)
    assert {code for _row, _column, code in found(run)} == {"neighbour_price_zero", "neighbour_price_year"}
    computed(cast, handler)
    of = items()
    assert sorted(of) == ["SV01", "SV02"]
    one = of["SV01"]
    assert (one.volume, one.volume_before, one.fees, one.fees_before) == (10, 10, 500, 500)
    assert (one.pric, one.neighbours, one.neighbour_pric, one.price_ratio) == (50, 2, 60, Decimal("1.2"))
    # 60 for the price, 20 for fees that stood still, of 20 two thirds: 0 % lies so far from 20 % towards -10 %.
    assert (one.volume_growth, one.fee_growth, one.score, one.suggestion) == (0, 0, Decimal("93.33"), "raise")
    assert (of["SV02"].score, of["SV02"].suggestion) == (None, "keep")


@pytest.mark.duty("JJ-19")
def test_a_round_is_proposed_by_one_and_decided_by_another(cast: Cast, handler: User) -> None:
    used(cast, "SV01", 2024, 1, 50)
    held = computed(cast, handler)
    [item] = items().values()
    with acting_as(handler):
        with pytest.raises(PriceRefused, match="evaluated already"):
            services.open_evaluation(area=cast.area, year=2024, acting_user=handler)
        with pytest.raises(PriceRefused, match="not over"):
            services.open_evaluation(area=cast.area, year=2099, acting_user=handler)
        with pytest.raises(PriceRefused, match="Every price is kept"):
            services.propose_evaluation(evaluation=held, starts=True, grounds="x", acting_user=handler)
        with pytest.raises(ValidationError, match="says why"):
            services.conclude_item(item=item, conclusion="lower", reason=" ", acting_user=handler)
        services.conclude_item(item=item, conclusion="lower", reason="设备成本下降", acting_user=handler)
        with pytest.raises(PriceRefused, match="grounds"):
            services.propose_evaluation(evaluation=held, starts=True, grounds=" ", acting_user=handler)
        services.propose_evaluation(evaluation=held, starts=True, grounds="费用平稳", acting_user=handler)
        for call in (
            lambda: services.compute_evaluation(evaluation=held, acting_user=handler),
            lambda: services.conclude_item(item=item, conclusion="keep", reason="x", acting_user=handler),
            lambda: services.propose_evaluation(
                evaluation=held, starts=False, grounds="x", acting_user=handler
            ),
        ):
            with pytest.raises(PriceRefused, match="one cannot"):
                call()
        with pytest.raises(DutyMissing):
            services.decide_evaluation(evaluation=held, agrees=True, acting_user=handler)
    decide = services.decide_evaluation
    with acting_as(cast.approver_city):
        assert decide(evaluation=held, agrees=False, acting_user=cast.approver_city).state == "open"
        with pytest.raises(PriceRefused, match="one cannot"):
            decide(evaluation=held, agrees=True, acting_user=cast.approver_city)
    with system_scope():
        both = make_user("both.city", "市级两职", cast.city, Duty.HANDLE, Duty.APPROVE)
    with acting_as(both):
        services.propose_evaluation(evaluation=held, starts=True, grounds="费用平稳", acting_user=both)
        with pytest.raises(SamePerson):
            decide(evaluation=held, agrees=True, acting_user=both)
    with acting_as(cast.approver_city):
        done = decide(evaluation=held, agrees=True, acting_user=cast.approver_city)
    assert (done.state, done.starts, done.decided_by) == ("decided", True, cast.approver_city)


@pytest.mark.parametrize("part", ["opened", "computed", "concluded", "proposed"])
def test_who_worked_on_a_round_never_decides_it(cast: Cast, handler: User, part: str) -> None:
    used(cast, "SV01", 2024, 1, 50)
    held = computed(cast, handler)
    with system_scope():
        both = make_user("both.city", "市级两职", cast.city, Duty.HANDLE, Duty.APPROVE)
        if part == "opened":
            PriceEvaluation.unscoped.filter(pk=held.pk).update(opened_by=both)
    who = {name: both if name == part else handler for name in ("computed", "concluded", "proposed")}
    with acting_as(who["computed"]):
        services.compute_evaluation(evaluation=held, acting_user=who["computed"])
    [item] = items().values()
    with acting_as(who["concluded"]):
        services.conclude_item(
            item=item, conclusion="lower", reason="设备成本下降", acting_user=who["concluded"]
        )
    with acting_as(who["proposed"]):
        services.propose_evaluation(
            evaluation=held, starts=True, grounds="费用平稳", acting_user=who["proposed"]
        )
    with acting_as(both), pytest.raises(SamePerson):
        services.decide_evaluation(evaluation=held, agrees=True, acting_user=both)
    # Nor past the service.
    decided = {"state": "decided", "decided_by": both, "decided_on": dt.date(2025, 5, 1)}
    with system_scope(), pytest.raises(IntegrityError), transaction.atomic():
        PriceEvaluation.unscoped.filter(pk=held.pk).update(**decided)
    with acting_as(cast.approver_city):
        done = services.decide_evaluation(evaluation=held, agrees=True, acting_user=cast.approver_city)
    assert done.state == "decided"


@pytest.mark.duty("JJ-19")
def test_the_year_that_is_over_stands_on_the_desk_until_it_is_proposed_and_decided(
    cast: Cast, handler: User
) -> None:
    def told(user: User) -> list[str]:
        with acting_as(user), translation.override("en"):
            [mine] = user.assignments_in_force
            return [one.title for one in items_of(price_items(mine)) if "valuation" in one.title]

    year = timezone.localdate().year - 1
    used(cast, "SV01", year, 1, 50)
    due = f"Evaluation of the prices of {year} is due"
    assert (told(handler), told(cast.approver_city)) == ([due], [])
    with acting_as(handler):
        held = services.open_evaluation(area=cast.area, year=year, acting_user=handler)
        services.compute_evaluation(evaluation=held, acting_user=handler)
        assert told(handler) == [due]
        services.propose_evaluation(evaluation=held, starts=False, grounds="费用平稳", acting_user=handler)
    assert (told(handler), told(cast.approver_city)) == ([], ["Price evaluations to decide"])
    with acting_as(cast.approver_city):
        services.decide_evaluation(evaluation=held, agrees=True, acting_user=cast.approver_city)
    assert told(cast.approver_city) == []


def test_an_item_computed_anew_is_not_concluded_on_as_it_was(cast: Cast, handler: User) -> None:
    used(cast, "SV01", 2024, 1, 50)
    held = computed(cast, handler)
    [before] = items().values()
    with acting_as(handler):
        services.compute_evaluation(evaluation=held, acting_user=handler)
        with pytest.raises(PriceRefused, match="list changed"):
            services.conclude_item(item=before, conclusion="lower", reason="x", acting_user=handler)
    [after] = items().values()
    assert (after.pk != before.pk, after.conclusion) == (True, "")


def test_a_tie_is_rounded_up(cast: Cast, handler: User) -> None:
    used(cast, "SV01", 2024, 1, 200)
    with system_scope():
        NeighbourPrice.unscoped.create(
            area=cast.area, county=cast.city, year=2024, med_list_codg="SV01", neighbour="甲市", pric="200.01"
        )
    computed(cast, handler)
    # 1.00005
    assert items()["SV01"].price_ratio == Decimal("1.0001")


def test_a_package_that_says_nothing_of_it_is_told_in_words(cast: Cast) -> None:
    with system_scope():
        put_policy_in_force(cast, "zhangye.yaml")
        handler = make_user("handler.city", "市级经办", cast.city, Duty.HANDLE)
    with acting_as(handler), pytest.raises(PricesUnsettled):
        services.open_evaluation(area=cast.area, year=2024, acting_user=handler)


def post(client: Client, user: User, name: str, *args: Any, **values: Any) -> int:
    client.force_login(user)
    return client.post(reverse(f"claims:{name}", args=args), {"submission": uuid4(), **values}).status_code


@pytest.mark.duty("JJ-19")
def test_on_its_pages(cast: Cast, handler: User, client: Client) -> None:
    used(cast, "SV01", 2024, 1, 50)
    assert post(client, handler, "open_price_evaluation", year=2024) == 302
    with system_scope():
        held = PriceEvaluation.objects.get()
    assert post(client, handler, "compute_price_evaluation", held.pk) == 302
    with acting_as(handler):
        services.compute_evaluation(evaluation=held, acting_user=handler)
    [item] = items().values()
    listed = client.get(reverse("claims:evaluated_prices", args=[held.pk])).content.decode()
    assert "SV01" in listed
    assert post(client, handler, "conclude_evaluated_price", held.pk, item.pk, conclusion="raise") == 422
    raised = {"conclusion": "raise", "reason": "人力成本"}
    assert post(client, handler, "conclude_evaluated_price", held.pk, item.pk, **raised) == 302
    assert post(client, handler, "propose_price_evaluation", held.pk, starts="yes", grounds="依据") == 302
    page = client.get(reverse("claims:price_evaluation", args=[held.pk])).content.decode()
    assert "evaluation." not in page
    assert "建议上调的最低分" in page
    assert "三（七）" in page
    assert post(client, cast.approver_city, "decide_price_evaluation", held.pk, agrees="yes") == 302
    client.force_login(cast.clerk_east)
    assert client.get(reverse("claims:price_evaluation", args=[held.pk])).status_code == 403
