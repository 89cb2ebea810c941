"""The shell's view of the books."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from funds.management.commands.trialbalance import width


def printed(*arguments, **options):
    out = io.StringIO()
    call_command(*arguments, stdout=out, **options)
    return out.getvalue()


def test_the_trial_balance_prints_aligned_and_says_it_balances(ledger):
    ledger.post(fen=123_456_789)
    ledger.post("memo_obligation_contra", "memo_obligation", 5, key="memo", kind="clearing")
    text = printed("trialbalance", "990100", "2020-01", "--scheme", "390")
    lines = text.splitlines()
    assert "支出户存款" in text
    assert sum("1,234,567.89" in line for line in lines) == 3
    ruled = [line for line in lines if line.endswith(("1,234,567.89", "0.05"))]
    assert len({width(line) for line in ruled}) <= 2
    assert printed("trialbalance", "990100", "2020-01", "--accounts", "--consolidated")


def test_books_out_of_balance_fail_the_command(ledger):
    ledger.post()
    with connection.cursor() as cursor:
        cursor.execute("update funds_accountbalance set debit = debit + 1 where debit > 0")
    with pytest.raises(CommandError):
        printed("trialbalance", "990100", "2020-01")
    assert "1" in printed("rebuildbalances", "990100", "--as", "finance.city")
    assert printed("trialbalance", "990100", "2020-01")


def test_what_the_commands_do_not_know_they_say(ledger):
    for arguments in (
        ("trialbalance", "000000", "2020-01"),
        ("trialbalance", "990100", "2020-13"),
        ("trialbalance", "990100", "2020-01", "--scheme", "999"),
        ("rebuildbalances", "990100", "--as", "nobody"),
        ("rebuildbalances", "990100", "--as", "reviewer.city"),
    ):
        with pytest.raises(CommandError):
            printed(*arguments)
