"""Price items from the application to the bill: the catalogue obeys on the day, before it nothing changes (JJ-19)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse

from claims.models import Bill, CatalogueVersion, Expert, PriceApplication, PriceOpinion, Settlement
from claims.rules.price_items import FLOW
from claims.services.catalogue_versions import discard_draft, put_in_force
from claims.services.price_items import apply, decide, review
from claims.services.price_items.states import ACTS, PriceRefused
from claims.services.settle_bill import settle_bill
from config.scoping import acting_as, system_scope
from institutions.models import Duty, User
from institutions.services.duties import DutyMissing, SamePerson
from tests.cast import Cast, make_coverage, make_person, make_user
from tests.claims.catalogue.making import add_line, day, item
from tests.claims.catalogue.making import put_in_force as straight_in_force
from tests.claims.making import make_bill
from tests.support.policies import put_policy_in_force

NO_PARTS = dict.fromkeys(("fulamt_ownpay_amt", "overlmt_selfpay", "preselfpay_amt", "inscp_scp_amt"))
FACTS: dict[str, Any] = {
    "kind": "entry",
    "item_name": "经皮测定",
    "content": "含耗材",
    "unit": "次",
    "proposed_price": Decimal(60),
    "cost_labour": Decimal("20.50"),
    "cost_material": Decimal(15),
    "papers": "申请表、成本测算表",
    "received_on": day("2024-01-02"),
}
PROPOSAL: dict[str, Any] = {
    "med_list_codg": "SV01",
    "price": Decimal(50),
    "chrgitm_lv": "01",
    "effective_from": day("2024-03-01"),
    "grounds": "专家评审通过",
}


@pytest.fixture
def handler(cast: Cast) -> User:
    with system_scope():
        put_policy_in_force(cast, "jiujiang.yaml")
        people = {"by": cast.clerk_east, "reviewed_by": cast.reviewer_city}
        straight_in_force(
            cast.area, [item("OLD1", list_type="201")], complete_from=day("2020-01-01"), **people
        )
        return make_user("handler.city", "市级经办", cast.city, Duty.HANDLE, Duty.APPROVE)


def experts(cast: Cast, **given: Any) -> list[Expert]:
    with system_scope():
        return [
            Expert.unscoped.create(area=cast.area, code=f"Z{uuid4().hex[:8]}", name=f"专家{n}", **given)
            for n in range(3)
        ]


def received(cast: Cast, handler: User, **given: Any) -> PriceApplication:
    facts = FACTS | given
    with acting_as(cast.clerk_east):
        return apply.apply(
            agency=cast.east,
            fixmedins_code=cast.hospital_east.fixmedins_code,
            facts=facts,
            acting_user=cast.clerk_east,
        )


def reviewed(
    cast: Cast, handler: User, scores: tuple[int, ...] = (80, 70, 61), **given: Any
) -> PriceApplication:
    one = received(cast, handler, **given)
    with acting_as(handler):
        apply.accept(application=one, day=day("2024-01-05"), acting_user=handler)
        for expert, score in zip(experts(cast), scores, strict=False):
            review.enter_opinion(
                application=one,
                expert=expert,
                score=Decimal(score),
                opinion="同意",
                day=day("2024-01-10"),
                acting_user=handler,
            )
        return review.conclude(application=one, day=day("2024-01-12"), acting_user=handler)


def ready(cast: Cast, handler: User, **given: Any) -> PriceApplication:
    one = reviewed(cast, handler, **given)
    with acting_as(handler):
        review.publish(application=one, day=day("2024-01-15"), acting_user=handler)
        return review.close_notice(application=one, objections="", day=day("2024-01-22"), acting_user=handler)


def granted(cast: Cast, handler: User, proposal: dict[str, Any], **given: Any) -> PriceApplication:
    one = ready(cast, handler, **given)
    with acting_as(handler):
        decide.propose(application=one, acting_user=handler, **proposal)
    with acting_as(cast.approver_city):
        return decide.decide(
            application=one, verdict="grant", day=day("2024-02-01"), acting_user=cast.approver_city
        )


def bring_in_force(cast: Cast, handler: User, one: PriceApplication) -> CatalogueVersion:
    with acting_as(handler):
        row = decide.draft_row(application=one, acting_user=handler)
    with acting_as(cast.reviewer_city):
        return put_in_force(version=row.version, acting_user=cast.reviewer_city)


def settled(cast: Cast, code: str, price: int, on: str) -> Settlement | None:
    """A bill of one line, settled on the catalogue as it stands now."""
    with system_scope():
        person = make_person(cast.east)
        make_coverage(person, period=DateRange(day("2024-01-01"), day("2025-01-01")))
        bill: Bill = make_bill(person, cast.hospital_east, medfee_sumamt=price, enddate=day(on), **NO_PARTS)
        add_line(bill, 1, code, price, chrgitm_lv="01")
    return settle_bill(bill=bill, acting_user=cast.clerk_east)


@pytest.mark.duty("JJ-19")
def test_bills_obey_an_entry_from_its_day(cast: Cast, handler: User) -> None:
    """Before 1 March nobody knows the code and the bill waits; from then on 50 yuan are recognised of 60."""
    bring_in_force(cast, handler, granted(cast, handler, PROPOSAL))
    assert settled(cast, "SV01", 60, "2024-02-29") is None
    after = settled(cast, "SV01", 60, "2024-03-01")
    assert after is not None
    assert (after.overlmt_selfpay, after.inscp_scp_amt) == (10, 50)


@pytest.mark.duty("JJ-19")
def test_bills_obey_an_exit_from_its_day(cast: Cast, handler: User) -> None:
    """Paid on the last day, paid by the person from the day of the exit; the bill settled before stays as it is."""
    before = settled(cast, "OLD1", 40, "2024-02-28")
    assert before is not None
    proposal = {"effective_from": day("2024-03-01"), "grounds": "技术淘汰"}
    one = granted(cast, handler, proposal, kind="exit", med_list_codg="OLD1", proposed_price=None)
    bring_in_force(cast, handler, one)
    last = settled(cast, "OLD1", 40, "2024-02-29")
    after = settled(cast, "OLD1", 40, "2024-03-01")
    assert last is not None
    assert last.inscp_scp_amt == 40
    # Settled, not waiting: the whole line is the person's own expense.
    assert after is not None
    assert (after.fulamt_ownpay_amt, after.inscp_scp_amt, after.fund_pay_sumamt) == (40, 0, 0)
    with system_scope():
        again = Settlement.objects.get(pk=before.pk)
    assert (again.inscp_scp_amt, again.catalogue_version) == (40, before.catalogue_version)


def test_every_forbidden_step_is_refused_with_its_reason(cast: Cast, handler: User) -> None:
    """Each service in each state in which the table does not open it."""
    one = received(cast, handler)
    [expert, *_others] = experts(cast)
    who = {"application": one, "acting_user": handler}
    calls = {
        "return": lambda: apply.return_for_papers(missing="x", **who),
        "hand_in": lambda: apply.hand_in(papers="x", **who),
        "accept": lambda: apply.accept(**who),
        "score": lambda: review.enter_opinion(expert=expert, score=Decimal(1), opinion="x", **who),
        "pass": lambda: review.conclude(**who),
        "publish": lambda: review.publish(**who),
        "close": lambda: review.close_notice(objections="", **who),
        "propose": lambda: decide.propose(**who, **PROPOSAL),
        "grant": lambda: decide.decide(verdict="grant", **who),
        "send_back": lambda: decide.decide(verdict="send_back", **who),
        "refuse": lambda: decide.decide(verdict="refuse", **who),
        "withdraw": lambda: apply.withdraw(reason="x", **who),
        "draft": lambda: decide.draft_row(**who),
    }

    refused = 0
    for state in PriceApplication.State.values:
        if state == "granted":
            continue  # cannot be written without its decision; tested below
        with system_scope():
            PriceApplication.objects.filter(pk=one.pk).update(state=state)
        for act, call in calls.items():
            if FLOW.allows(state, act):
                continue
            with acting_as(handler), pytest.raises(PriceRefused, match=r"JG\d+") as why:
                call()
            assert str(ACTS[act]) in str(why.value)
            refused += 1
    assert refused > 80


def test_what_is_granted_stays(cast: Cast, handler: User) -> None:
    one = granted(cast, handler, PROPOSAL)
    with acting_as(handler):
        for call in (
            lambda: apply.withdraw(application=one, reason="x", acting_user=handler),
            lambda: decide.propose(application=one, acting_user=handler, **PROPOSAL),
        ):
            with pytest.raises(PriceRefused):
                call()
        decide.draft_row(application=one, acting_user=handler)
        with pytest.raises(PriceRefused, match="row already"):
            decide.draft_row(application=one, acting_user=handler)


def test_a_discarded_draft_can_be_drafted_again(cast: Cast, handler: User) -> None:

    one = granted(cast, handler, PROPOSAL)
    with acting_as(handler):
        row = decide.draft_row(application=one, acting_user=handler)
        discard_draft(version=row.version, acting_user=handler)
        one.refresh_from_db()
        assert one.row is None
        assert decide.draft_row(application=one, acting_user=handler).med_list_codg == "SV01"


def test_two_people_by_service_and_constraint(cast: Cast, handler: User) -> None:
    one = ready(cast, handler)
    with acting_as(handler):
        decide.propose(application=one, acting_user=handler, **PROPOSAL)
        with pytest.raises(SamePerson):
            decide.decide(application=one, verdict="grant", acting_user=handler)
    with system_scope(), pytest.raises(IntegrityError, match="two_people"), transaction.atomic():
        PriceApplication.objects.filter(pk=one.pk).update(decided_by=handler)
    with acting_as(cast.clerk_east), pytest.raises(DutyMissing):
        decide.decide(application=one, verdict="grant", acting_user=cast.clerk_east)


def test_nothing_reaches_back(cast: Cast, handler: User) -> None:
    """The notice runs its seven days, a step is not before the one it follows, a price not before its decision."""
    one = reviewed(cast, handler)
    with acting_as(handler):
        with pytest.raises(PriceRefused, match="before the step"):
            review.publish(application=one, day=day("2024-01-11"), acting_user=handler)
        review.publish(application=one, day=day("2024-01-15"), acting_user=handler)
        with pytest.raises(PriceRefused, match="2024-01-21"):
            review.close_notice(application=one, objections="", day=day("2024-01-21"), acting_user=handler)
        review.close_notice(application=one, objections="无", day=day("2024-01-22"), acting_user=handler)
        early = PROPOSAL | {"effective_from": day("2024-01-21")}
        with pytest.raises(PriceRefused, match="reach back"):
            decide.propose(application=one, acting_user=handler, **early)
        decide.propose(application=one, acting_user=handler, **PROPOSAL)
    with acting_as(cast.approver_city), pytest.raises(PriceRefused, match="reach back"):
        decide.decide(application=one, verdict="grant", day=day("2024-03-02"), acting_user=cast.approver_city)
    with system_scope(), pytest.raises(IntegrityError, match="course"), transaction.atomic():
        PriceApplication.objects.filter(pk=one.pk).update(closed_on=day("2024-01-20"))


@pytest.mark.duty("JJ-19")
def test_the_experts(cast: Cast, handler: User) -> None:
    """Too few: not concluded. Below the mean: refused. One of the institution that applies is not heard."""
    with pytest.raises(PriceRefused, match="1 more"):
        reviewed(cast, handler, scores=(90, 90))
    [own, *_rest] = experts(cast, institution=cast.hospital_east)
    with system_scope():
        waiting = PriceApplication.objects.get()
    with acting_as(handler):
        apply.accept(application=waiting, day=day("2024-01-05"), acting_user=handler)
    with acting_as(handler), pytest.raises(PriceRefused, match="works at"):
        review.enter_opinion(
            application=waiting, expert=own, score=Decimal(90), opinion="好", acting_user=handler
        )
    low = reviewed(cast, handler, scores=(60, 60, 59), item_name="另一项目")
    assert (low.state, low.score) == ("refused", Decimal("59.67"))
    with system_scope(), pytest.raises(IntegrityError, match="score"), transaction.atomic():
        PriceOpinion.objects.update(score=101)


def test_what_an_application_needs(cast: Cast, handler: User) -> None:
    one = received(cast, handler)
    # Ten working days from 2 January 2024.
    assert one.due_on is not None
    assert one.due_on >= dt.date(2024, 1, 16)
    assert one.cost == Decimal("35.50")
    refusals = [
        ({}, "under way"),
        ({"received_on": day("2999-01-01")}, "future"),
        ({"kind": "exit", "med_list_codg": "NONE"}, "not in the catalogue"),
        ({"received_on": day("2019-01-01"), "item_name": "x"}, "No policy on prices"),
    ]
    for given, why in refusals:
        with pytest.raises(PriceRefused if "policy" not in why else Exception, match=why):
            received(cast, handler, **given)
    with acting_as(cast.clerk_west), pytest.raises(PriceRefused, match="No institution"):
        apply.apply(
            agency=cast.west,
            fixmedins_code=cast.hospital_east.fixmedins_code,
            facts=FACTS,
            acting_user=cast.clerk_west,
        )


def post(client: Client, user: User, name: str, *args: Any, **values: Any) -> Any:
    client.force_login(user)
    return client.post(reverse(f"claims:{name}", args=args), {"submission": uuid4(), **values})


def agency_sees(client: Client, user: User, one: PriceApplication) -> tuple[bool, int]:
    client.force_login(user)
    listed = client.get(reverse("claims:price_applications")).content.decode()
    return one.number in listed, client.get(reverse("claims:price_application", args=[one.pk])).status_code


def test_on_its_pages(cast: Cast, handler: User, client: Client) -> None:
    """The whole way as clerks walk it, and who sees it."""
    typed = {
        "fixmedins_code": cast.hospital_east.fixmedins_code,
        "item_name": "经皮测定",
        "content": "含耗材",
        "unit": "次",
        "proposed_price": "60",
        "papers": "申请表",
        "received_on": "2024-01-02",
    }
    assert post(client, cast.clerk_east, "apply_price_entry", **typed | {"unit": ""}).status_code == 422
    assert post(client, cast.clerk_east, "apply_price_entry", **typed).status_code == 302
    with system_scope():
        one = PriceApplication.objects.get()
    desk = client.get(reverse("claims:price_application", args=[one.pk])).content.decode()
    assert "经皮测定" in desk
    assert post(client, handler, "return_price", one.pk, missing="成本测算表").status_code == 302
    assert (
        post(client, cast.clerk_east, "hand_in_price", one.pk, papers="全", day="2024-01-03").status_code
        == 302
    )
    assert post(client, handler, "accept_price", one.pk, day="2024-01-04").status_code == 302
    for expert in experts(cast):
        said = {"expert": expert.pk, "score": "75", "opinion": "同意", "day": "2024-01-05"}
        assert post(client, handler, "price_opinion", one.pk, **said).status_code == 302
    assert post(client, handler, "conclude_price", one.pk, day="2024-01-08").status_code == 302
    assert post(client, handler, "publish_price", one.pk, day="2024-01-09").status_code == 302
    assert post(client, handler, "close_price", one.pk, day="2024-01-15").status_code == 422
    assert post(client, handler, "close_price", one.pk, day="2024-01-16").status_code == 302
    proposal = {k: str(v) for k, v in PROPOSAL.items()}
    assert post(client, handler, "propose_price", one.pk, **proposal).status_code == 302
    assert post(client, handler, "decide_price", one.pk, verdict="grant", day="2024-02-01").status_code == 422
    decided = post(client, cast.approver_city, "decide_price", one.pk, verdict="grant", day="2024-02-01")
    assert decided.status_code == 302
    assert post(client, handler, "draft_price", one.pk).status_code == 302
    printed = client.get(reverse("claims:print_price_application", args=[one.pk])).content.decode()
    for text in ("SV01", "2024-03-01", "专家评审通过", "75.00"):
        assert text in printed
    seen = {
        "east": agency_sees(client, cast.clerk_east, one),
        "west": agency_sees(client, cast.clerk_west, one),
        "elsewhere": agency_sees(client, cast.clerk_elsewhere, one),
    }
    assert seen == {"east": (True, 200), "west": (False, 404), "elsewhere": (False, 404)}


def test_the_desk_says_what_waits(cast: Cast, handler: User, client: Client) -> None:
    received(cast, handler)
    client.force_login(handler)
    assert "?state=received" in client.get(reverse("desk")).content.decode()
