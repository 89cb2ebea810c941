"""One of everything of collection and of the fund's bank accounts that has an address."""

from __future__ import annotations

import datetime as dt

from django.db.backends.postgresql.psycopg_any import DateRange

from funds.models import (
    AgreedRate,
    BankAccount,
    BankLine,
    BankMatch,
    CollectionDifference,
    CollectionRecord,
    CollectionRun,
    CollectionSignOff,
    CollectionSignOffLine,
    FundAccount,
    HandMatch,
    InterestExplanation,
    TreasuryTransfer,
)
from tests.places import JANUARY, Place


def collection_of(place: Place) -> dict[str, int]:
    """A record that one tells of, the difference, the county's signature; an account with a matched line."""
    county = place.county
    of: dict[str, object] = {
        "area": county.area, "county": county, "payer_group": "resident", "insutype": "390", "month": JANUARY,
    }  # fmt: skip
    record = CollectionRecord.unscoped.create(
        **of, source="tax", key=f"V{county.code}", day=JANUARY, amount=100
    )
    difference = CollectionDifference.unscoped.create(
        **of, kind="missing", source="treasury", record_id=record.pk, key=record.key, tax=100, first_day=JANUARY,
        last_day=JANUARY,
    )  # fmt: skip
    CollectionRun.unscoped.create(
        area=county.area,
        month=JANUARY,
        compared_at=dt.datetime(2020, 2, 1, tzinfo=dt.UTC),
        compared_by=place.worker,
    )
    signed = CollectionSignOff.unscoped.create(
        area=county.area,
        county=county,
        month=JANUARY,
        payer_group="resident",
        signed_by=place.worker,
        fingerprint="0",
    )
    line = CollectionSignOffLine.unscoped.create(sign_off=signed, county=county, receipts=1, tax=100)
    return {
        "collection_difference_id": difference.pk,
        "sign_off_line_id": line.pk,
        **_at_the_bank(place),
    }


def _at_the_bank(place: Place) -> dict[str, int]:
    fund_account = FundAccount.unscoped.create(agency=place.county, insutype="390", kind="expenditure")
    account = BankAccount.unscoped.create(
        fund_account=fund_account, account_name="支出户", account_no=f"89{place.county.code}", bank_name="示例银行",
        period=DateRange(JANUARY, None), prepared_by=place.worker, approved_by=place.checker,
    )  # fmt: skip
    bank_line = BankLine.unscoped.create(
        bank=account, n=1, day=JANUARY, serial="1", received=10, before=0, balance=10
    )
    BankMatch.unscoped.create(fund_account=fund_account, group=1, how="key", line=bank_line)
    TreasuryTransfer.unscoped.create(
        agency=place.county, insutype="390", first=JANUARY, last=JANUARY, number="1", amount=10, moved_on=JANUARY,
        recorded_by=place.worker,
    )  # fmt: skip
    rate = AgreedRate.unscoped.create(
        fund_account=fund_account, rate=1, agreement="协议1", period=DateRange(JANUARY, None),
        prepared_by=place.worker,
    )  # fmt: skip
    InterestExplanation.unscoped.create(
        fund_account=fund_account, first=JANUARY, last=JANUARY, reckoned=1, received=2, explanation="舍入",
        explained_by=place.worker,
    )  # fmt: skip
    hand = HandMatch.unscoped.create(
        fund_account=fund_account, group=2, day=JANUARY, serial="2", amount=1, legs=[1], note="同一笔",
        made_by=place.worker,
    )  # fmt: skip
    return {
        "fund_account_id": fund_account.pk,
        "bank_account_id": account.pk,
        "agreed_rate_id": rate.pk,
        "bank_line_id": bank_line.pk,
        "hand_match_id": hand.pk,
    }
