"""Closing and reopening by two people: conditions, refusals, versions, and the desk."""

from __future__ import annotations

import datetime as dt
from io import StringIO
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import translation

from config.desk import items_of
from config.scoping import acting_as
from funds.desk_closing import closing_items
from funds.models import AccountBalance, Entry, FinancialStatement, PeriodChange, PeriodRequest
from funds.reads.financial_statements import frozen
from funds.rules.financial_statements import differences
from funds.services import close_period as close_module
from funds.services.close_period import PeriodRefused, close_period
from funds.services.closing import checks, conditions
from funds.services.closing.ask import agree, ask_to_close, ask_to_reopen, refuse
from funds.services.closing.conditions import Unmet, findings, register_closing_condition
from funds.services.file_statements import FilingRefused, file_statements, latest_filed
from funds.services.post_entry import PeriodNotOpen
from funds.services.reverse_entry import ReversalRefused, reverse_entry
from institutions.models import User
from institutions.services.duties import DutyMissing, SamePerson

from .conftest import DECEMBER, FIRST, JANUARY, Year

pytestmark = pytest.mark.duty("NB-17")


def desk(user: User) -> list[str]:
    with acting_as(user):
        return [str(item.title) for item in items_of(closing_items(user.assignments_in_force[0]))]


def test_one_asks_another_agrees_and_nothing_is_booked_any_more(residents: Year) -> None:
    cast = residents.cast
    assert any("2019-11" in title for title in desk(cast.finance_city))
    asked = ask_to_close(period=residents.period(FIRST), acting_user=cast.finance_city)
    assert desk(cast.finance_city) == []
    assert desk(cast.reviewer_city)
    assert desk(cast.approver_city)
    with translation.override("en"), pytest.raises(PeriodRefused, match="waits"):
        ask_to_close(period=residents.period(FIRST), acting_user=cast.finance_city)
    with pytest.raises(SamePerson):
        agree(request=asked, acting_user=cast.finance_city)
    with pytest.raises(DutyMissing):
        agree(request=asked, acting_user=cast.reviewer_east)
    decided = agree(request=asked, acting_user=cast.reviewer_city)
    assert (decided.state, residents.period(FIRST).state) == ("agreed", "closed")
    closed = PeriodChange.objects.get(period=residents.period(FIRST), act="closed")
    assert (closed.made_by, closed.checked_by) == (cast.finance_city, cast.reviewer_city)
    with translation.override("en"), pytest.raises(PeriodRefused, match="decided already"):
        agree(request=asked, acting_user=cast.approver_city)
    with pytest.raises(PeriodNotOpen):
        residents.move("treasury", "interest_income", 5, dt.date(2019, 11, 30))


def test_what_is_refused_comes_back_with_its_reason(residents: Year) -> None:
    cast = residents.cast
    asked = ask_to_close(period=residents.period(FIRST), acting_user=cast.finance_city)
    with pytest.raises(PeriodRefused):
        refuse(request=asked, answer=" ", acting_user=cast.reviewer_city)
    refuse(request=asked, answer="利息未记", acting_user=cast.reviewer_city)
    assert residents.period(FIRST).state == "open"
    with acting_as(cast.finance_city):
        items = items_of(closing_items(cast.finance_city.assignments_in_force[0]))
    assert "利息未记" in [item.detail for item in items]


def test_conditions_of_other_topics_stop_a_closing(residents: Year, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conditions, "_conditions", list(conditions._conditions))
    unmet = [Unmet("银行对账单有1笔未达账项", "/x/")]
    asked: list[Any] = []

    def check(period: Any) -> list[Unmet]:
        asked.append(period)
        return unmet

    register_closing_condition("银行对账", check)
    register_closing_condition("银行对账", check)
    cast, period = residents.cast, residents.period(FIRST)
    assert [one.stops for one in findings(period)][-1]
    for act in (
        lambda: ask_to_close(period=period, acting_user=cast.finance_city),
        lambda: residents.close(FIRST),
    ):
        with pytest.raises(PeriodRefused, match="未达账项"):
            act()
    # The board, the request, and the closing: what it warns of, and what stops it.
    assert len(asked) == 4
    unmet.clear()
    residents.close(FIRST)


def test_a_condition_that_only_warns_does_not_stop(residents: Year) -> None:
    residents.move("clearing_suspense", "treasury", 9, dt.date(2019, 11, 30))
    warned = [one for one in findings(residents.period(FIRST)) if one.unmet]
    assert [(one.condition.key, one.stops, one.warns) for one in warned] == [("suspense_empty", False, True)]
    cast = residents.cast
    given = {"book": residents.book, "month": FIRST, "acting_user": cast.finance_city}
    with pytest.raises(PeriodRefused):
        close_period(checked_by=cast.reviewer_city, **given)
    close_period(checked_by=cast.reviewer_city, accepted=["suspense_empty"], **given)
    assert residents.period(FIRST).state == "closed"


def test_december_closes_the_year_and_january_opens_with_nothing_on_income(residents: Year) -> None:
    cast = residents.cast
    residents.close(FIRST)
    agree(
        request=ask_to_close(period=residents.period(DECEMBER), acting_user=cast.finance_city),
        acting_user=cast.approver_city,
    )
    closing = Entry.unscoped.get(book=residents.book, kind="closing")
    assert (closing.booked_on, closing.made_by, closing.checked_by) == (
        DECEMBER.last,
        cast.finance_city,
        cast.approver_city,
    )
    january = residents.read(JANUARY).income_expenditure
    assert january.cell("opening", "year-all") == 123_000
    assert january.cell("total_income", "year-all") == 2_000
    with pytest.raises(ReversalRefused):
        reverse_entry(
            entry=closing, booked_on=dt.date(2020, 1, 5), reason="x", acting_user=cast.finance_city,
            checked_by=cast.reviewer_city,
        )  # fmt: skip


def test_the_database_closes_no_december_that_left_income_behind(
    residents: Year, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the service forgot, the legs of income and expenditure come to nothing in every account."""
    residents.close(FIRST)
    monkeypatch.setattr(close_module, "post_year_end", lambda **_named: None)
    with pytest.raises(IntegrityError, match="fen left of"):
        _closed_to_the_commit(residents)
    assert residents.period(DECEMBER).state == "open"
    monkeypatch.undo()
    # Running totals that hide a part of it deceive the closing entry, not the database.
    income = AccountBalance.unscoped.filter(
        account__book=residents.book, account__subject__role="employer_contribution"
    )
    monkeypatch.setattr(checks, "verify_balances", lambda **_named: [])
    monkeypatch.setattr(checks, "trial_balance", lambda **_named: SimpleNamespace(balanced=True))
    kept = list(income.values_list("pk", "credit"))
    income.update(credit=0)
    with pytest.raises(IntegrityError, match="fen left of"):
        _closed_to_the_commit(residents)
    for pk, credit in kept:
        income.filter(pk=pk).update(credit=credit)
    _closed_to_the_commit(residents)
    assert residents.period(DECEMBER).state == "closed"


def _closed_to_the_commit(year: Year) -> None:
    """What a commit would ask is asked at once."""
    with transaction.atomic(), connection.cursor() as cursor:
        year.close(DECEMBER)
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")


def test_a_reopened_month_stands_beside_what_was_filed(residents: Year) -> None:
    cast = residents.cast
    asked = residents.asked(FIRST)
    with pytest.raises(FilingRefused):
        file_statements(asked=asked, acting_user=cast.finance_city)
    residents.close(FIRST)
    filed = file_statements(asked=asked, acting_user=cast.finance_city)
    assert file_statements(asked=asked, acting_user=cast.finance_city) == filed
    assert (filed.version, filed.intact) == (1, True)
    with pytest.raises(PeriodRefused):
        ask_to_reopen(period=residents.period(FIRST), reason=" ", acting_user=cast.finance_city)
    again = ask_to_reopen(period=residents.period(FIRST), reason="漏记利息", acting_user=cast.finance_city)
    with pytest.raises(DutyMissing):
        agree(request=again, acting_user=cast.reviewer_city)
    agree(request=again, acting_user=cast.approver_city)
    residents.move("treasury", "interest_income", 77, dt.date(2019, 11, 30))
    now = frozen(residents.read(FIRST))
    assert now["version"] == 2
    changes = {(one.row["id"], one.column["key"]): one.change for one in differences(filed.content, now)}
    assert changes["interest_income", "month-all"] == changes["total_assets", "closing"] == 77
    with pytest.raises(FilingRefused):
        file_statements(asked=asked, acting_user=cast.finance_city)
    residents.close(FIRST)
    second = file_statements(asked=asked, acting_user=cast.finance_city)
    assert (second.version, latest_filed(asked)) == (2, second)
    assert differences(second.content, frozen(residents.read(FIRST))) == []
    assert FinancialStatement.unscoped.get(pk=filed.pk).content == filed.content


def test_only_the_latest_closed_month_is_reopened(residents: Year) -> None:
    residents.close(FIRST, DECEMBER)
    with pytest.raises(PeriodRefused, match="2019-12"):
        ask_to_reopen(period=residents.period(FIRST), reason="漏记", acting_user=residents.cast.finance_city)


def test_the_database_keeps_closed_months_requests_and_filed_copies(residents: Year) -> None:
    """As the application's own role, past every service."""
    cast = residents.cast
    residents.close(FIRST)
    filed = file_statements(asked=residents.asked(FIRST), acting_user=cast.finance_city)
    asked = ask_to_close(period=residents.period(DECEMBER), acting_user=cast.finance_city)
    period = residents.period(FIRST)
    entry = Entry.unscoped.filter(period=period).order_by("number").last()
    assert entry is not None
    for change in (
        lambda: FinancialStatement.unscoped.filter(pk=filed.pk).update(version=9),
        lambda: FinancialStatement.unscoped.filter(pk=filed.pk).delete(),
        lambda: type(period).objects.filter(pk=period.pk).update(state="open"),
        lambda: Entry.unscoped.filter(pk=entry.pk).update(summary="x"),
        lambda: Entry.unscoped.create(
            book=residents.book, period=period, number=99, booked_on=FIRST.last, kind="payment", key="attack",
            payload_hash=b"", memorandum=False, leg_count=2, summary="x", made_by=cast.finance_city,
        ),
        lambda: PeriodRequest.objects.filter(pk=asked.pk).update(
            state="agreed", decided_by=cast.finance_city
        ),
        lambda: PeriodRequest.objects.filter(pk=asked.pk).update(reason="anders"),
        lambda: PeriodRequest.objects.filter(pk=asked.pk).delete(),
        lambda: PeriodChange.objects.create(period=period, n=9, act="closed", made_by=cast.finance_city),
        lambda: PeriodRequest.objects.create(period=period, act="reopen", asked_by=cast.finance_city),
    ):  # fmt: skip
        with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
            change()


@pytest.mark.django_db
def test_the_command_closes_by_two_people_under_their_own_scopes(residents: Year) -> None:
    out = StringIO()
    people = ("--as", "finance.city", "--check-as", "reviewer.city")
    with pytest.raises(CommandError, match="2019-11"):
        call_command("closemonth", "990100", "2019-12", *people, stdout=out)
    for month in ("2019-11", "2019-12", "2019-12"):
        call_command("closemonth", "990100", month, *people, stdout=out)
    assert residents.period(DECEMBER).state == "closed"
    with pytest.raises(CommandError):
        call_command("closemonth", "990100", "2020-01", "--as", "finance.city", "--check-as", "finance.city")
    with pytest.raises(CommandError, match="nobody"):
        call_command("closemonth", "990100", "2020-01", "--as", "nobody", "--check-as", "reviewer.city")


def test_closing_asks_for_a_second_person_in_the_service_too(residents: Year) -> None:
    cast = residents.cast
    for checker, fault in ((cast.finance_city, SamePerson), (cast.auditor_city, DutyMissing)):
        with pytest.raises(fault):
            close_period(book=residents.book, month=FIRST, acting_user=cast.finance_city, checked_by=checker)
