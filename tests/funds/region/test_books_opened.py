"""A book is opened by two people of the unit that keeps it, the region's like any other's."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from config.desk import items_of
from config.periods import Month
from config.scoping import acting_as
from funds.desk_closing import closing_items
from funds.models import Book, BookRequest
from funds.services.ask_for_book import ask_for_book, open_asked_book, refuse_book
from funds.services.open_book import BookRefused
from institutions.models import User
from institutions.services.duties import DutyMissing
from tests.funds.county_assessment.test_pages import done, page

from .conftest import Between


def asked(between: Between, insutype: str = "310") -> BookRequest:
    with acting_as(between.above.finance):
        return ask_for_book(
            insutype=insutype, unit=between.above.agency, first=Month(2026, 1), basis="cash", evidence="建账1号",
            acting_user=between.above.finance,
        )  # fmt: skip


def desk(user: User) -> list[str]:
    with acting_as(user):
        return [str(item.title) for item in items_of(closing_items(user.assignments_in_force[0]))]


def test_a_second_person_of_the_region_opens_its_book_by_the_pages(
    open_between: Between, client: Client
) -> None:
    above = open_between.above
    sent: dict[str, Any] = {"insutype": "310", "first": "2026-01", "basis": "cash", "evidence": "建账1号"}
    done(client, above.finance, "ask_book", **sent)
    with acting_as(above.finance):
        one = BookRequest.objects.get()
        assert not Book.objects.filter(insutype="310", unit=above.agency).exists()
    assert [title for title in desk(above.approver) if "建账" in title]
    shown = page(client, above.approver, "accounting_months")
    assert reverse("funds:open_asked_book", args=[one.pk]) in shown
    assert reverse("funds:open_asked_book", args=[one.pk]) not in page(
        client, above.finance, "accounting_months"
    )
    done(client, above.approver, "open_asked_book", one.pk)
    with acting_as(above.finance):
        book = Book.objects.get(insutype="310", unit=above.agency)
        assert [Month.of(period.month) for period in book.periods.all()] == [Month(2026, 1)]


def test_who_asks_does_not_open_and_once_is_enough(open_between: Between) -> None:
    above, one = open_between.above, asked(open_between)
    with acting_as(above.finance):
        with pytest.raises(DutyMissing):
            open_asked_book(request=one, acting_user=above.finance)
        with pytest.raises(BookRefused):
            asked(open_between)
        # The residents' book is open already.
        with pytest.raises(BookRefused):
            asked(open_between, "390")
        for change in (
            {"state": "opened", "decided_by": above.finance}, {"evidence": ""}, {"insutype": "320"},
        ):  # fmt: skip
            with pytest.raises(DatabaseError), transaction.atomic():
                BookRequest.objects.filter(pk=one.pk).update(**change)
    with acting_as(open_between.first.approver), pytest.raises(BookRequest.DoesNotExist):
        open_asked_book(request=one, acting_user=open_between.first.approver)


def test_what_is_refused_says_why_and_may_be_asked_for_anew(open_between: Between) -> None:
    above, one = open_between.above, asked(open_between)
    with acting_as(above.approver):
        with pytest.raises(BookRefused):
            refuse_book(request=one, reason=" ", acting_user=above.approver)
        refuse_book(request=one, reason="文号有误", acting_user=above.approver)
        with pytest.raises(BookRefused):
            open_asked_book(request=one, acting_user=above.approver)
        with pytest.raises(DatabaseError), transaction.atomic():
            BookRequest.objects.filter(pk=one.pk).update(answer="改")
    again = asked(open_between)
    with acting_as(above.reviewer):
        assert open_asked_book(request=again, acting_user=above.reviewer).insutype == "310"
