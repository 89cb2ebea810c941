"""The insurer's own list beside the clearing, bill by bill: differences by kind, explained, confirmed, then claimed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from claims.models import Payable, PayableLine, Settlement
from config.desk import items_of
from config.scoping import acting_as, system_scope
from funds.desk_insurer import insurer_items
from funds.models import PayerListLine, PayerListMonth
from funds.reads.insurer import PayerClaim, claims_on_payers
from funds.services.bill_lists.explaining import not_explained
from funds.services.insurer.faults import PayerRefused
from funds.services.insurer.lists import compare_payer_list, confirm_payer_list, explain_payer_lines
from funds.services.payments.take_return import BankAnswer, take_bank_answers
from institutions.models import User
from institutions.services.duties import DutyMissing
from tests.cast import Cast
from tests.claims.reimbursements.making import Counter
from tests.claims.spreadsheets.sheets import found
from tests.funds.clearing.conftest import APRIL, Town, build_town
from tests.funds.persons.conftest import Bank
from tests.support.policies import put_policy_in_force

from .conftest import Take
from .test_insurer import TODAY

pytestmark = pytest.mark.django_db


def stay(town: Town, fen: int, **given: Any) -> Settlement:
    """A stay of East's people in West's hospital; the insurer bears ``fen`` of it, the pooled fund 100 yuan."""
    return town.settle(town.cast.hospital_west, town.cast.east, 100_00, hifmi_pay=fen, **given)


def listed(one: Settlement, yuan: str, **given: Any) -> dict[str, Any]:
    total = str(one.medfee_sumamt)
    return {"setl_id": one.bill.setl_id, "medfee_sumamt": total, "fund_payamt": yuan, **given}


def the_month(number: int = 3, part: str = "hifmi_pay") -> PayerListMonth:
    with system_scope():
        found: PayerListMonth = PayerListMonth.objects.select_related("area").get(
            month__month=number, fund_part=part
        )
        return found


def confirmed(month: PayerListMonth, cast: Cast, handler: User) -> PayerListMonth:
    with system_scope():
        month = compare_payer_list(month)
        lines = list(not_explained(month).values_list("pk", flat=True))
        if lines:
            explain_payer_lines(month=month, lines=lines, explanation="已核实", acting_user=handler)
        return confirm_payer_list(month=month, seen=month.owed, acting_user=cast.reviewer_city)


def claim(cast: Cast, month: int = 3) -> PayerClaim:
    with acting_as(cast.finance_city):
        claims = claims_on_payers(today=TODAY, year=2020, part="hifmi_pay")
    return next(one for one in claims if one.month.month == month)


@pytest.mark.duty("ZY-14")
def test_differences_are_found_by_kind_and_only_what_both_say_is_claimed(
    cast: Cast, take: Take, handler: User
) -> None:
    town = build_town(cast)
    same, less, more, gone = stay(town, 30_00), stay(town, 20_00), stay(town, 10_00), stay(town, 7_00)
    later = stay(town, 5_00, month=APRIL)
    counter = stay(town, 4_00, pay_loc="1")
    town.pay_everything(town.cleared())
    take(
        listed(same, "30.00"), listed(less, "15.00"), listed(more, "12.00"), listed(later, "6.00"),
        listed(same, "30.00"), {"setl_id": "X1", "medfee_sumamt": "9.00", "fund_payamt": "9.00"},
        listed(counter, "4.00"),
    )  # fmt: skip
    month = the_month()
    with system_scope():
        lines = {
            (one.setl_sn, one.seqno): (one.outcome, one.claimed)
            for one in PayerListLine.objects.filter(statement_month=month)
        }
    assert lines == {
        (same.bill.setl_id, "1"): ("agrees", 30),
        (less.bill.setl_id, "2"): ("amount", 15),
        (more.bill.setl_id, "3"): ("amount", 10),
        (later.bill.setl_id, "4"): ("other_month", 5),
        (same.bill.setl_id, "5"): ("twice", 0),
        ("X1", "6"): ("not_here", 0),
        # Nobody was paid for it yet.
        (counter.bill.setl_id, "7"): ("not_here", 0),
        (gone.bill.setl_id, ""): ("not_there", 0),
    }
    assert (month.listed, month.ours, month.owed) == (106, 67, 60)
    # Nothing is claimed before a second person confirmed it, and nobody confirms what is not explained.
    assert (claim(cast).laid_out, claim(cast).claimed, claim(cast).state) == (67, None, "unclaimed")
    with system_scope():
        with pytest.raises(PayerRefused, match="7 differences"):
            confirm_payer_list(month=month, seen=month.owed, acting_user=cast.reviewer_city)
        with pytest.raises(DutyMissing):
            confirm_payer_list(month=month, seen=month.owed, acting_user=handler)
        with pytest.raises(PayerRefused, match="look again"):
            explain_payer_lines(
                month=month, lines=[month.lines.get(seqno="1").pk], explanation="好", acting_user=handler
            )
    confirmed(month, cast, handler)
    assert (claim(cast).claimed, claim(cast).disputed, claim(cast).to_enter, claim(cast).state) == (
        55, 12, 55, "open",
    )  # fmt: skip
    with system_scope():
        for change in (
            lambda: PayerListMonth.objects.update(owed=1),
            lambda: PayerListLine.objects.filter(seqno="1").update(claimed=1),
            lambda: PayerListLine.objects.filter(seqno="1").delete(),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()
    # What came late into their list is claimed then; what was claimed is not claimed again.
    town.pay_everything(town.cleared(APRIL))
    take(listed(gone, "7.00"), listed(less, "20.00"), listed(later, "5.00"), trt_month="4")
    with system_scope():
        april = the_month(4)
        outcomes = dict(april.lines.exclude(seqno="").values_list("seqno", "outcome"))
    assert outcomes == {"1": "other_month", "2": "twice", "3": "twice"}
    assert april.owed == 7
    confirmed(april, cast, handler)
    assert (claim(cast).claimed, claim(cast).disputed) == (62, 5)
    # March's list named it already: in April it is claimed by that one.
    assert (claim(cast, 4).claimed, claim(cast, 4).disputed) == (5, 0)


def test_a_later_list_replaces_the_earlier_and_faults_name_row_and_column(
    cast: Cast, take: Take, handler: User
) -> None:
    town = build_town(cast)
    one = stay(town, 30_00)
    town.pay_everything(town.cleared())
    run = take(listed(one, "30.00"), listed(one, "30.00", trt_month="4"))
    assert [(row, code) for row, _column, code in found(run)] == [(3, "elsewhere_several")]
    run = take(listed(one, "30.00", fund_pay_type="310100"))
    assert [(row, column) for row, column, _code in found(run)] == [(2, "fund_pay_type")]
    run = take(listed(one, "30.00"), trt_month="6")
    assert found(run) == [(2, "trt_month", "elsewhere_no_month")]
    take(listed(one, "29.00"))
    take(listed(one, "30.00"))
    month = the_month()
    assert (month.listed, month.owed) == (30, 30)
    # Medical aid's list of the same month is another list.
    take(listed(one, "1.00"), fund_pay_type="610100")
    assert (the_month(part="maf_pay").owed, the_month().owed) == (0, 30)
    confirmed(month, cast, handler)
    assert found(take(listed(one, "31.00"))) == [(2, "setl_id", "elsewhere_confirmed")]


def test_money_taken_back_lowers_the_claim(cast: Cast, take: Take, handler: User) -> None:
    town = build_town(cast)
    one = stay(town, 30_00, cancel=True)
    take(listed(one, "-30.00", medfee_sumamt="-130.00"))
    with system_scope():
        line = PayerListLine.objects.get(seqno="1")
    assert (line.outcome, line.claimed, the_month().owed) == ("agrees", -30, -30)


def test_the_pages_lead_from_the_list_to_the_printed_claim(
    cast: Cast, client: Client, take: Take, handler: User
) -> None:
    town = build_town(cast)
    one, other = stay(town, 30_00), stay(town, 20_00)
    town.pay_everything(town.cleared())
    with acting_as(handler):
        assert [item.count for item in items_of(insurer_items(handler.assignments_in_force[0]))] == [1]
    take(listed(one, "30.00"), listed(other, "19.00"))
    month = the_month()
    client.force_login(handler)
    page = month.get_absolute_url()
    lines = reverse("funds:payer_list_lines", args=[month.pk])
    for address in (reverse("funds:payer_lists"), page, lines, f"{lines}?open=yes"):
        assert client.get(address).status_code == 200
    # No claim on paper before it is confirmed.
    assert month.number not in client.get(page, {"print": 1}).content.decode()
    with system_scope():
        line = month.lines.get(outcome="amount")
    act = reverse("funds:explain_payer_line", args=[month.pk, line.pk])
    assert act in client.get(lines).content.decode()
    assert client.get(act).status_code == 200
    every = f"{reverse('funds:explain_payer_outcome', args=[month.pk])}?outcome=amount"
    values = {"submission": uuid4(), "seen": 1, "explanation": "对方少付，已发函"}
    assert client.post(every, values).status_code == 302
    client.force_login(cast.reviewer_city)
    act = reverse("funds:confirm_payer_list", args=[month.pk])
    assert client.get(act).status_code == 200
    assert client.post(act, {"submission": uuid4(), "seen": "49.00"}).status_code == 302
    with system_scope():
        assert the_month().state == "confirmed"
    printed = client.get(page, {"print": 1}).content.decode()
    assert f"DZ{cast.area.code}-202003-390-HIFMI" in printed
    assert "大病保险承办机构" in printed
    assert client.get(page, {"export": 1})["Content-Type"].startswith("application/vnd")
    # A county sees what it laid out or is insured for, and no act of the city's.
    client.force_login(cast.finance_city)
    answer = client.get(reverse("funds:payer_claims"), {"year": 2020}).content.decode()
    assert "49.00" in answer
    client.force_login(cast.clerk_elsewhere)
    assert client.get(page).status_code == 404


def test_who_explained_cannot_confirm(cast: Cast, take: Take, handler: User) -> None:
    town = build_town(cast)
    one = stay(town, 30_00)
    town.pay_everything(town.cleared())
    take(listed(one, "29.00"))
    month = the_month()
    with system_scope():
        both = handler.assignments_in_force[0]
        both.duties = [*both.duties, "review"]
        both.save()
        user = User.objects.get(pk=handler.pk)
        explain_payer_lines(
            month=month, lines=[month.lines.get(seqno="1").pk], explanation="已核实", acting_user=user
        )
        with pytest.raises(PayerRefused, match="cannot confirm"):
            confirm_payer_list(month=month, seen=Decimal(29), acting_user=user)
        confirm_payer_list(month=month, seen=Decimal(29), acting_user=cast.reviewer_city)


def test_what_people_were_paid_at_the_counter_is_on_the_list_once(
    cast: Cast, take: Take, handler: User
) -> None:
    """Paid in May and named by May's list; what was kept back of the payer's part is not claimed."""
    build_town(cast)
    with system_scope():
        put_policy_in_force(cast)
    bank = Bank(cast, Counter(cast))
    amounts = {"30.03": "0.00", "12.00": "60.00", "7.00": "0.00"}
    owed = [bank.owed() for _one in amounts]
    with system_scope():
        for payable, (part, offset) in zip(owed, amounts.items(), strict=True):
            rest = payable.amount - Decimal(part) - 50
            PayableLine.objects.filter(payable=payable).delete()
            for name, amount in (
                ("hifp_pay", Decimal(50)),
                ("hifmi_pay", Decimal(part)),
                ("hifes_pay", rest),
            ):
                PayableLine.objects.create(payable=payable, fund_part=name, amount=amount)
            Payable.objects.filter(pk=payable.pk).update(offset=Decimal(offset))
    payments = bank.send(bank.prepare())
    with acting_as(cast.finance_city):
        take_bank_answers(
            answers=[BankAnswer(one.number, paid=True, paid_on=dt.date(2020, 5, 20)) for one in payments],
            acting_user=cast.finance_city,
        )
    with system_scope():
        bills = [one.reimbursement.case_bills.get().bill for one in owed]
    due = claim(cast, 5)
    take(
        *({"setl_id": bill.setl_id, "medfee_sumamt": str(bill.medfee_sumamt), "fund_payamt": said}
          for bill, said in zip(bills[:2], ("30.03", "12.00"), strict=True)),
        trt_month="5",
    )  # fmt: skip
    month = the_month(5)
    with system_scope():
        found = {one.bill_id: (one.outcome, one.our_amount, one.claimed) for one in month.lines.all()}
        by = set(month.lines.values_list("laid_out_by", flat=True))
    # Of 60 kept back the pooled part and another bore what they could; the payer's part of the second the rest.
    left = due.laid_out - Decimal("37.03")
    assert found == {
        bills[0].pk: ("agrees", Decimal("30.03"), Decimal("30.03")),
        bills[1].pk: ("agrees" if left == 12 else "amount", left, left),
        bills[2].pk: ("not_there", 7, 0),
    }
    assert by == {cast.east.pk}
    assert month.ours == due.laid_out
    confirmed(month, cast, handler)
    assert (claim(cast, 5).claimed, claim(cast, 5).disputed) == (due.laid_out - 7, 7)
