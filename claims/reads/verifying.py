"""Whether settlements still add up, and counters still say what settlements used."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import FUND_PARTS
from claims.services.rebuild_accumulators import USED
from config.verifying import Difference, verification

# The identities as the national rules write them.
IDENTITIES = {
    "I1": "medfee_sumamt = fulamt_ownpay_amt + overlmt_selfpay + preselfpay_amt + inscp_scp_amt",
    "I2": f"fund_pay_sumamt = {' + '.join(FUND_PARTS)}",
    "I3": "psn_part_amt = acct_pay + psn_cash_pay",
    "I4": "medfee_sumamt = fund_pay_sumamt + psn_part_amt + hosp_part_amt",
}
_BROKEN = "select setl_id, {columns} from claims_settlement where not ({all}) order by id"
# Of people whose id is within the block; counters that were never used may be missing or zero.
_COUNTERS = f"""
    select coalesce(a.person_id, u.person_id), coalesce(a.insutype, u.insutype), coalesce(a.year, u.year),
        coalesce(a.counter, u.counter), coalesce(a.amount, 0), coalesce(u.amount, 0)
    from (select * from claims_accumulator where person_id >= %(first)s and person_id < %(end)s) a
    full join ({USED}) u on (a.person_id, a.insutype, a.year, a.counter) = (u.person_id, u.insutype, u.year, u.counter)
    where coalesce(a.amount, 0) <> coalesce(u.amount, 0) order by 1, 2, 3, 4
"""  # noqa: S608 - our own text
_PEOPLE_AT_A_TIME = 100_000


@verification("settlements", title=gettext_lazy("Identities of settlements (I1 to I4)"))
def settlements() -> Iterator[Difference]:
    """Every settlement, those that no longer count too."""
    columns = ", ".join(f"({condition})" for condition in IDENTITIES.values())
    with connection.cursor() as cursor:
        cursor.execute(_BROKEN.format(columns=columns, all=" and ".join(IDENTITIES.values())))
        for number, *holds in cursor:
            broken = [name for name, held in zip(IDENTITIES, holds, strict=True) if not held]
            yield Difference(
                f"claims_settlement {number}",
                _("%(identities)s do not hold") % {"identities": ", ".join(broken)},
            )


@verification("counters", title=gettext_lazy("Counters of people from their settlements"))
def counters() -> Iterator[Difference]:
    """Repair: ``manage.py rebuildaccumulators``."""
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(max(id), 0) from enrollment_person")
        highest = cursor.fetchone()[0]
        for first in range(0, highest + 1, _PEOPLE_AT_A_TIME):
            cursor.execute(_COUNTERS, {"first": first, "end": first + _PEOPLE_AT_A_TIME})
            for person, insutype, year, counter, stored, derived in cursor.fetchall():
                yield Difference(
                    f"claims_accumulator {person} {insutype} {year} {counter}",
                    _("%(stored)s fen are stored, settlements used %(derived)s")
                    % {"stored": stored, "derived": derived},
                )
