"""A person's file tells what was declared for them month by month, and whether it is paid."""

from __future__ import annotations

import datetime as dt

from django.test import Client
from django.urls import reverse

from config.scoping import system_scope
from enrollment.models import ContributionMonth, Declaration, Payer, Receipt, ReceiptShare
from tests.cast import Cast, make_person


def test_the_latest_months_with_their_statements(owing: Payer, cast: Cast, client: Client) -> None:
    with system_scope():
        person, stranger = make_person(cast.east), make_person(cast.west)
        for number in (1, 2, 3):
            Declaration.objects.create(
                payer=owing, person=person, insutype="310", month=dt.date(2020, number, 1), wage=5123, base=5000,
                personal=100,
            )  # fmt: skip
        paid = ContributionMonth.objects.get(month__month=1)
        receipt = Receipt.objects.create(
            number="T1", payer=owing, emp_no="E1", county=cast.east, insutype="310", month=paid.month,
            last_month=paid.month, amount=1050, received_on=paid.month, state="matched",
        )  # fmt: skip
        ReceiptShare.objects.create(receipt=receipt, statement=paid, employer=850, personal=200)
    client.force_login(cast.clerk_east)
    page = client.get(reverse("enrollment:person", args=[person.pk])).content.decode()
    assert page.count("5,123.00") == 3
    assert reverse("enrollment:contribution_month", args=[paid.pk]) in page
    assert (page.count("已缴清"), page.count("尚欠")) == (1, 2)
    everything = client.get(reverse("enrollment:person_contributions", args=[person.pk])).content.decode()
    assert "300.00" in everything
    assert client.get(reverse("enrollment:person_contributions", args=[stranger.pk])).status_code == 404
