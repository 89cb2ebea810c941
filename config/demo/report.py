"""What the demonstration prints at its end, read anew from the database: the same on every run."""

from __future__ import annotations

import io
from collections.abc import Iterator

from django.core.management import call_command
from django.db import connection
from django.utils.translation import gettext as _

from claims.models import FUND_PARTS
from config.demo.books import last_month
from config.demo.clearing import months_of
from config.demo.staff import ADMINISTRATOR, PASSWORD, logins
from config.demo.terminal import table
from config.demo.words import words
from config.demo.world import SCHEME
from config.embedded.places import VAR_DIR
from config.scoping import system_scope
from funds.management.commands.clearmonth import report as clearing_report
from funds.models import Clearing
from institutions.services.lay_out_area import AreaLayout

# `manage.py serve` shows them again.
LOGINS = VAR_DIR / "demo-logins.txt"

_FUNDS = " + ".join(FUND_PARTS)
# The identities as the national rules write them, asked of every settlement that counts.
_IDENTITIES = f"""
    select count(*),
        count(*) filter (where medfee_sumamt = fulamt_ownpay_amt + overlmt_selfpay + preselfpay_amt + inscp_scp_amt),
        count(*) filter (where fund_pay_sumamt = {_FUNDS}),
        count(*) filter (where psn_part_amt = acct_pay + psn_cash_pay),
        count(*) filter (where medfee_sumamt = fund_pay_sumamt + psn_part_amt + hosp_part_amt)
    from claims_settlement where is_current
"""  # noqa: S608
_REPORTED = """
    select answer.value, count(*)
    from claims_reportedsettlement, jsonb_each_text(identities) answer group by 1 order by 1
"""
_DIFFERENCES = """
    select count(*) from claims_reportedsettlement r join claims_settlement s on s.bill_id = r.bill_id
    where s.is_current and not r.refd_setl_flag and not s.refd_setl_flag and r.hifp_pay <> s.hifp_pay
"""


def lines(layout: AreaLayout) -> Iterator[str]:
    """Blocks of text in the order in which they are printed."""
    # The whole area, whoever runs it: whoever has the shell has the database.
    with system_scope():
        last = Clearing.objects.get(area=layout.area, month=months_of(layout)[-1].first, insutype=SCHEME)
        yield f"\n{last}: {last.get_state_display()}"
        yield "\n".join(clearing_report(last))
        yield _trial_balance(layout)
        yield _identities()
    yield _logins(layout)


def _trial_balance(layout: AreaLayout) -> str:
    text = io.StringIO()
    call_command("trialbalance", layout.area.code, str(last_month(layout)), "--consolidated", stdout=text)
    return text.getvalue().rstrip()


def _identities() -> str:
    with connection.cursor() as cursor:
        cursor.execute(_IDENTITIES)
        settlements, *holding = cursor.fetchone()
        cursor.execute(_REPORTED)
        answers = dict(cursor.fetchall())
        cursor.execute(_DIFFERENCES)
        differences = cursor.fetchone()[0]
    passed = sum(holding) + answers.get("holds", 0)
    asked = settlements * len(holding) + sum(answers.values())
    return "\n" + _(
        "Identity checks passed: %(passed)s of %(asked)s (I1–I4 on %(settlements)s settlements of ours; of senders' "
        "amounts %(failed)s fail, %(missing)s cannot be checked). Settled elsewhere with another result: "
        "%(differences)s bills."
    ) % {
        "passed": f"{passed:,}",
        "asked": f"{asked:,}",
        "settlements": f"{settlements:,}",
        "failed": answers.get("fails", 0),
        "missing": f"{answers.get('not_checkable', 0):,}",
        "differences": differences,
    }


def _logins(layout: AreaLayout) -> str:
    rows = [(login.username, login.name, login.agency, login.duty) for login in logins(layout)]
    rows.append((ADMINISTRATOR, words()["administrator"], layout.area.name, _("everything")))
    head = [_("User name"), _("Name"), _("Agency"), _("Duty")]
    text = "\n".join([
        "",
        _("Logins, all with the password %(password)s") % {"password": PASSWORD},
        table(head, rows, left=4),
        "",
    ])  # fmt: skip
    LOGINS.write_text(text, encoding="utf-8")
    return text
