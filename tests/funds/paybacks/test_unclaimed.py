"""Money whose payee is gone: given up once, by two people with proof, where a document says so; never paid as well."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import InternalError
from django.test import Client
from django.urls import reverse

from config.periods import Month
from config.scoping import system_scope
from config.verifying import verifications
from funds.models import BookPeriod, Clearing, Entry, Payment, UnclaimedReturn
from funds.rules.payback_postings import given_up
from funds.services.closing.checks import paid_again
from funds.services.payments.faults import PaymentRefused
from funds.services.payments.unclaimed import approve_unclaimed, enter_unclaimed, withdraw_unclaimed
from institutions.models import Duty
from institutions.services.duties import DutyMissing, SamePerson
from tests.cast import make_user
from tests.funds.clearing.conftest import Town

from .conftest import BACK_ON, BANK, Branch, balanced, fresh, moved
from .test_slip import desk_of

SECTION = """
  returned_payments:
    unclaimed.booked_as: {values: [{from: 2019-07-01, value: other_income, clause: 四}]}
"""
ON = dt.date(2020, 7, 20)
SAID = {"reason": "医院已注销，无承继单位", "evidence": "注销证明〔2020〕3号", "consent": "财社函〔2020〕9号"}


@pytest.fixture(params=["unified", "graded"])
def town(request: pytest.FixtureRequest, make_town) -> Town:
    return make_town(mode=request.param, sections=SECTION)


@pytest.fixture
def back(town: Town, clearing: Clearing, branch: Branch) -> Payment:
    """The hospital's payment, paid and sent back."""
    for payer in (town.cast.west, town.cast.city):
        town.answer(town.approve_and_send(clearing, payer))
    (sent,) = town.approve_and_send(clearing, town.cast.east)
    branch.pays(sent)
    branch.sends_back(sent)
    return fresh(sent)


def enter(town: Town, payment: Payment, **other: object) -> UnclaimedReturn:
    with system_scope():
        return enter_unclaimed(
            payment=payment, acting_user=town.cast.finance_city, **{"booked_on": ON, **SAID, **other}
        )


def approve(town: Town, found: UnclaimedReturn) -> UnclaimedReturn:
    with system_scope():
        return approve_unclaimed(unclaimed=found, acting_user=town.cast.approver_city)


def test_what_is_given_up_is_an_income_and_no_cash_moves(town: Town, back: Payment, branch: Branch) -> None:
    cast = town.cast
    spent, gone = moved("benefit_expense"), moved(BANK, cast.east)
    found = enter(town, back)
    assert branch.held(cast.east) == back.amount
    approve(town, found)
    assert branch.held(cast.east) == 0
    assert moved("other_income", cast.east) == -back.amount
    assert (moved("benefit_expense"), moved(BANK, cast.east)) == (spent, gone)
    assert fresh(back).state == "returned"
    with system_scope():
        entry = Entry.objects.get(key=f"payment:{back.number}:unclaimed")
        assert not [
            one for name in ("sent-back", "balances", "entries") for one in verifications()[name].ask()
        ]
    assert (entry.booked_on, entry.kind) == (ON, "returned")
    balanced()


def test_what_is_given_up_is_not_issued_again_and_is_given_up_once(
    town: Town, back: Payment, branch: Branch
) -> None:
    found = enter(town, back)
    for _state in ("entered", "approved"):
        with pytest.raises(PaymentRefused):
            branch.again(back)
        with pytest.raises(PaymentRefused):
            enter(town, back)
        with system_scope():
            if found.approved_by_id is None:
                found = approve(town, found)
    with pytest.raises(PaymentRefused):
        approve(town, found)
    with system_scope(), pytest.raises(PaymentRefused):
        withdraw_unclaimed(unclaimed=found, reason="找到了", acting_user=town.cast.finance_city)


def test_a_payee_who_is_found_is_paid_after_the_entry_was_withdrawn(
    town: Town, back: Payment, branch: Branch
) -> None:
    found = enter(town, back)
    with system_scope():
        with pytest.raises(PaymentRefused):
            withdraw_unclaimed(unclaimed=found, reason=" ", acting_user=town.cast.finance_city)
        withdraw_unclaimed(unclaimed=found, reason="承继单位已找到", acting_user=town.cast.finance_city)
    with pytest.raises(PaymentRefused):
        approve(town, found)
    branch.pays(*branch.gets(branch.again(back)), on=ON)
    assert branch.held(town.cast.east) == 0
    assert moved("other_income") == 0
    with pytest.raises(PaymentRefused):
        enter(town, back)


def test_what_failed_the_second_time_is_given_up_too(town: Town, back: Payment, branch: Branch) -> None:
    (again,) = branch.gets(branch.again(back))
    with pytest.raises(PaymentRefused):
        enter(town, again)
    branch.fails(again)
    with pytest.raises(PaymentRefused):
        enter(town, back)
    approve(town, enter(town, fresh(again)))
    assert branch.held(town.cast.east) == 0
    with pytest.raises(PaymentRefused):
        branch.again(again)


def test_two_people_with_their_duties(town: Town, back: Payment) -> None:
    cast = town.cast
    both = make_user("both.city", "一人", cast.city, Duty.FINANCE, Duty.APPROVE)
    with system_scope():
        with pytest.raises(DutyMissing):
            enter_unclaimed(payment=back, acting_user=cast.reviewer_city, booked_on=ON, **SAID)
        found = enter_unclaimed(payment=back, acting_user=both, booked_on=ON, **SAID)
        with pytest.raises(SamePerson):
            approve_unclaimed(unclaimed=found, acting_user=both)
        with pytest.raises(DutyMissing):
            approve_unclaimed(unclaimed=found, acting_user=cast.reviewer_city)


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": " "}, {"evidence": ""}, {"consent": ""}, {"booked_on": BACK_ON - dt.timedelta(days=1)},
        {"booked_on": dt.date(2999, 1, 1)},
    ],
)  # fmt: skip
def test_without_proof_or_before_it_came_back_nothing_is_given_up(
    town: Town, back: Payment, wrong: dict[str, object]
) -> None:
    with pytest.raises(PaymentRefused):
        enter(town, back, **wrong)


def test_without_a_document_it_stays_held_and_the_page_says_so(
    make_town, branch: Branch, client: Client
) -> None:
    town = make_town()
    town.settle(town.cast.hospital_east, town.cast.east, 100_000)
    (sent,) = town.approve_and_send(town.cleared(), town.cast.east)
    branch.pays(sent)
    branch.sends_back(sent)
    with pytest.raises(PaymentRefused):
        enter(town, fresh(sent))
    client.force_login(town.cast.finance_city)
    said = client.get(reverse("funds:enter_unclaimed", args=[sent.pk])).content.decode()
    assert "returned_payments" in said


def test_what_others_bear_is_no_income_of_the_fund(town: Town, back: Payment) -> None:
    with system_scope():
        line = back.statement.lines.first()
        type(line).unscoped.filter(pk=line.pk).update(fund_part="hifmi_pay")
    with pytest.raises(PaymentRefused):
        enter(town, back)


def test_paid_payments_and_transfers_are_not_given_up(town: Town, clearing: Clearing, branch: Branch) -> None:
    (sent,) = town.approve_and_send(clearing, town.cast.west)
    branch.pays(sent)
    with pytest.raises(PaymentRefused):
        enter(town, fresh(sent))
    branch.sends_back(sent)
    with pytest.raises(PaymentRefused):
        enter(town, fresh(sent))


# --- past the services ---


def test_the_database_refuses_what_the_services_refuse(town: Town, back: Payment, branch: Branch) -> None:
    cast = town.cast
    values = {"payment": back, "booked_on": ON, **SAID, "entered_by": cast.finance_city}
    attacks = [
        {**values, "approved_by": cast.finance_city},
        {**values, "consent": ""},
        {**values, "booked_on": BACK_ON - dt.timedelta(days=1)},
        {**values, "withdrawn_by": cast.finance_city},
        {
            **values,
            "approved_by": cast.approver_city,
            "withdrawn_by": cast.finance_city,
            "withdrawn_reason": "x",
        },
    ]
    with system_scope():
        other = Payment.objects.exclude(state="returned").first()
        for attack in [*attacks, {**values, "payment": other}]:
            with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
                UnclaimedReturn.unscoped.create(**attack)
        found = UnclaimedReturn.unscoped.create(**values)
        with pytest.raises(IntegrityError, match="unclaimed_once"), transaction.atomic():
            UnclaimedReturn.unscoped.create(**values)
        again = {
            field.attname: getattr(back, field.attname)
            for field in Payment._meta.concrete_fields
            if not field.primary_key
        }
        again |= {"number": "again", "state": "prepared", "paid_on": None, "returned_on": None,
                  "reissues_id": back.pk, "settles_return": True, "failure_reason": ""}  # fmt: skip
        with pytest.raises(IntegrityError, match="payment_unclaimed"), transaction.atomic():
            Payment.unscoped.create(**again)
        approve(town, found)
        rows = UnclaimedReturn.unscoped.filter(pk=found.pk)
        for change in (
            {"approved_by": None}, {"reason": "别的"}, {"consent": "别的"},
            {"withdrawn_by": cast.finance_city, "withdrawn_reason": "x"},
        ):  # fmt: skip
            with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
                rows.update(**change)
        with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
            rows.delete()


def test_a_failed_one_that_is_given_up_is_not_revived(town: Town, back: Payment, branch: Branch) -> None:
    (again,) = branch.gets(branch.again(back))
    branch.fails(again)
    enter(town, fresh(again))
    with system_scope(), pytest.raises(IntegrityError, match="payment_unclaimed"), transaction.atomic():
        Payment.unscoped.filter(pk=again.pk).update(state="sent")


def test_what_is_planted_is_named(town: Town, back: Payment) -> None:
    """An approval that no entry tells of."""
    with system_scope():
        UnclaimedReturn.unscoped.create(
            payment=back, booked_on=ON, **SAID, entered_by=town.cast.finance_city,
            approved_by=town.cast.approver_city,
        )  # fmt: skip
        assert len(list(verifications()["sent-back"].ask())) == 1


def test_postings_balance() -> None:
    draft = given_up(1, 2, 300)
    assert [(leg.role, leg.agency, leg.amount) for leg in draft.legs] == [
        ("returned_payments", 2, 300), ("other_income", 2, -300),
    ]  # fmt: skip


# --- pages ---


def test_pages_desks_and_the_closing_know(town: Town, back: Payment, branch: Branch, client: Client) -> None:
    cast = town.cast
    batch_page = reverse("funds:batch", args=[back.batch_id])
    page = reverse("funds:enter_unclaimed", args=[back.pk])
    client.force_login(cast.finance_city)
    assert page in client.get(batch_page).content.decode()
    answer = client.post(page, {"submission": uuid4(), "booked_on": ON.isoformat(), **SAID})
    assert answer.status_code == 302
    with system_scope():
        found = UnclaimedReturn.objects.get()
    said = client.get(batch_page).content.decode()
    assert page not in said
    assert reverse("funds:reissue", args=[back.batch_id]) not in said
    assert reverse("funds:withdraw_unclaimed", args=[found.pk]) in said
    assert f"{reverse('funds:sent_back')}?stands=held" not in desk_of(cast.finance_city)
    assert f"{reverse('funds:sent_back')}?stands=ending" in desk_of(cast.approver_city)
    listed = reverse("funds:sent_back")
    assert back.number in client.get(listed, {"stands": "ending"}).content.decode()
    client.force_login(cast.approver_city)
    act = reverse("funds:approve_unclaimed", args=[found.pk])
    assert act in client.get(batch_page).content.decode()
    assert client.get(act).status_code == 200
    assert client.post(act, {"submission": uuid4()}).status_code == 302
    assert moved("other_income") == -back.amount
    assert f"{listed}?stands=ending" not in desk_of(cast.approver_city)
    assert back.number in client.get(listed, {"stands": "ended"}).content.decode()
    with system_scope():
        period = BookPeriod.objects.select_related("book__unit", "book__area").get(
            book__unit=cast.city if town.mode == "unified" else cast.east, month=Month(2020, 7).first
        )
        assert not list(paid_again(period))
    assert branch.held(cast.east) == Decimal(0)
