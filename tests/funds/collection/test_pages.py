"""The pages of collection and bank accounts, walked by those who use them; the comparison as a job."""

from __future__ import annotations

import io
from typing import Any
from uuid import uuid4

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from config.jobs.run import run_job
from config.models import Job
from config.scoping import system_scope
from funds.models import BankAccount, CollectionDifference, CollectionSignOff, CollectionSignOffLine
from institutions.models import User
from tests.cast import Cast
from tests.funds.collection.planting import MONTH
from tests.funds.collection.test_bank import account as account
from tests.funds.collection.test_bank import bring
from tests.funds.collection.test_signing import month as month


def get(client: Client, user: User, name: str, *args: int, **query: str) -> str:
    client.force_login(user)
    response = client.get(reverse(f"funds:{name}", args=args), query)
    assert response.status_code == 200, response
    return response.content.decode()


def post(client: Client, user: User, address: str, **values: Any) -> str:
    client.force_login(user)
    response = client.post(address, {"submission": uuid4(), **values})
    assert response.status_code == 302, response.context["act"].errors or response.context["act"].form.errors
    return str(response["Location"])


@pytest.mark.duty("NB-13")
def test_a_month_from_the_comparison_to_the_signature(
    cast: Cast, month: dict[str, Any], client: Client
) -> None:
    asked = {"month": f"{MONTH:%Y-%m}"}
    compare = reverse("funds:compare_collection")
    # Nobody is told that a month can be signed which was not compared, or in which nothing came.
    before = get(client, cast.finance_city, "collection_month", **asked)
    assert "尚未比对" in before
    assert "可以签认" not in before
    assert "灵活就业人员" not in before
    where = post(client, cast.finance_city, compare, **asked)
    with system_scope():
        job = Job.objects.get()
    assert where == reverse("job", args=[job.pk])
    # A second one of the same month is the same job.
    assert post(client, cast.finance_city, compare, **asked) == where
    assert run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.done, job.total) == ("done", 8, 9), job.message
    assert job.lines.count() >= job.total
    finance: User = month["finance_east"]
    page = get(client, finance, "collection_month", **asked)
    assert "group=resident" not in page
    listed = get(client, finance, "collection_differences", **asked)
    assert month["missing"] in listed
    with system_scope():
        difference = CollectionDifference.objects.get()
    explain = f"{reverse('funds:explain_differences')}?month={asked['month']}&kind=missing"
    client.force_login(finance)
    assert client.get(explain).status_code == 200
    post(client, finance, explain, seen=1, explanation="在途")
    assert "在途" in get(client, finance, "collection_difference", difference.pk)
    post(client, finance, reverse("funds:give_difference", args=[difference.pk]), owner=cast.clerk_east.pk)
    post(
        client, cast.reviewer_east, reverse("funds:close_difference", args=[difference.pk]), closing="carried",
        closing_note="凭证2",
    )  # fmt: skip
    assert "group=resident" in get(client, finance, "collection_month", **asked)
    sign = reverse("funds:sign_collection")
    post(client, finance, f"{sign}?month={asked['month']}&group=resident")
    post(client, cast.finance_city, f"{sign}?month={asked['month']}&group=employer")
    with system_scope():
        assert CollectionSignOff.objects.count() == 2
        part = CollectionSignOffLine.objects.get(county=cast.east, sign_off__county__isnull=True)
    assert reverse("funds:confirm_collection", args=[part.pk]) in get(
        client, finance, "collection_month", **asked
    )
    post(client, finance, reverse("funds:confirm_collection", args=[part.pk]))
    assert month["missing"] in get(client, finance, "collection_records", q=month["missing"])
    # The neighbouring county sees nothing of it.
    assert month["missing"] not in get(client, cast.clerk_west, "collection_differences")
    assert client.get(reverse("funds:collection_difference", args=[difference.pk])).status_code == 404


def test_an_account_from_its_entry_to_the_reconciliation_statement(
    cast: Cast, account: Any, client: Client, tmp_path: Any
) -> None:
    finance = cast.finance_city
    bring(cast, tmp_path / "a.xlsx", ("2020-03-02", "0001", "in", "500.00", "1500.00"))
    asked = {"month": "2020-03"}
    where = post(client, finance, reverse("funds:match_bank", args=[account.pk]))
    assert where == reverse("funds:bank_reconciliation", args=[account.pk])
    assert "1,500.00" in get(client, finance, "fund_account", account.pk, **asked)
    assert "1,250.00" in get(client, finance, "bank_reconciliation", account.pk, **asked)
    assert "1,250.00" in get(client, finance, "bank_reconciliation_print", account.pk, **asked)
    client.force_login(finance)
    answer = client.get(reverse("funds:bank_reconciliation_xlsx", args=[account.pk]), asked)
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer))).active  # type: ignore[call-overload]
    amounts = [row[3].value for row in sheet.iter_rows() if isinstance(row[3].value, int | float)]
    # Books 1,250 with nothing on its way there; bank 1,500, 40 to come, 200, 60 and 30 to go.
    assert amounts == [1250, 0, 0, 1250, 1500, 40, 40, 290, 200, 60, 30, 1250, 0]
    prepare = reverse("funds:prepare_bank_account")
    given = {
        "insutype": "390", "kind": "income", "account_name": "收入户", "account_no": "77", "bank_name": "示例银行",
        "opening": "0.00", "valid_from": "2020-01-01",
    }  # fmt: skip
    post(client, finance, prepare, **given)
    with system_scope():
        new = BankAccount.objects.get(account_no="77")
    post(client, cast.approver_city, reverse("funds:approve_bank_account", args=[new.pk]))
    assert "77" in get(client, cast.approver_city, "bank_accounts")
    client.force_login(finance)
    assert client.get(reverse("funds:record_transfer")).status_code == 200
