"""The bank's file: whole account numbers by its nature, masked on the batch's page, in the log with its rows."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from config.models import ExportRecord
from config.scoping import acting_as, system_scope
from funds.services.payments.approve import approve_batch
from tests.claims.reimbursements.making import ACCOUNT

from .conftest import Bank

WHOLE = str(ACCOUNT["account_no"])


@pytest.mark.duty("NB-29")
def test_it_carries_whole_numbers_and_leaves_a_line(bank: Bank, client: Client) -> None:
    bank.owed()
    bank.owed()
    batch = bank.prepare()
    with acting_as(bank.cast.approver_city):
        approve_batch(batch=batch, acting_user=bank.cast.approver_city)
    client.force_login(bank.cast.finance_city)
    page = client.get(reverse("funds:batch", args=[batch.pk])).content.decode()
    assert WHOLE not in page
    assert f"*{WHOLE[-4:]}" in page

    answer = client.post(reverse("funds:export_batch", args=[batch.pk]))
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)), read_only=True)
    lines = [[str(cell) for cell in line] for line in book.worksheets[0].iter_rows(values_only=True)]
    assert [WHOLE in line for line in lines] == [False, True, True]
    with system_scope():
        [record] = ExportRecord.unscoped.all()
    assert (record.whole, record.rows, record.kind, record.format) == ("bank", 2, "file", "xlsx")
    assert (record.user, record.agency, record.what) == (bank.cast.finance_city, bank.cast.city, batch.number)


def test_a_refused_file_leaves_none(bank: Bank, client: Client) -> None:
    bank.owed()
    batch = bank.prepare()
    client.force_login(bank.cast.finance_city)
    assert client.post(reverse("funds:export_batch", args=[batch.pk])).status_code == 302
    with system_scope():
        assert not ExportRecord.unscoped.exists()
