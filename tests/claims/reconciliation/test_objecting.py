"""Objections of institutions: every act in its state only, by its people only, due by the policy's days; followed by
hand. And the pages of reconciliation, from the institution's file to the result sheet."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any
from uuid import uuid4

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from claims.models import Deduction, InstitutionObjection, Reconciliation, ReconciliationDifference
from claims.rules.objections import FLOW
from claims.services import objections as services
from claims.services.objections import ObjectionRefused
from config.scoping import acting_as, system_scope
from config.workdays import add_workdays
from institutions.models import User
from institutions.services.duties import DutyMissing, SamePerson
from tests.cast import Cast
from tests.support.policies import put_policy_in_force

from .test_comparing import Take, detail, settled, take, total

__all__ = ["take"]

MARCH = dt.date(2020, 3, 1)


@pytest.fixture
def deduction(cast: Cast) -> Deduction:
    with system_scope():
        put_policy_in_force(cast)
        made: Deduction = Deduction.unscoped.create(
            institution=cast.hospital_east, insutype="390", clr_month=MARCH, reference="K1", amount=10, reason="重复",
            handled_by=cast.clerk_east,
        )  # fmt: skip
    return made


def entered(cast: Cast, deduction: Deduction, **given: Any) -> InstitutionObjection:
    facts = {"about": "deduction", "deduction": deduction, "text": "不认可", "papers": "申诉书", **given}
    with acting_as(cast.clerk_east):
        return services.enter_objection(
            institution=cast.hospital_east, received_on=MARCH, acting_user=cast.clerk_east, **facts
        )


def step(cast: Cast, one: InstitutionObjection, act: str, user: User) -> InstitutionObjection:
    calls: dict[str, Any] = {
        "assign": lambda **who: services.assign_objection(assignee=cast.reviewer_east, **who),
        "uphold": lambda **who: services.answer_objection(upheld=True, answer="成立", **who),
        "reject": lambda **who: services.answer_objection(upheld=False, answer="不成立", **who),
        "follow": lambda **who: services.follow_objection(followed="扣款已冲回", **who),
        "withdraw": lambda **who: services.withdraw_objection(reason="机构撤回", **who),
    }
    with acting_as(user):
        made: InstitutionObjection = calls[act](objection=one, acting_user=user)
    return made


def test_an_upheld_objection_is_followed_by_hand(cast: Cast, deduction: Deduction) -> None:
    one = entered(cast, deduction)
    assert one.due_on == add_workdays(MARCH, 15)
    step(cast, one, "assign", cast.clerk_east)
    upheld = step(cast, one, "uphold", cast.reviewer_east)
    assert (upheld.state, upheld.answered_by) == ("upheld", cast.reviewer_east)
    # Nothing happened to what it is against.
    with system_scope():
        deduction.refresh_from_db()
    assert (deduction.amount, deduction.reviewed_by) == (10, None)
    assert step(cast, one, "follow", cast.clerk_east).followed == "扣款已冲回"


def test_every_forbidden_step_is_refused(cast: Cast, deduction: Deduction) -> None:
    paths: dict[str, list[tuple[str, User]]] = {
        "entered": [],
        "assigned": [("assign", cast.clerk_east)],
        "upheld": [("assign", cast.clerk_east), ("uphold", cast.reviewer_east)],
        "rejected": [("assign", cast.clerk_east), ("reject", cast.reviewer_east)],
        "withdrawn": [("withdraw", cast.clerk_east)],
    }
    who = {"uphold": cast.reviewer_east, "reject": cast.reviewer_east}
    refused = 0
    for state, path in paths.items():
        one = entered(cast, deduction)
        for act, user in path:
            step(cast, one, act, user)
        for act in ("assign", "uphold", "reject", "follow", "withdraw"):
            if FLOW.allows(state, act):
                continue
            with pytest.raises(ObjectionRefused, match="one cannot"):
                step(cast, one, act, who.get(act, cast.clerk_east))
            refused += 1
    assert refused == 25 - sum(FLOW.allows(state, act) for state in paths for act in services.ACTS)


def test_who_may_and_what_is_objected_to(cast: Cast, deduction: Deduction) -> None:
    one = entered(cast, deduction)
    with acting_as(cast.clerk_east):
        for assignee, why in ((cast.clerk_east, SamePerson), (cast.clerk_west, ObjectionRefused)):
            with pytest.raises(why):
                services.assign_objection(objection=one, assignee=assignee, acting_user=cast.clerk_east)
        assert cast.reviewer_east in services.reviewers_of(one)
        assert cast.reviewer_city in services.reviewers_of(one)
    step(cast, one, "assign", cast.clerk_east)
    with pytest.raises(DutyMissing):
        step(cast, one, "uphold", cast.clerk_east)
    with pytest.raises(ObjectionRefused, match="given to"):
        step(cast, one, "uphold", cast.reviewer_city)
    with system_scope():
        theirs = Deduction.unscoped.create(
            institution=cast.hospital_west, insutype="390", clr_month=MARCH, reference="K2", amount=1, reason="x",
            handled_by=cast.clerk_west,
        )  # fmt: skip
    with pytest.raises(ObjectionRefused, match="another institution"):
        entered(cast, theirs)
    with pytest.raises(ValidationError, match="against one thing"):
        entered(cast, deduction, about="statement")
    with system_scope(), pytest.raises(IntegrityError, match="two_people"), transaction.atomic():
        InstitutionObjection.objects.filter(pk=one.pk).update(answered_by=cast.clerk_east)


def post(client: Client, user: User, name: str, *args: Any, query: str = "", **values: Any) -> int:
    client.force_login(user)
    address = reverse(f"claims:{name}", args=args) + query
    return client.post(address, {"submission": uuid4(), **values}).status_code


def test_objections_on_their_pages(cast: Cast, deduction: Deduction, client: Client) -> None:
    typed = {
        "about": "deduction",
        "reference": "K1",
        "text": "不认可",
        "papers": "申诉书",
        "received_on": "2020-03-02",
    }
    hospital = cast.hospital_east.pk
    wrong = [
        {"reference": "K9"},
        {"about": "statement"},
        {"about": "finding", "reference": "SCx"},
        {"about": "assessment", "reference": "20"},
    ]
    for given in wrong:
        assert post(client, cast.clerk_east, "enter_objection", hospital, **{**typed, **given}) == 422, given
    assert post(client, cast.clerk_east, "enter_objection", hospital, **typed) == 302
    with system_scope():
        one = InstitutionObjection.objects.get()
    assert "待分派异议" in client.get(reverse("desk")).content.decode()
    assert post(client, cast.clerk_east, "assign_objection", one.pk, assignee=cast.reviewer_east.pk) == 302
    client.force_login(cast.reviewer_east)
    assert "待答复异议" in client.get(reverse("desk")).content.decode()
    assert post(client, cast.reviewer_east, "uphold_objection", one.pk, answer="成立") == 302
    page = client.get(reverse("claims:institution_objection", args=[one.pk])).content.decode()
    assert f"{reverse('claims:deductions')}?q=K1" in page
    assert post(client, cast.clerk_east, "follow_objection", one.pk, followed="冲回") == 302
    file = client.get(reverse("institutions:institution", args=[hospital])).content.decode()
    for address in ("claims:institution_objections", "claims:reconciliations", "claims:findings"):
        assert reverse(address) in file
    assert one.number in file


def test_reconciliation_on_its_pages(cast: Cast, take: Take, client: Client) -> None:
    settled(cast, "A")
    settled(cast, "B")
    take("details", detail("A"), detail("X"), detail("Y", 70))
    take("totals", total(3, 2070))
    with system_scope():
        month = Reconciliation.objects.get()
        [one] = ReconciliationDifference.objects.filter(setl_id="B")
    client.force_login(cast.clerk_east)
    assert "有未处理差异的对账" in client.get(reverse("desk")).content.decode()
    listed = client.get(reverse("claims:reconciliations")).content.decode()
    assert reverse("claims:reconciliation", args=[month.pk]) in listed
    page = client.get(reverse("claims:reconciliation", args=[month.pk])).content.decode()
    for text in ("本方无此结算", "机构无此结算", "2,070.00", "不符"):
        assert text in page
    differences = client.get(reverse("claims:reconciliation_differences", args=[month.pk])).content.decode()
    assert "70.00" in differences
    decided = {"decision": "ours", "reason": "在案"}
    assert post(client, cast.clerk_east, "decide_difference", month.pk, one.pk, decision="ours") == 422
    assert post(client, cast.clerk_east, "decide_difference", month.pk, one.pk, **decided) == 302
    all_of = {"decision": "later", "reason": "次月", "query": "?kind=missing_here"}
    assert post(client, cast.clerk_east, "decide_differences", month.pk, seen=1, **all_of) == 422
    assert post(client, cast.clerk_east, "decide_differences", month.pk, seen=2, **all_of) == 302
    with system_scope():
        assert Reconciliation.objects.get().state == "decided"
    sheet = client.get(reverse("claims:reconciliation_result", args=[month.pk]))
    totals, details = openpyxl.load_workbook(io.BytesIO(b"".join(sheet.streaming_content))).worksheets  # type: ignore[attr-defined]
    assert [row[0].value for row in totals.iter_rows(min_row=2)] == ["21"]
    rows = [[cell.value for cell in row] for row in details.iter_rows(min_row=2)]
    assert [(row[2], row[4], row[7], row[-1]) for row in rows] == [
        ("X", "2", 1000, "次月"),
        ("Y", "2", 70, "次月"),
        ("B", "2", None, "在案"),
    ]
    assert post(client, cast.clerk_east, "compare_reconciliation", month.pk) == 302
    client.force_login(cast.clerk_west)
    assert client.get(reverse("claims:reconciliation", args=[month.pk])).status_code == 404
