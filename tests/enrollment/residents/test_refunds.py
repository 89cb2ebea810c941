"""A contribution paid ahead comes back for a listed reason, in time, once, by two people (ZY-04)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse

from config.scoping import acting_as, system_scope
from enrollment.models import ContributionMonth, ContributionRefund, Coverage, Person, WindowEnrolment
from enrollment.services.refunds.decide import approve_refund, refuse_refund
from enrollment.services.refunds.prepare import RefundRefused, prepare_refund
from institutions.services.duties import DutyMissing, SamePerson
from tests.cast import Cast, make_coverage

NOVEMBER = dt.date(2019, 11, 20)


def told(**given: Any) -> dict[str, Any]:
    return {
        "reason": "employment", "happened_on": NOVEMBER, "evidence": "劳动合同", "payee_name": "测试甲",
        "payee_account": "62000000000011", "payee_bank": "示例银行", **given,
    }  # fmt: skip


def prepare(cast: Cast, enrolment: WindowEnrolment, user: Any = None, **given: Any) -> ContributionRefund:
    user = user or cast.clerk_east
    with acting_as(user):
        return prepare_refund(enrolment=enrolment, acting_user=user, **told(**given))


def approve(cast: Cast, refund: ContributionRefund, user: Any = None) -> ContributionRefund:
    user = user or cast.reviewer_east
    with acting_as(user):
        return approve_refund(refund=refund, acting_user=user)


@pytest.mark.duty("ZY-04")
@pytest.mark.parametrize("reason", ["employment", "army_service", "death"])
def test_each_listed_reason_gives_back_what_the_person_paid_and_ends_the_cover(
    city: Cast, enrol: Any, reason: str
) -> None:
    enrolment = enrol(paid=200, collective=80)
    refund = prepare(city, enrolment, reason=reason)
    assert (refund.amount, refund.state, refund.insu_county) == (200, "waiting", city.east)
    assert {step["clause"] for step in refund.steps} == {"四（二）2"}
    with system_scope():
        assert Coverage.objects.get(pk=enrolment.coverage_id).effective
    approve(city, refund)
    with system_scope():
        assert not Coverage.objects.get(pk=enrolment.coverage_id).effective
        died = Person.objects.get(pk=enrolment.person_id).deceased_on
        assert died == (NOVEMBER if reason == "death" else None)
        # The village brought the money in: its statement keeps it, what goes out again is told apart.
        assert ContributionMonth.objects.get().personal == 200


@pytest.mark.duty("ZY-04")
@pytest.mark.parametrize(
    "given",
    [
        {"reason": "moved_away"},
        {"happened_on": dt.date(2020, 1, 1)},
        {"happened_on": dt.date(2018, 1, 1)},
    ],
)
def test_another_reason_or_a_later_day_gives_nothing_back(
    city: Cast, enrol: Any, given: dict[str, Any]
) -> None:
    with pytest.raises(RefundRefused):
        prepare(city, enrol(), **given)
    with system_scope():
        assert not ContributionRefund.objects.exists()


def test_death_ends_whatever_else_covers_the_person_the_day_after(city: Cast, enrol: Any) -> None:
    enrolment = enrol()
    with system_scope():
        now = make_coverage(enrolment.person, period=DateRange(dt.date(2019, 1, 1), dt.date(2020, 1, 1)))
    approve(city, prepare(city, enrolment, reason="death"))
    with system_scope():
        assert Coverage.objects.get(pk=now.pk).period.upper == dt.date(2019, 11, 21)


def test_nothing_paid_nothing_back(city: Cast, enrol: Any) -> None:
    with pytest.raises(RefundRefused, match="2020"):
        prepare(city, enrol(paid=0))


def test_it_takes_two_people_with_their_duties(city: Cast, enrol: Any) -> None:
    enrolment = enrol()
    with pytest.raises(DutyMissing):
        prepare(city, enrolment, city.reviewer_east)
    refund = prepare(city, enrolment)
    with pytest.raises(DutyMissing):
        approve(city, refund, city.clerk_east)
    with system_scope():
        refund.prepared_by = city.reviewer_east
        refund.save()
    with pytest.raises(SamePerson):
        approve(city, refund)
    with system_scope(), pytest.raises(IntegrityError), transaction.atomic():
        ContributionRefund.objects.update(state="approved", decided_by=city.reviewer_east)


def test_once_and_again_only_after_it_was_turned_down(city: Cast, enrol: Any) -> None:
    enrolment = enrol()
    first = prepare(city, enrolment)
    with pytest.raises(ValidationError):
        prepare(city, enrolment)
    with acting_as(city.reviewer_east):
        with pytest.raises(RefundRefused):
            refuse_refund(refund=first, reason=" ", acting_user=city.reviewer_east)
        refuse_refund(refund=first, reason="合同未盖章", acting_user=city.reviewer_east)
    with pytest.raises(RefundRefused):
        approve(city, first)
    approve(city, prepare(city, enrolment))
    with pytest.raises(RefundRefused):
        prepare(city, enrolment)


def test_what_was_annulled_meanwhile_is_not_given_back(city: Cast, enrol: Any) -> None:
    enrolment = enrol()
    refund = prepare(city, enrolment)
    with system_scope():
        Coverage.objects.update(effective=False)
    with pytest.raises(RefundRefused):
        approve(city, refund)
    with system_scope():
        assert ContributionRefund.objects.get().state == "waiting"


@pytest.mark.duty("ZY-04")
def test_the_counter_does_it_on_pages(city: Cast, enrol: Any, client: Client) -> None:
    enrolment = enrol()
    client.force_login(city.clerk_east)
    person = client.get(reverse("enrollment:person", args=[enrolment.person_id])).content.decode()
    address = reverse("enrollment:refund_contribution", args=[enrolment.pk])
    assert address in person
    assert "280.00" in client.get(address).content.decode()
    wrong = client.post(address, told(happened_on="2020-03-01", payee_account="12"))
    assert wrong.status_code == 422
    assert "劳动合同" in wrong.content.decode()
    done = client.post(address, told(happened_on="2019-11-20"))
    with system_scope():
        refund = ContributionRefund.objects.get()
    assert done["Location"] == refund.get_absolute_url()
    # Whoever prepared may look, not decide.
    assert client.post(reverse("enrollment:approve_refund", args=[refund.pk])).status_code == 403
    client.force_login(city.reviewer_east)
    page = client.get(refund.get_absolute_url()).content.decode()
    assert "四（二）2" in page
    assert "62000000000011" not in page
    assert client.post(reverse("enrollment:approve_refund", args=[refund.pk])).status_code == 302
    assert "280.00" in client.get(reverse("enrollment:refunds"), {"state": "approved"}).content.decode()
    client.force_login(city.clerk_west)
    assert client.get(refund.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("city", ["hegang.yaml"], indirect=True)
def test_where_the_policy_lists_no_reason_the_page_says_so(city: Cast, enrol: Any, client: Client) -> None:
    client.force_login(city.clerk_east)
    page = client.get(reverse("enrollment:refund_contribution", args=[enrol().pk])).content.decode()
    assert "现行政策未列退费情形" in page
    assert "happened_on" not in page
