"""Prepare one unit's payment instructions: its institutions, and what it transfers for the net of the month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone

from config.money import from_fen, to_fen
from funds.models import BankAccount as SchemeAccount
from funds.models import Clearing, FundAccount, NetPosition, Payment, PaymentBatch, Statement
from funds.services.payments.instructions import BankAccount, account_snapshot, numbered
from institutions.models import Agency, AgencyAccount, PayeeAccount

from .faults import StepFault, rows_named
from .set_offs import book_whole, take
from .units import city_of, is_city


@transaction.atomic
def prepare_unit(clearing: Clearing, unit: Agency) -> None:
    """One batch of instructions, prepared in the starter's name; nothing when ``unit`` has nothing to pay.

    Done again it changes nothing. Raises :class:`StepFault` naming payees without an account.
    """
    if PaymentBatch.unscoped.filter(clearing=clearing, payer=unit).exists():
        return
    statements = _owed(clearing, unit)
    set_off = take(clearing, statements)
    book_whole(clearing, [one for one in statements if set_off[one.pk] == to_fen(one.act_dfr_amt)])
    payments = [*_transfers(clearing, unit), *_to_institutions(statements, set_off)]
    if not payments or clearing.started_by is None:
        return
    batch = PaymentBatch.unscoped.create(
        clearing=clearing,
        insutype=clearing.insutype,
        payer=unit,
        number=batch_number(clearing, unit),
        prepared_by=clearing.started_by,
    )
    Payment.unscoped.bulk_create(numbered(batch, payments))


def batch_number(clearing: Clearing, unit: Agency) -> str:
    return f"{clearing.area.code}-{clearing.month:%Y%m}-{clearing.insutype}-{unit.code}"


def payee_accounts(institution_ids: Iterable[int]) -> dict[int, PayeeAccount]:
    """The approved account in force today, by institution."""
    accounts = PayeeAccount.objects.filter(
        institution__in=list(institution_ids),
        approved_by__isnull=False,
        period__contains=timezone.localdate(),
    )
    return {account.institution_id: account for account in accounts}


def expenditure_account(agency: Agency, insutype: str) -> BankAccount:
    """The scheme's own account in force today, else the agency's general one; ``StepFault`` when there is neither."""
    own: SchemeAccount | None = SchemeAccount.unscoped.filter(
        fund_account__agency=agency,
        fund_account__insutype=insutype,
        fund_account__kind=FundAccount.Kind.EXPENDITURE,
        approved_by__isnull=False,
        period__contains=timezone.localdate(),
    ).first()
    if own is not None:
        return own
    account = AgencyAccount.objects.filter(agency=agency, kind=AgencyAccount.Kind.EXPENDITURE).first()
    if account is None:
        raise StepFault("no_agency_account", agency=str(agency))
    return account


def _owed(clearing: Clearing, unit: Agency) -> list[Statement]:
    return list(
        Statement.unscoped.filter(clearing=clearing, payer=unit, act_dfr_amt__gt=0)
        .select_related("institution")
        .order_by("institution__fixmedins_code")
    )


def _to_institutions(owed: Iterable[Statement], set_off: Mapping[int, int]) -> list[Payment]:
    """What the bank pays: ``owed`` less what is set off, in fen by statement."""
    amounts = {one.pk: one.act_dfr_amt - from_fen(set_off[one.pk]) for one in owed}
    statements = [one for one in owed if amounts[one.pk]]
    accounts = payee_accounts(statement.institution_id for statement in statements)
    without = [one.institution for one in statements if one.institution_id not in accounts]
    if without:
        raise StepFault(
            "no_payee_account", **rows_named([f"{one.fixmedins_code} {one.name}" for one in without])
        )
    return [
        Payment(
            kind=Payment.Kind.INSTITUTION,
            statement=statement,
            amount=amounts[statement.pk],
            **account_snapshot(accounts[statement.institution_id]),
        )
        for statement in statements
    ]


def _transfers(clearing: Clearing, unit: Agency) -> list[Payment]:
    """A county that owes pays the city; the city pays the counties that are owed."""
    positions = (
        NetPosition.unscoped.filter(clearing=clearing).select_related("county").order_by("county__code")
    )
    if is_city(unit):
        due = [(position, position.county) for position in positions.filter(net__gt=0)]
    else:
        due = [(position, city_of(clearing.area)) for position in positions.filter(county=unit, net__lt=0)]
    return [
        Payment(
            kind=Payment.Kind.NET_TRANSFER,
            net_position=position,
            payee_agency=payee,
            amount=abs(position.net),
            **account_snapshot(expenditure_account(payee, clearing.insutype)),
        )
        for position, payee in due
    ]
