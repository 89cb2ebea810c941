"""From a finding to its end: every act in its state only, by its people only, down to the clearing's deductions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.models import BillFinding, Deduction, FindingStep
from claims.rules.findings import FLOW, room_left
from claims.services.findings.ask import ask_institution, dismiss
from claims.services.findings.reply import enter_reply
from claims.services.findings.review import confirm, propose, send_back
from claims.services.findings.states import FindingRefused
from config.errors import DomainError
from config.jobs.run import run_job
from config.models import Job
from config.scoping import acting_as, system_scope
from config.workdays import add_workdays
from enrollment.models import Person
from institutions.models import User
from institutions.services.duties import DutyMissing
from tests.cast import Cast, make_coverage, make_person, make_user
from tests.claims.making import make_bill
from tests.claims.raw import raw_settlement
from tests.claims.spreadsheets.sheets import bring, found
from tests.support.policies import put_policy_in_force

STATES = [state.value for state in BillFinding.State]
TODAY = dt.date(2020, 4, 1)


@pytest.fixture
def person(cast: Cast) -> Person:
    with system_scope():
        put_policy_in_force(cast)
        person = make_person(cast.east)
        make_coverage(person)
    return person


def make_finding(person: Person, cast: Cast, state: str = "found", **given: Any) -> BillFinding:
    with system_scope():
        bill = make_bill(person, given.pop("at", cast.hospital_east))
        raw_settlement(bill).save()
        values: dict[str, Any] = {
            "check_key": "long_stay", "params": {"days": 99, "limit": 90}, "found_at": timezone.now(),
            "amount": 500, "state": state,
        }  # fmt: skip
        if state != "found":
            values["due_on"] = dt.date(2020, 3, 31)
        if state in ("proposed", "deducted", "closed"):
            values |= {"proposed_by": cast.clerk_east, "proposed_amount": 500}
        if state == "deducted":
            values["reviewed_by"] = cast.reviewer_east
            values["deduction"] = Deduction.unscoped.create(
                institution=bill.institution, insutype="390", clr_month=dt.date(2020, 4, 1), reference=f"T{bill.pk}",
                amount=500, reason="超长住院", handled_by=cast.clerk_east, reviewed_by=cast.reviewer_east,
            )  # fmt: skip
        return BillFinding.unscoped.create(bill=bill, **{**values, **given})


ACTS: dict[str, Callable[[BillFinding, Cast], BillFinding]] = {
    "ask": lambda finding, cast: ask_institution(finding=finding, acting_user=cast.clerk_east, today=TODAY),
    "reply": lambda finding, cast: enter_reply(
        finding=finding, text="病情需要", received_on=timezone.localdate(), acting_user=cast.clerk_east
    ),
    "propose": lambda finding, cast: propose(
        finding=finding, amount=Decimal(500), reason="理由不成立", acting_user=cast.clerk_east, today=TODAY
    ),
    "acquit": lambda finding, cast: propose(
        finding=finding, amount=Decimal(0), reason="理由成立", acting_user=cast.clerk_east, today=TODAY
    ),
    "return": lambda finding, cast: send_back(finding=finding, reason="再核", acting_user=cast.reviewer_east),
    "deduct": lambda finding, cast: confirm(finding=finding, acting_user=cast.reviewer_east, today=TODAY),
    "dismiss": lambda finding, cast: dismiss(finding=finding, reason="误报", acting_user=cast.clerk_east),
}


@pytest.mark.parametrize("act", ACTS)
def test_every_act_is_open_in_its_states_only(person: Person, cast: Cast, act: str) -> None:
    for state in STATES:
        finding = make_finding(person, cast, state)
        with acting_as(cast.clerk_east):
            if FLOW.allows(state, act):
                assert ACTS[act](finding, cast).state == FLOW.after(state, act)
                assert finding.steps.count() == 1
                continue
            with pytest.raises(FindingRefused, match=str(finding.bill.setl_id)):
                ACTS[act](finding, cast)
            assert not finding.steps.exists()
            finding.refresh_from_db()
            assert finding.state == state


@pytest.mark.duty("JJ-11")
def test_what_was_found_is_asked_answered_reviewed_twice_and_deducted(person: Person, cast: Cast) -> None:
    finding = make_finding(person, cast)
    with acting_as(cast.clerk_east):
        asked = ask_institution(finding=finding, acting_user=cast.clerk_east)
        # Ten working days, as the package assumes.
        assert asked.due_on == add_workdays(timezone.localdate(), 10)
        with pytest.raises(FindingRefused, match=str(asked.due_on)):
            propose(finding=finding, amount=Decimal(1), reason="x", acting_user=cast.clerk_east)
        ACTS["reply"](finding, cast)
        with pytest.raises(FindingRefused):  # more than the funds paid for the bill
            propose(finding=finding, amount=Decimal("10000.01"), reason="全部", acting_user=cast.clerk_east)
        ACTS["propose"](finding, cast)
    with acting_as(cast.reviewer_east):
        ACTS["return"](finding, cast)
    with acting_as(cast.clerk_east):
        ACTS["propose"](finding, cast)
    with acting_as(cast.reviewer_east):
        done = ACTS["deduct"](finding, cast)
        deduction = Deduction.objects.get()
        assert done.deduction == deduction
        assert (deduction.amount, deduction.clr_month) == (500, dt.date(2020, 4, 1))
        assert (deduction.handled_by, deduction.reviewed_by) == (cast.clerk_east, cast.reviewer_east)
        assert finding.bill.setl_id in deduction.reason
        acts = list(finding.steps.values_list("act", "state"))
    assert acts == [
        ("ask", "asked"),
        ("reply", "replied"),
        ("propose", "proposed"),
        ("return", "replied"),
        ("propose", "proposed"),
        ("confirm", "deducted"),
    ]


def test_closing_needs_two_people_too_and_deducts_nothing(person: Person, cast: Cast) -> None:
    finding = make_finding(person, cast, "replied")
    with acting_as(cast.clerk_east):
        ACTS["acquit"](finding, cast)
    with acting_as(cast.reviewer_east):
        assert ACTS["deduct"](finding, cast).state == "closed"
        assert not Deduction.objects.exists()


def test_whoever_reviewed_first_does_not_review_again(person: Person, cast: Cast) -> None:
    with system_scope():
        both = make_user("both-east", "甲", cast.east, "handle", "review")
    finding = make_finding(person, cast, "proposed", proposed_by=both)
    with acting_as(both), pytest.raises(DomainError):
        confirm(finding=finding, acting_user=both)
    with system_scope(), pytest.raises(IntegrityError), transaction.atomic():
        BillFinding.objects.filter(pk=finding.pk).update(reviewed_by=both)


def test_all_findings_on_a_bill_never_take_more_than_the_funds_paid(person: Person, cast: Cast) -> None:
    first = make_finding(person, cast, "proposed", proposed_amount=6_000)
    with system_scope():
        second = BillFinding.unscoped.create(
            bill=first.bill, check_key="bed_days", found_at=timezone.now(), state="proposed",
            due_on=TODAY, proposed_by=cast.clerk_east, proposed_amount=Decimal("4000.01"),
        )  # fmt: skip
    with acting_as(cast.reviewer_east):
        confirm(finding=first, acting_user=cast.reviewer_east)
        with pytest.raises(FindingRefused, match=r"4,?000\.00"):
            confirm(finding=second, acting_user=cast.reviewer_east)
    assert room_left(10, {1: 4, 2: 7}) == 0


def test_a_bill_that_no_longer_stands_is_not_deducted(person: Person, cast: Cast) -> None:
    finding = make_finding(person, cast, "proposed")
    with system_scope():
        finding.bill.settlements.update(negated=True)
    with acting_as(cast.reviewer_east), pytest.raises(FindingRefused):
        ACTS["deduct"](finding, cast)


def test_reasons_and_days_are_asked_for(person: Person, cast: Cast) -> None:
    with acting_as(cast.clerk_east):
        with pytest.raises(FindingRefused):
            dismiss(finding=make_finding(person, cast), reason=" ", acting_user=cast.clerk_east)
        replied = make_finding(person, cast, "replied")
        with pytest.raises(FindingRefused):
            propose(finding=replied, amount=Decimal(1), reason="", acting_user=cast.clerk_east)
        with pytest.raises(FindingRefused):
            propose(finding=replied, amount=Decimal(-1), reason="x", acting_user=cast.clerk_east)
        asked = make_finding(person, cast, "asked")
        tomorrow = timezone.localdate() + dt.timedelta(1)
        for text, day in (("", TODAY), ("x", tomorrow)):
            with pytest.raises(FindingRefused):
                enter_reply(finding=asked, text=text, received_on=day, acting_user=cast.clerk_east)
        gone = make_finding(person, cast, gone_at=timezone.now())
        with pytest.raises(FindingRefused):
            ask_institution(finding=gone, acting_user=cast.clerk_east)


def test_only_whoever_pays_the_institution_deals_with_it(person: Person, cast: Cast) -> None:
    """East's person was treated in West: East sees the finding, West asks its hospital."""
    finding = make_finding(person, cast, at=cast.hospital_west)
    with acting_as(cast.clerk_east), pytest.raises(DutyMissing):
        ask_institution(finding=finding, acting_user=cast.clerk_east)
    with acting_as(cast.clerk_west):
        ask_institution(finding=finding, acting_user=cast.clerk_west)
    with acting_as(cast.clerk_elsewhere), pytest.raises(BillFinding.DoesNotExist):
        ask_institution(finding=finding, acting_user=cast.clerk_elsewhere)
    with acting_as(cast.clerk_elsewhere):
        assert not FindingStep.objects.exists()


def bring_replies(tmp_path: Path, cast: Cast, *rows: dict[str, Any], user: User | None = None) -> Any:
    return bring(tmp_path, "finding_replies", rows, user or cast.clerk_east, cast.east)


def test_replies_come_by_sheet_once(person: Person, cast: Cast, tmp_path: Path) -> None:
    first, second = make_finding(person, cast, "asked"), make_finding(person, cast, "asked")
    rows = [
        {"finding": one.number, "received_on": "2020-04-02", "reply": "病情需要"} for one in (first, second)
    ]
    for _again in range(2):
        run = bring_replies(tmp_path, cast, *rows)
        # Two files written within one second are the same file, which is told as such.
        assert run.state == "done" or run.is_repeat, found(run)
    with system_scope():
        assert set(BillFinding.objects.values_list("state", flat=True)) == {"replied"}
        assert FindingStep.objects.count() == 2


def test_wrong_replies_are_told_by_row_and_nothing_is_stored(
    person: Person, cast: Cast, tmp_path: Path
) -> None:
    asked, only_found = make_finding(person, cast, "asked"), make_finding(person, cast)
    with system_scope():
        early = make_finding(person, cast, "asked")
        FindingStep.objects.create(
            finding=early, act="ask", state="asked", day=dt.date(2020, 4, 1), done_by=cast.clerk_east
        )
    away = make_finding(person, cast, "asked", at=cast.hospital_west)
    tomorrow = timezone.localdate() + dt.timedelta(1)
    run = bring_replies(
        tmp_path,
        cast,
        {"finding": only_found.number, "received_on": "2020-04-02", "reply": "x"},
        {"finding": "SC9999999999", "received_on": "2020-04-02", "reply": "x"},
        {"finding": away.number, "received_on": "2020-04-02", "reply": "x"},
        {"finding": early.number, "received_on": "2020-03-31", "reply": "x"},
        {"finding": asked.number, "received_on": tomorrow.isoformat(), "reply": "x"},
    )
    assert found(run) == [
        (2, "finding", "finding_not_asked"),
        (3, "finding", "bill_finding_unknown"),
        (4, "finding", "bill_finding_unknown"),
        (5, "received_on", "reply_before_asked"),
        (6, "received_on", "reply_of_tomorrow"),
    ]
    with system_scope():
        assert FindingStep.objects.count() == 1


def post(client: Client, user: User, name: str, *args: int, query: str = "", **data: Any) -> Any:
    client.force_login(user)
    return client.post(reverse(f"claims:{name}", args=args) + query, {"submission": str(uuid4()), **data})


def test_the_course_by_the_pages(person: Person, cast: Cast, client: Client) -> None:
    finding = make_finding(person, cast)
    pk, today = finding.pk, timezone.localdate().isoformat()
    page = reverse("claims:bill_finding", args=[pk])
    client.force_login(cast.clerk_east)
    assert reverse("claims:ask_finding", args=[pk]) in client.get(page).content.decode()
    assert post(client, cast.clerk_east, "ask_finding", pk).status_code == 302
    assert client.get(page + "?print").status_code == 200
    assert (
        post(client, cast.clerk_east, "reply_finding", pk, text="病情需要", received_on=today).status_code
        == 302
    )
    wrong = post(client, cast.clerk_east, "propose_finding", pk, amount="99999", reason="x")
    assert wrong.status_code == 422
    assert (
        post(client, cast.clerk_east, "propose_finding", pk, amount="500", reason="不成立").status_code == 302
    )
    assert post(client, cast.clerk_east, "confirm_finding", pk).status_code == 403
    assert post(client, cast.reviewer_east, "return_finding", pk, reason="再核").status_code == 302
    assert (
        post(client, cast.clerk_east, "propose_finding", pk, amount="400", reason="部分").status_code == 302
    )
    client.force_login(cast.reviewer_east)
    assert reverse("claims:confirm_finding", args=[pk]) in client.get(page).content.decode()
    assert post(client, cast.reviewer_east, "confirm_finding", pk).status_code == 302
    told = client.get(page).content.decode()
    assert "病情需要" in told
    assert f"SC{pk:010d}" in told
    assert f"SC{pk:010d}" in client.get(reverse("claims:deductions")).content.decode()
    assert client.get(reverse("claims:screening_rules")).status_code == 200


def test_all_of_a_filter_are_asked_or_dismissed_as_a_job(person: Person, cast: Cast, client: Client) -> None:
    here = [make_finding(person, cast) for _ in range(2)]
    away = make_finding(person, cast, at=cast.hospital_west)
    other = make_finding(person, cast, check_key="short_stay")
    for name, query, more in (
        ("ask_findings", "?check=long_stay", {}),
        ("dismiss_findings", "?check=short_stay", {"reason": "误报"}),
    ):
        client.force_login(cast.clerk_east)
        shown = client.get(reverse(f"claims:{name}") + query)
        seen = shown.context["act"].form.initial["seen"]
        stale = post(client, cast.clerk_east, name, query=query, seen="0" * 64, **more)
        assert stale.status_code == 422
        assert post(client, cast.clerk_east, name, query=query, seen=seen, **more).status_code == 302
        run_job(Job.objects.latest("pk").pk)
    with system_scope():
        states = {one.pk: one.state for one in BillFinding.objects.all()}
    assert [states[one.pk] for one in here] == ["asked", "asked"]
    # West's hospital is West's to ask.
    assert states[away.pk] == "found"
    assert states[other.pk] == "closed"
