"""Prices of services: lines of bills, the year's evaluation, new items at every stage, inquiries to their outcome."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from claims.models import (
    Bill,
    EvaluatedPrice,
    Expert,
    FeeLine,
    PriceApplication,
    PriceEvaluation,
    PriceInquiry,
)
from claims.services import price_evaluation, price_inquiries
from claims.services.price_items import apply, decide, review
from config.demo.topics.stage import Stage, act, bring, said
from config.scoping import system_scope
from institutions.models import Agency, Duty, Institution

LINED = 150
Row = dict[str, Any]


def lines(stage: Stage) -> int:
    """Fee lines of some bills that wait to be settled, whose prices are evaluated later; how many lines."""
    if not stage.says("prices"):
        return 0
    with system_scope():
        if FeeLine.objects.filter(bill__institution__area=stage.area).exists():
            return 0
        bills = list(
            Bill.objects.filter(
                institution__area=stage.area, med_type="11", settlements__isnull=True, medfee_sumamt__gt=60,
                fulamt_ownpay_amt__isnull=True,
            ).order_by("setl_id")[:LINED]
        )  # fmt: skip
    rows = [row for number, bill in enumerate(bills) for row in _lines_of(bill, number)]
    if rows:
        bring(stage, "fee_lines", f"fee-lines-{stage.area.code}.xlsx", rows)
    return len(rows)


def _lines_of(bill: Bill, number: int) -> list[Row]:
    """A service, and drugs for the rest of the bill."""
    services = said()["prices"]["services"]
    one = services[number % len(services)]
    price = Decimal(one["price"]) + number % 3
    count = 2 if price * 2 < bill.medfee_sumamt else 1
    parts = (
        (one["code"], one["name"], "201", Decimal(count), price),
        ("DEMO-D-001", said()["prices"]["drug"], "101", Decimal(1), bill.medfee_sumamt - price * count),
    )
    return [
        {
            "setl_id": bill.setl_id, "feedetl_sn": f"{place}", "med_list_codg": code, "item_name": name,
            "chrgitm_lv": "01", "list_type": kind, "cnt": cnt, "pric": pric,
            "det_item_fee_sumamt": (cnt * pric).quantize(Decimal("0.01")),
        }
        for place, (code, name, kind, cnt, pric) in enumerate(parts, 1)
        if pric > 0
    ]  # fmt: skip


def fill(stage: Stage) -> int:
    """How many applications, inquiries and evaluated prices."""
    if not stage.says("prices"):
        return 0
    with system_scope():
        if PriceInquiry.objects.filter(area=stage.area).exists():
            return 0
    return _evaluation(stage) + _items(stage) + _inquiries(stage)


def _evaluation(stage: Stage) -> int:
    """Computed beside neighbours' prices, concluded on, proposed; the next person decides."""
    with system_scope():
        if PriceEvaluation.objects.filter(area=stage.area).exists():
            return 0
    words, clerk = said()["prices"], stage.at(Duty.HANDLE)
    rows = [
        {"year": stage.year, "med_list_codg": one["code"], "neighbour": neighbour,
         "pric": Decimal(one["price"]) * Decimal(ratio)}
        for one in words["services"]
        for neighbour, ratio in zip(words["neighbours"], one["there"], strict=True)
    ]  # fmt: skip
    bring(stage, "neighbour_prices", f"neighbour-prices-{stage.area.code}.xlsx", rows)
    evaluation = act(clerk, price_evaluation.open_evaluation, area=stage.area, year=stage.year)
    made: int = act(clerk, price_evaluation.compute_evaluation, evaluation=evaluation)
    with system_scope():
        items = list(EvaluatedPrice.objects.filter(evaluation=evaluation).order_by("pk"))
    for one in items[:2]:
        act(
            clerk,
            price_evaluation.conclude_item,
            item=one,
            conclusion=one.suggestion,
            reason=words["concluded"],
        )
    if items:
        starts = any(one.suggestion != "keep" for one in items)
        act(
            clerk, price_evaluation.propose_evaluation, evaluation=evaluation, starts=starts,
            grounds=words["grounds"],
        )  # fmt: skip
    return made


def _items(stage: Stage) -> int:
    """Received, returned for papers, with the experts, on public notice, proposed, granted."""
    words = said()["prices"]
    rows = [
        {"code": f"{stage.area.code}Z{number + 1:02d}", "name": name, "title": words["title"], "specialty": field}
        for number, (name, field) in enumerate(words["experts"].items())
    ]  # fmt: skip
    bring(stage, "experts", f"experts-{stage.area.code}.xlsx", rows)
    units = stage.units()
    for number, item in enumerate(words["items"]):
        unit = units[number % len(units)]
        _item(stage, unit, stage.institutions(unit)[0], item, number)
    return len(words["items"])


def _item(stage: Stage, unit: Agency, hospital: Institution, item: Row, until: int) -> None:
    """As far as ``until`` says: 0 is received, 5 is granted."""
    city, words = stage.at(Duty.HANDLE), said()["prices"]
    facts = {
        "kind": "entry", "item_name": item["name"], "content": item["content"], "unit": item["unit"],
        "proposed_price": Decimal(item["price"]), "cost_labour": Decimal(item["price"]) / 4,
        "cost_material": Decimal(item["price"]) / 5, "papers": words["papers"], "received_on": stage.day(9, 2),
    }  # fmt: skip
    one: PriceApplication = act(
        stage.at(Duty.HANDLE, unit), apply.apply, agency=unit, fixmedins_code=hospital.fixmedins_code,
        facts=facts,
    )  # fmt: skip
    if until == 1:
        act(city, apply.return_for_papers, application=one, missing=words["missing"])
    if until < 2:
        return
    one = act(city, apply.accept, application=one, day=stage.day(9, 10))
    with system_scope():
        experts = list(Expert.objects.filter(area=stage.area, code__startswith=f"{stage.area.code}Z"))
    for place, expert in enumerate(experts[: 2 if until == 2 else None]):
        act(
            city, review.enter_opinion, application=one, expert=expert, score=Decimal(72 + 5 * place),
            opinion=words["opinion"], day=stage.day(9, 20),
        )  # fmt: skip
    if until == 2:
        return
    one = act(city, review.conclude, application=one, day=stage.day(9, 25))
    one = act(city, review.publish, application=one, day=stage.day(9, 26))
    if until == 3:
        return
    one = act(city, review.close_notice, application=one, objections="", day=stage.day(10, 15))
    one = act(
        city, decide.propose, application=one, med_list_codg=f"DEMO-N-{until:03d}",
        price=Decimal(item["price"]) * Decimal("0.9"), chrgitm_lv="02", effective_from=stage.day(12, 1),
        grounds=words["item_grounds"],
    )  # fmt: skip
    if until == 5:
        act(stage.at(Duty.APPROVE), decide.decide, application=one, verdict="grant", day=stage.day(10, 28))


def _inquiries(stage: Stage) -> int:
    """Letters to suppliers and a hospital: open, replied, closed with a lower price, and a talk that follows."""
    words, clerk = said()["prices"], stage.at(Duty.HANDLE)
    hospital = stage.institutions(stage.units()[0])[0]
    made: list[PriceInquiry] = []
    for number, item in enumerate(words["inquiries"]):
        asked = {"supplier": item["supplier"], "fixmedins_code": ""}
        if not item["supplier"]:
            asked["fixmedins_code"] = hospital.fixmedins_code
        one = act(
            clerk, price_inquiries.open_inquiry, area=stage.area, opened_on=stage.day(10, 8 + number),
            kind=item["kind"], med_list_codg=item["code"], item_name=item["name"], price=Decimal(item["price"]),
            question=item["question"], follows_number=made[-1].number if item["follows"] else "", **asked,
        )  # fmt: skip
        made.append(one)
        if item["reply"]:
            one = act(
                clerk,
                price_inquiries.record_reply,
                inquiry=one,
                reply=item["reply"],
                day=stage.day(10, 16 + number),
            )
        if item["outcome"]:
            act(
                stage.at(Duty.REVIEW), price_inquiries.close_inquiry, inquiry=one, outcome=item["outcome"],
                conclusion=words["concluded"], day=stage.day(11, 6),
                new_price=Decimal(item["now"]) if item["outcome"] == "lowered" else None,
            )  # fmt: skip
    return len(made)
