"""Matching by hand: one line of the bank, several entries, the same sum; undone with a reason; the statement obeys."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from config.scoping import system_scope
from funds.models import BankLine, BankMatch, FundAccount, HandMatch, Leg
from funds.services.bank_hand_matching import (
    MatchRefused,
    match_by_hand,
    undo_hand_match,
    unmatched_legs,
)
from funds.services.bank_matching import match_bank
from institutions.services.duties import DutyMissing
from tests.cast import Cast

from .test_bank import MARCH, account, bring, statement

__all__ = ["account"]


@pytest.fixture
def line(cast: Cast, account: FundAccount, tmp_path: Path) -> BankLine:
    """200 and 60 of the books, of two days, left the bank as one line: no pass finds that."""
    bring(
        cast, tmp_path / "a.xlsx", ("2020-03-02", "0001", "in", "500.00", "1500.00"),
        ("2020-03-20", "0002", "out", "260.00", "1240.00"),
    )  # fmt: skip
    with system_scope():
        match_bank(fund_account=account, acting_user=cast.finance_city)
        return BankLine.objects.select_related("bank__fund_account__agency").get(serial="0002")


def legs_of(account: FundAccount, *yuan: int) -> list[int]:
    with system_scope():
        return [Leg.objects.get(account__subject__role="expenditure_account", credit=one).pk for one in yuan]


@pytest.mark.duty("NB-12")
def test_a_line_is_matched_with_several_entries_and_set_free_again(
    cast: Cast, account: FundAccount, line: BankLine
) -> None:
    before = statement(cast, account, MARCH)
    assert [one.amount for one in before.bank_paid] == [260]
    assert (before.on_the_way, before.difference) == (5, 0)
    two = legs_of(account, 200, 60)
    with system_scope():
        with pytest.raises(MatchRefused, match=r"-200\.00"):
            match_by_hand(line=line, legs=two[:1], note="同一笔", acting_user=cast.finance_city)
        with pytest.raises(DutyMissing):
            match_by_hand(line=line, legs=two, note="同一笔", acting_user=cast.reviewer_city)
        made = match_by_hand(line=line, legs=two, note="合并转账", acting_user=cast.finance_city)
        with pytest.raises(MatchRefused):
            match_by_hand(line=line, legs=two, note="同一笔", acting_user=cast.finance_city)
        assert set(BankMatch.objects.filter(group=made.group).values_list("how", flat=True)) == {"hand"}
        # Automatic matching leaves it alone.
        match_bank(fund_account=account, acting_user=cast.finance_city)
    after = statement(cast, account, MARCH)
    assert (after.bank_paid, after.on_the_way, after.difference) == ([], 2, 0)
    with system_scope():
        with pytest.raises(DatabaseError), transaction.atomic():
            HandMatch.objects.update(note="改")
        with pytest.raises(MatchRefused):
            undo_hand_match(match=made, reason=" ", acting_user=cast.finance_city)
        undo_hand_match(match=made, reason="金额巧合", acting_user=cast.finance_city)
        with pytest.raises(MatchRefused):
            undo_hand_match(match=made, reason="再撤", acting_user=cast.finance_city)
        assert {leg.pk for leg in unmatched_legs(account)} >= set(two)
        # The group's number is not given to another match.
        again = match_by_hand(line=line, legs=two, note="已核对回单", acting_user=cast.finance_city)
        assert again.group == made.group + 1
    assert statement(cast, account, MARCH).on_the_way == 2


def test_the_pages_lead_from_the_line_to_its_match_and_back(
    cast: Cast, client: Client, account: FundAccount, line: BankLine
) -> None:
    client.force_login(cast.finance_city)
    page = reverse("funds:fund_account", args=[account.pk])
    act = reverse("funds:match_by_hand", args=[line.pk])
    assert act in client.get(page, {"month": "2020-03"}).content.decode()
    shown = client.get(act).content.decode()
    # Entries that move money the same way, none larger than the line.
    assert all(f"-{yuan}.00" in shown for yuan in (200, 60, 30))
    assert "500.00  " not in shown
    values = {"submission": uuid4(), "legs": legs_of(account, 200, 60), "note": "合并转账"}
    assert client.post(act, values).status_code == 302
    assert act not in client.get(page, {"month": "2020-03"}).content.decode()
    with system_scope():
        made = HandMatch.objects.get()
    undo = reverse("funds:undo_hand_match", args=[made.pk])
    listing = reverse("funds:hand_matches")
    assert undo in client.get(listing).content.decode()
    assert client.get(undo).status_code == 200
    assert client.post(undo, {"submission": uuid4(), "reason": "金额巧合"}).status_code == 302
    client.force_login(cast.reviewer_city)
    assert act not in client.get(page, {"month": "2020-03"}).content.decode()
