"""A batch the bank has answered goes there no more; two approvals of one payer wait for one another."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from config.scoping import system_scope
from funds.models import Clearing, PaymentBatch
from funds.services.payments.approve import CashShort, approve_batch
from funds.services.payments.export import export_batch
from funds.services.payments.faults import PaymentRefused
from institutions.models import AgencyAccount
from tests.cast import Cast
from tests.funds.clearing.conftest import APRIL, MARCH, Town, build_town

from .conftest import Branch


def test_an_answered_batch_is_not_exported_again(
    town: Town, clearing: Clearing, branch: Branch, client: Client
) -> None:
    cast = town.cast
    with system_scope():
        batch = PaymentBatch.objects.get(clearing=clearing, payer=cast.west)
    sent = branch.gets(batch)
    page, export = (reverse(f"funds:{name}", args=[batch.pk]) for name in ("batch", "export_batch"))
    client.force_login(cast.finance_city)
    assert export in client.get(page).content.decode()
    branch.pays(*sent)
    with system_scope(), pytest.raises(PaymentRefused):
        export_batch(batch=batch, acting_user=cast.finance_city)
    assert export not in client.get(page).content.decode()
    assert client.post(export).status_code == 302


def test_two_approvals_at_once_do_not_spend_the_same_money(fresh_database: str, cast: Cast) -> None:
    town = build_town(cast, cash=1_000_00)
    for month in (MARCH, APRIL):
        town.settle(cast.hospital_east, cast.east, 90_000, month=month)
    march, april = town.cleared(MARCH), town.cleared(APRIL)
    with system_scope():
        AgencyAccount.objects.filter(agency=cast.east).delete()
        first, second = (PaymentBatch.objects.get(clearing=one, payer=cast.east) for one in (march, april))
    ended: list[object] = []

    def approve_second() -> None:
        try:
            with system_scope():
                ended.append(approve_batch(batch=second, acting_user=cast.approver_city))
        except CashShort as short:
            ended.append(short)
        finally:
            connection.close()

    other = threading.Thread(target=approve_second)
    with system_scope(), transaction.atomic():
        approve_batch(batch=first, acting_user=cast.approver_city)
        other.start()
        other.join(timeout=2)
        assert not ended
    other.join(timeout=30)
    assert isinstance(ended[0], CashShort)
