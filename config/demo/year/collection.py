"""Contributions of a month: declared, paid, booked, moved out of the treasury every ten days, reconciled among four."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from config.demo import everybody
from config.demo.topics.stage import act, bring
from config.demo.year.town import AT_WORK, EMPLOYEES, RESIDENTS, Town
from config.periods import Month
from config.scoping import acting_as, system_scope
from enrollment.models import ContributionMonth, Payer, Person, Receipt
from enrollment.services.payers.keep import register_payer
from funds.models import CollectionDifference, CollectionSignOff
from funds.services.fund_reconciliation.compare import compare_month
from funds.services.fund_reconciliation.sign import confirm_part, sign_off
from funds.services.fund_reconciliation.work import close, explain
from funds.services.receipts.book import book_receipts
from funds.services.treasury_transfers import record_transfer, waiting
from institutions.models import Agency, Duty

WAGE = Decimal(8_000)
INSTALMENTS = 12
# People a county's employer declares, at most.
DECLARED = 5
_GROUPS = {EMPLOYEES: "employer", RESIDENTS: "resident"}


def register(town: Town) -> None:
    """An employer in every county, and its villages with their lists of the year."""
    for county in town.counties:
        act(
            town.at(Duty.REGISTER, county), register_payer, emp_no=_employer(county), kind=Payer.Kind.EMPLOYER,
            name=f"示例企业{county.code}", county=county, start=town.day(1, 1),
        )  # fmt: skip
        everybody._list_of(town.layout, county, town.cast)


def _employer(county: Agency) -> str:
    return f"E{county.code}"


def collect(town: Town, month: Month, day: dt.date) -> None:
    """Every employer declares and pays the month, every village an instalment of its year; all of it is booked."""
    declared = [
        {"emp_no": _employer(county), "month": str(month), "psn_no": psn_no, "wage": WAGE}
        for county in town.counties
        for psn_no in _at_work(county)
    ]
    bring(town, "declarations", f"declarations-{month}.xlsx", declared)
    bring(
        town,
        "receipts",
        f"receipts-{month}.xlsx",
        [*_of_employers(town, month, day), *of_villages(town, month, day)],
    )
    act(town.at(Duty.FINANCE), book_receipts)


def _at_work(county: Agency) -> list[str]:
    """Who is declared: a few of those insured as employees there."""
    with system_scope():
        people = Person.objects.filter(
            coverages__county=county, coverages__insutype=EMPLOYEES, coverages__psn_type=AT_WORK
        )
        return list(people.order_by("pk").values_list("psn_no", flat=True)[:DECLARED])


def _owed(town: Town, insutype: str, first: dt.date) -> list[ContributionMonth]:
    with system_scope():
        owed = ContributionMonth.objects.filter(payer__county__area=town.area, insutype=insutype, month=first)
        return list(owed.select_related("payer__county").order_by("payer__emp_no"))


def _of_employers(town: Town, month: Month, day: dt.date) -> list[dict[str, Any]]:
    return [
        _receipt(one, one.employer + one.personal, month, month, day)
        for one in _owed(town, EMPLOYEES, month.first)
    ]


def of_villages(town: Town, month: Month, day: dt.date) -> list[dict[str, Any]]:
    """Of what a year comes to as many parts as the year has months, the last fen with the first."""
    rows = []
    for one in _owed(town, RESIDENTS, town.day(1, 1)):
        whole = one.employer + one.personal
        part = (whole / INSTALMENTS).quantize(Decimal("0.01"), rounding="ROUND_DOWN")
        amount = whole - part * (INSTALMENTS - 1) if month.number == 1 else part
        rows.append(_receipt(one, amount, town.month(1), town.month(12), day, str(month)))
    return rows


def _receipt(
    owed: ContributionMonth, amount: Decimal, first: Month, last: Month, day: dt.date, mark: str = ""
) -> dict[str, Any]:
    return {
        "number": f"{owed.payer.emp_no}-{mark or first}", "emp_no": owed.payer.emp_no,
        "county": owed.payer.county.code, "insutype": owed.insutype, "month": str(first), "last_month": str(last),
        "amount": amount, "received_on": day,
    }  # fmt: skip


# --- out of the treasury ---


def move_up(town: Town, day: dt.date) -> None:
    """Everything of the stretch before ``day`` goes to the fiscal special account."""
    finance = town.at(Duty.FINANCE)
    for insutype in town.schemes:
        with acting_as(finance):
            held = waiting(unit=town.city, insutype=insutype, today=day)
        if held is not None:
            act(
                finance, record_transfer, unit=town.city, insutype=insutype, day_of_receipts=held.stretch.first,
                moved_on=day, number=f"G{insutype}{day:%Y%m%d}", amount=held.held,
            )  # fmt: skip


# --- among four ---


def reconcile(town: Town, month: Month) -> None:
    """Three others tell of the month; finance forgot one receipt: explained, closed by a second person, signed."""
    with system_scope():
        told = list(
            Receipt.objects.filter(county__area=town.area, received_on__range=(month.first, month.last))
            .select_related("county", "payer")
            .order_by("number")
        )
    rows = [told_of(one) for one in told]
    for source in ("tax", "treasury", "finance"):
        said = rows[1:] if source == "finance" else rows
        bring(town, f"collection_{source}", f"{source}-{month}.xlsx", said)
    act(town.at(Duty.FINANCE), compare_month, area=town.area, month=month.first)
    with system_scope():
        found = list(
            CollectionDifference.objects.filter(
                area=town.area, month=month.first, state="open"
            ).select_related("county__parent")
        )
    for one in found:
        act(town.at(Duty.FINANCE), explain, difference=one, explanation="财政次月入账")
        act(
            town.at(Duty.REVIEW),
            close,
            difference=one,
            closing=CollectionDifference.Closing.values[0],
            closing_note=f"回单{one.key}",
        )
    _sign(town, month, rows)


def told_of(receipt: Receipt) -> dict[str, Any]:
    return {
        "key": receipt.number, "county": receipt.county.code, "payer_group": _GROUPS[receipt.insutype],
        "insutype": receipt.insutype, "day": receipt.received_on, "amount": receipt.amount,
        "payer_no": receipt.emp_no,
    }  # fmt: skip


def _sign(town: Town, month: Month, rows: list[dict[str, Any]]) -> None:
    """The city signs for employers, and every county confirms its part; counties sign for residents."""
    signed = act(
        town.at(Duty.FINANCE), sign_off, agency=town.city, month=month.first, payer_group=_GROUPS[EMPLOYEES]
    )
    with system_scope():
        lines = list(CollectionSignOff.objects.get(pk=signed.pk).lines.select_related("county", "sign_off"))
    for line in lines:
        act(town.at(Duty.FINANCE, line.county), confirm_part, line=line)
    for county in town.counties:
        if any((one["county"], one["insutype"]) == (county.code, RESIDENTS) for one in rows):
            act(
                town.at(Duty.FINANCE, county), sign_off, agency=county, month=month.first,
                payer_group=_GROUPS[RESIDENTS],
            )  # fmt: skip
