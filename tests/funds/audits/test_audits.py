"""An audit from plan to report: sample drawn and drawn again, a fault put right, closed by another auditor (ZY-23)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from io import StringIO
from typing import NamedTuple

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from config.desk import items_of
from config.scoping import system_scope
from funds.desk_control import control_items
from funds.models import AuditFinding, AuditPaper, AuditPlan, AuditSample
from funds.policy_control import RuleUnsettled
from funds.reads.separation import held_on, pairs
from funds.rules import audit_samples as rules
from funds.services.audits import plan as plans
from funds.services.audits.papers import AUDIT_COURSE, make_finding, record_result
from funds.services.audits.samples import draw_again, draw_audit_sample, draw_in_job
from funds.services.audits.states import AuditRefused
from institutions.models import Assignment, Delegation, User
from institutions.services.duties import DutyMissing, SamePerson
from tests.cast import ALWAYS, Cast, make_user
from tests.funds.statements.conftest import Year, build_year
from tests.support.pages import post, see, workbook
from tests.support.policies import put_text_in_force

pytestmark = pytest.mark.django_db
FIRST, LAST = dt.date(2019, 11, 1), dt.date(2020, 1, 31)
PACKAGE = """
area: "990100"
key: test-audit
title: 审计测试
document: {number: 测试, source: test, issued: 2019-01-01, effective: 2019-07-01}
sections:
  audit:
    yearly: {unit: count, values: [{from: 2019-07-01, value: 1, clause: 五（三）}]}
    sample.size: {unit: count, values: [{from: 2019-07-01, value: 2, clause: 五（三）}]}
    answer_within: {unit: days, values: [{from: 2019-07-01, value: 15, clause: 五（三）}]}
    decide_within: {unit: days, values: [{from: 2019-07-01, value: 5, clause: 五（三）}]}
"""


class Office(NamedTuple):
    cast: Cast
    year: Year
    second: User
    plan: AuditPlan


@pytest.fixture
def office(cast: Cast) -> Iterator[Office]:
    """Two auditors at the city, an audit of the area under way; five entries in the books."""
    put_text_in_force(cast, PACKAGE)
    second = make_user("auditor.second", "市级审计乙", cast.city, "audit")
    with system_scope():
        year = build_year(cast, "390")
        plan = planned(cast)
        plans.approve_audit(plan=plan, acting_user=second)
        yield Office(cast, year, second, AuditPlan.objects.get())


def planned(cast: Cast) -> AuditPlan:
    return plans.plan_audit(
        agency=cast.city, year=2020, title="年度审计", programme="抽查凭证", first=FIRST, last=LAST,
        acting_user=cast.auditor_city,
    )  # fmt: skip


def drawn(office: Office, method: str = "random", size: int = 3, seed: str = "x") -> AuditSample:
    return draw_audit_sample(
        plan=office.plan, population="entries", method=method, size=size, first=FIRST, last=LAST, seed=seed,
        acting_user=office.cast.auditor_city,
    )  # fmt: skip


def scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("a.pdf", b"%PDF-1.7\nevidence", "application/pdf")


def finding_of(office: Office) -> AuditFinding:
    """One fault of ten yuan in East, the rest is right."""
    sample = drawn(office)
    for paper in sample.papers.all():
        result = "fault" if paper.position == 1 else "right"
        record_result(
            paper=paper, result=result, fault="papers", fault_amount=Decimal(10), note="缺附件",
            acting_user=office.cast.auditor_city,
        )  # fmt: skip
    return make_finding(
        plan=office.plan, unit=office.cast.east, title="凭证缺附件", text="补齐附件",
        papers=sample.papers.filter(result="fault"), acting_user=office.cast.auditor_city,
    )  # fmt: skip


@pytest.mark.duty("ZY-23")
@pytest.mark.parametrize("method", ["random", "amount", "strata"])
def test_a_sample_is_drawn_again_years_later(office: Office, method: str) -> None:
    sample = drawn(office, method)
    assert (sample.objects_count, sample.total) == (5, Decimal(1_390))
    assert draw_again(sample).proved
    # The books go on; what was drawn from stays.
    office.year.move("treasury", "interest_income", 99_000, dt.date(2020, 1, 20))
    assert draw_again(AuditSample.objects.get()).proved
    for change in ({"seed": "y"}, {"size": 1}, {"packed": b""}):
        with pytest.raises(DatabaseError), transaction.atomic():
            AuditSample.objects.filter(pk=sample.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditPaper.objects.filter(sample=sample).update(object_id=1)


def test_a_killed_draw_draws_once(office: Office) -> None:
    params = {
        "plan": office.plan.pk, "population": "entries", "method": "random", "size": 3, "seed": "s",
        "first": str(FIRST), "last": str(LAST),
    }  # fmt: skip
    first, again = (draw_in_job(params=params, acting_user=office.cast.auditor_city) for _n in range(2))
    assert first == again


def test_what_cannot_be_drawn(office: Office) -> None:
    for given in ({"size": 1}, {"population": "agreements"}, {"last": dt.date(2021, 1, 1)}):
        with pytest.raises(AuditRefused):
            draw_audit_sample(
                **{  # type: ignore[arg-type]
                    "plan": office.plan, "population": "entries", "method": "random", "size": 3, "seed": "s",
                    "first": FIRST, "last": LAST, "acting_user": office.cast.auditor_city, **given,
                }
            )  # fmt: skip


@pytest.mark.duty("ZY-23")
def test_from_fault_to_report(office: Office) -> None:
    cast, finding = office.cast, finding_of(office)
    assert finding.amount == 10
    assert any(
        item.due == finding.due_on
        for item in items_of(control_items(cast.clerk_east.assignments_in_force[0]))
    )
    AUDIT_COURSE.answer(finding=finding, text="已补齐", evidence=scan(), acting_user=cast.clerk_east)
    AUDIT_COURSE.accept(finding=finding, verdict="rectified", reply="", acting_user=cast.auditor_city)
    with pytest.raises(SamePerson):
        AUDIT_COURSE.close(finding=finding, acting_user=cast.auditor_city)
    assert AUDIT_COURSE.close(finding=finding, acting_user=office.second).state == "closed"
    plan = plans.draw_up_audit_report(
        plan=office.plan, conclusion="总体规范。", acting_user=cast.auditor_city
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditPaper.objects.update(note="改")
    with pytest.raises(SamePerson):
        plans.issue_audit_report(plan=plan, acting_user=cast.auditor_city)
    issued = plans.issue_audit_report(plan=plan, acting_user=office.second)
    assert issued.intact
    assert issued.content is not None
    shown = issued.content["samples"][0]
    seen = Decimal(shown["drawn_amount"])
    assert Decimal(shown["projected"]) == (10 * Decimal(1_390) / seen).quantize(Decimal("0.01"))
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditPlan.objects.update(conclusion="改")


def test_a_report_waits_for_every_paper_and_finding(office: Office) -> None:
    cast = office.cast

    def draw_up() -> None:
        plans.draw_up_audit_report(plan=office.plan, conclusion="好", acting_user=cast.auditor_city)

    with pytest.raises(AuditRefused):
        draw_up()
    sample = drawn(office)
    with pytest.raises(AuditRefused):
        draw_up()
    for paper in sample.papers.all():
        record_result(paper=paper, result="fault", fault="late", note="迟", acting_user=cast.auditor_city)
    with pytest.raises(AuditRefused):
        draw_up()


def test_only_auditors_where_a_document_speaks_of_audits(office: Office, client: Client) -> None:
    with pytest.raises(DutyMissing):
        plans.approve_audit(plan=office.plan, acting_user=office.cast.reviewer_city)
    with pytest.raises(SamePerson):
        plans.approve_audit(plan=planned(office.cast), acting_user=office.cast.auditor_city)
    auditor = make_user("auditor.elsewhere", "外审", office.cast.elsewhere, "audit")
    with pytest.raises(RuleUnsettled):
        plans.plan_audit(
            agency=office.cast.elsewhere, year=2020, title="审", programme="审", first=FIRST, last=LAST,
            acting_user=auditor,
        )  # fmt: skip
    for user, offered in ((office.cast.auditor_city, True), (auditor, False)):
        client.force_login(user)
        shown = client.get(reverse("funds:audits")).content.decode()
        assert (reverse("funds:plan_audit") in shown) is offered, user


@pytest.mark.duty("ZY-23")
def test_whoever_audits_does_nothing_else(cast: Cast) -> None:
    """In words by the form, by trigger whatever the way: one assignment, two, and lent duties."""
    for duties in (["audit", "finance"], ["finance"]):
        other = Assignment(user=cast.auditor_city, agency=cast.east, duties=duties, period=ALWAYS)
        with pytest.raises(ValidationError):
            other.full_clean()
        with pytest.raises(DatabaseError), transaction.atomic():
            other.save()
    lent = Delegation(
        assignment=cast.finance_city.assignments.get(), receiver=cast.auditor_city, period=ALWAYS, reason="代"
    )
    with pytest.raises(ValidationError):
        lent.full_clean()
    with pytest.raises(DatabaseError), transaction.atomic():
        lent.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        cast.finance_city.assignments.update(duties=["finance", "audit"])
    # Auditors elsewhere may audit here too.
    Assignment.objects.create(user=cast.auditor_city, agency=cast.east, duties=["audit"], period=ALWAYS)


@pytest.mark.duty("ZY-23")
def test_the_separation_report_reads_every_table(office: Office) -> None:
    found = list(pairs())
    assert sum(one.same for one in found) == 0
    assert any(one.decided for one in found)
    names = {str(one.record) for one in found}
    assert len(names) > 40
    people = held_on(office.cast.area, dt.date(2020, 1, 1))
    assert not any(one.conflict for one in people)
    assert office.cast.auditor_city in {one.user for one in people}


@pytest.mark.duty("ZY-23")
def test_walked_on_pages(office: Office, client: Client) -> None:
    cast, finding = office.cast, finding_of(office)
    sample = AuditSample.objects.get()
    page = see(client, cast.auditor_city, f"{sample.get_absolute_url()}?again=1")
    assert "note-ok" in page
    for paper in sample.papers.all():
        assert reverse("funds:entry", args=[paper.object_id]) in page
    see(client, cast.clerk_east, finding.get_absolute_url())
    post(
        client, cast.clerk_east, reverse("funds:audit_finding_answer", args=[finding.pk]), text="已补",
        evidence=scan(),
    )  # fmt: skip
    address = reverse("funds:audit_finding_accept", args=[finding.pk])
    post(client, cast.auditor_city, address, verdict="rectified")
    post(client, office.second, reverse("funds:audit_finding_close", args=[finding.pk]))
    for address in (office.plan.get_absolute_url(), reverse("funds:separation")):
        for query in ("", "?print=1"):
            see(client, cast.auditor_city, address + query)
    plans.draw_up_audit_report(plan=office.plan, conclusion="总体规范。", acting_user=cast.auditor_city)
    for query in ("", "?print=1"):
        assert see(client, cast.auditor_city, office.plan.get_absolute_url() + query).count("总体规范。") == 1
    # Who judges reads the evidence; whose matter it is not reads nothing.
    evidence = AuditFinding.objects.get().steps.get(act="answer").evidence
    client.force_login(cast.auditor_city)
    assert client.get(reverse("institutions:paper", args=[evidence.pk])).status_code == 200
    client.force_login(cast.clerk_west)
    assert client.get(finding.get_absolute_url()).status_code == 404
    assert client.get(office.plan.get_absolute_url()).status_code == 403


def test_taken_away_as_workbooks(office: Office, client: Client) -> None:
    """Every paper of the sample with its amount, the fault, the sums of the audit; and the separation report."""
    finding = finding_of(office)
    sample = AuditSample.objects.get()
    auditor = office.cast.auditor_city
    (papers,) = workbook(client, auditor, f"{sample.get_absolute_url()}?export=1").values()
    amounts = [float(one.amount) for one in sample.papers.all()]
    assert sum(any(amount in row for amount in amounts) for row in papers) >= len(amounts)
    for page, figure in (
        (finding.get_absolute_url(), 10.0),
        (office.plan.get_absolute_url(), 1_390.0),
        (reverse("funds:separation"), 0.0),
    ):
        sheets = workbook(client, auditor, f"{page}?export=1")
        assert any(figure in row for rows in sheets.values() for row in rows), page


@pytest.mark.duty("ZY-23")
def test_the_command_draws_again(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Equal: no error. Another sample, another population, or none at all: an error."""
    with pytest.raises(CommandError):
        call_command("auditsample", office.plan.number)
    drawn(office)
    said = StringIO()
    call_command("auditsample", office.plan.number, stdout=said)
    assert bytes(AuditSample.objects.get().digest).hex() in said.getvalue()
    for of, name, other in (
        (rules, "draw_sample", lambda *_given, **_named: []),
        (rules.Population, "digest", lambda _self: b""),
    ):
        with monkeypatch.context() as changed:
            changed.setattr(of, name, other)
            with pytest.raises(CommandError):
                call_command("auditsample", office.plan.number, stdout=said)


def test_who_did_a_step_is_not_offered_the_next_but_told_who_does_it(office: Office, client: Client) -> None:
    first, second = office.cast.auditor_city, office.second
    plan = planned(office.cast)
    approve, withdraw = (reverse(f"funds:{act}_audit", args=[plan.pk]) for act in ("approve", "withdraw"))
    page = see(client, first, plan.get_absolute_url())
    assert approve not in page
    # To withdraw it is open, but nothing the page asks for.
    assert f'class="button" href="{withdraw}"' in page
    assert "上一步由您办理" in page
    page = see(client, second, plan.get_absolute_url())
    assert f'class="button main" href="{approve}"' in page
    assert "上一步由您办理" not in page
