"""Which lines of a bank statement and which legs of the books are the same money. Set-wise SQL in passes; fen.

What is matched stays; every pass looks at what is left: by the number in the purpose, by amount and day, by amount
within some days, by sum (of a day, of a payment batch).
"""

from __future__ import annotations

from typing import Any

from django.db import connection, transaction

from funds.models import Account, FundAccount
from funds.reads.balance_on import account_in
from funds.services.accounts import BookMissing, book_for
from institutions.models import Duty, User
from institutions.services.duties import require_at_or_above

DAYS_APART = 10
"""Days between a booking and the bank's line. A cheque is good for ten days (票据法 第九十一条)."""
SHORTEST_NUMBER = 6
"""Characters: a shorter one stands in a purpose by chance."""
MOST_ROUNDS = 50
Params = dict[str, Any]

_LINES = """
    CREATE TEMP TABLE bm_lines AS
    SELECT l.id, l.day, l.received - l.paid AS amount, l.serial || ' ' || l.purpose AS words
    FROM funds_bankline l JOIN funds_bankaccount b ON b.id = l.bank_id
    WHERE b.fund_account_id = %(fund_account)s
        AND NOT EXISTS (SELECT FROM funds_bankmatch m WHERE m.line_id = l.id)
"""
_LEGS = """
    CREATE TEMP TABLE bm_legs AS
    SELECT g.id, g.booked_on AS day, g.debit - g.credit AS amount, e.id AS entry_id, e.reverses_id,
        substring(e.key FROM ':([^:]+)(?::[a-z_]+)?$') AS number, p.batch_id
    FROM funds_leg g JOIN funds_entry e ON e.id = g.entry_id
    LEFT JOIN funds_payment p ON e.source_type = 'funds.payment' AND p.id = e.source_id
    WHERE g.account_id = %(account)s AND e.kind <> 'opening'
        AND NOT EXISTS (SELECT FROM funds_bankmatch m WHERE m.leg_id = g.id)
"""
# An entry and its reversal cancel each other: the bank never saw either.
_REVERSED = """
    CREATE TEMP TABLE bm_found AS
    WITH whole AS (
        SELECT a.entry_id AS g FROM bm_legs a JOIN bm_legs b ON b.reverses_id = a.entry_id GROUP BY a.entry_id
    )
    SELECT dense_rank() OVER (ORDER BY whole.g) AS g, NULL::bigint AS line_id, legs.id AS leg_id
    FROM whole JOIN bm_legs legs ON whole.g IN (legs.entry_id, legs.reverses_id)
"""
_PAIRS = """
    CREATE TEMP TABLE bm_found AS
    WITH pairs AS (
        SELECT l.id AS line_id, g.id AS leg_id, abs(l.day - g.day) AS apart
        FROM bm_lines l JOIN bm_legs g ON g.amount = l.amount AND {same}
    ), ranked AS (
        SELECT *, row_number() OVER (PARTITION BY line_id ORDER BY apart, leg_id) AS of_line,
            row_number() OVER (PARTITION BY leg_id ORDER BY apart, line_id) AS of_leg FROM pairs
    )
    SELECT row_number() OVER (ORDER BY line_id) AS g, line_id, leg_id FROM ranked WHERE of_line = 1 AND of_leg = 1
"""
_SUMS = """
    CREATE TEMP TABLE bm_found AS
    WITH lines AS (
        SELECT {of_lines} AS level, sign(amount) AS way, sum(amount) AS amount, count(*) AS n, array_agg(id) AS ids
        FROM bm_lines GROUP BY 1, 2
    ), legs AS (
        SELECT {of_legs} AS level, sign(amount) AS way, sum(amount) AS amount, count(*) AS n, array_agg(id) AS ids
        FROM bm_legs GROUP BY 1, 2
    ), same AS (
        SELECT row_number() OVER (ORDER BY lines.ids) AS g, lines.ids AS line_ids, legs.ids AS leg_ids
        FROM lines JOIN legs ON lines.level = legs.level AND lines.way = legs.way AND lines.amount = legs.amount
            AND least(lines.n, legs.n) = 1
    )
    SELECT g, line_id, NULL::bigint AS leg_id FROM same, unnest(line_ids) AS line_id
    UNION ALL SELECT g, NULL, leg_id FROM same, unnest(leg_ids) AS leg_id
"""
# A batch of payments leaves the account as one line, some days off perhaps; what of it came back, came in by itself.
_BATCHES = """
    CREATE TEMP TABLE bm_found AS
    WITH batches AS (
        SELECT batch_id * 2 + (amount > 0)::int AS batch_id, sum(amount) AS amount, max(day) AS day,
            array_agg(id) AS ids
        FROM bm_legs WHERE batch_id IS NOT NULL GROUP BY 1
    ), pairs AS (
        SELECT l.id AS line_id, b.batch_id, b.ids, abs(l.day - b.day) AS apart
        FROM bm_lines l JOIN batches b ON b.amount = l.amount AND abs(l.day - b.day) <= %(apart)s
    ), ranked AS (
        SELECT *, row_number() OVER (PARTITION BY line_id ORDER BY apart, batch_id) AS of_line,
            row_number() OVER (PARTITION BY batch_id ORDER BY apart, line_id) AS of_batch FROM pairs
    ), same AS (
        SELECT row_number() OVER (ORDER BY line_id) AS g, line_id, ids FROM ranked WHERE of_line = 1 AND of_batch = 1
    )
    SELECT g, line_id, NULL::bigint AS leg_id FROM same
    UNION ALL SELECT g, NULL, leg_id FROM same, unnest(ids) AS leg_id
"""
_STORE = """
    INSERT INTO funds_bankmatch (fund_account_id, "group", how, line_id, leg_id)
    SELECT %(fund_account)s, f.g + coalesce((SELECT max("group") FROM funds_bankmatch
        WHERE fund_account_id = %(fund_account)s), 0), %(how)s, v.line_id, v.leg_id
    FROM bm_found f CROSS JOIN LATERAL (VALUES (f.line_id, NULL::bigint), (NULL, f.leg_id)) AS v (line_id, leg_id)
    WHERE v.line_id IS NOT NULL OR v.leg_id IS NOT NULL
"""
_LEFT = (
    "DELETE FROM bm_lines WHERE id IN (SELECT line_id FROM bm_found)",
    "DELETE FROM bm_legs WHERE id IN (SELECT leg_id FROM bm_found)",
)
_PASSES = (
    ("key", _PAIRS.format(same="length(g.number) >= %(least)s AND position(g.number IN l.words) > 0")),
    ("amount_day", _PAIRS.format(same="g.day = l.day")),
    ("window", _PAIRS.format(same="abs(g.day - l.day) <= %(apart)s")),
    ("sum", _BATCHES),
    ("sum", _SUMS.format(of_lines="day", of_legs="day")),
)


def ledger_account(fund_account: FundAccount) -> Account | None:
    """The account of the books it stands on; None where nothing was ever booked."""
    try:
        book = book_for(insutype=fund_account.insutype, agency=fund_account.agency)
    except BookMissing:
        return None
    return account_in(book, fund_account.role, fund_account.agency)


@transaction.atomic
def match_bank(*, fund_account: FundAccount, acting_user: User) -> int:
    """Match what is left of the account; how many lines are new among the matched. Again, nothing more.

    Finance of the agency or of its city. Raises ``DutyMissing``.
    """
    require_at_or_above(user=acting_user, duties=(Duty.FINANCE,), agency=fund_account.agency)
    account = ledger_account(fund_account)
    if account is None:
        return 0
    # One comparison of an account at a time.
    FundAccount.objects.select_for_update().get(pk=fund_account.pk)
    params = {
        "fund_account": fund_account.pk,
        "account": account.pk,
        "apart": DAYS_APART,
        "least": SHORTEST_NUMBER,
    }
    matched = 0
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bm_lines, bm_legs, bm_found")
        cursor.execute(_LINES, params)
        cursor.execute(_LEGS, params)
        cursor.execute("ANALYZE bm_lines; ANALYZE bm_legs")
        _take(cursor, "key", _REVERSED, params)
        for how, statement in _PASSES:
            for _round in range(MOST_ROUNDS):
                new = _take(cursor, how, statement, params)
                matched += new
                if not new:
                    break
        cursor.execute("DROP TABLE IF EXISTS bm_lines, bm_legs, bm_found")
    return matched


def _take(cursor: Any, how: str, statement: str, params: Params) -> int:
    """Run one pass and store what it found; the number of lines."""
    cursor.execute("DROP TABLE IF EXISTS bm_found")
    cursor.execute(statement, params)
    cursor.execute(_STORE, {**params, "how": how})
    cursor.execute(_LEFT[0])
    lines = int(cursor.rowcount)
    cursor.execute(_LEFT[1])
    return lines
