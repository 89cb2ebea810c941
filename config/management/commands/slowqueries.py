"""``manage.py slowqueries``: which statements cost the database most."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.utils.translation import gettext as _

from config.demo.terminal import table

# The role's own statements in this database; values are placeholders there.
_WORST = """
    select calls, total_exec_time / 1000, mean_exec_time, max_exec_time, rows, query from pg_stat_statements
    where dbid = (select oid from pg_database where datname = current_database())
    and userid = current_user::regrole order by {order} desc limit %s
"""
ORDERS = {"total": "total_exec_time", "mean": "mean_exec_time", "max": "max_exec_time", "calls": "calls"}
WIDEST = 110


class Command(BaseCommand):
    help = "List the costliest statements that the server counted (pg_stat_statements), or say where else to look."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--by", choices=ORDERS, default="total")
        parser.add_argument("--most", type=int, default=20, metavar="N")
        parser.add_argument("--whole", action="store_true", help="statements in full length")

    def handle(self, *, by: str, most: int, whole: bool, **_options: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("select 1 from pg_extension where extname = 'pg_stat_statements'")
            if cursor.fetchone() is None:
                self.stdout.write(
                    _(
                        "The server does not count statements (extension pg_stat_statements). Those that take "
                        "%(seconds)s seconds or more (SLOW_QUERY_SECONDS) stand in the log, logger tongchou.slow."
                    )
                    % {"seconds": settings.SLOW_QUERY_SECONDS}
                )
                return
            cursor.execute(_WORST.format(order=ORDERS[by]), [most])
            rows = [
                (
                    f"{calls:,}",
                    f"{total:,.1f}",
                    f"{mean:,.1f}",
                    f"{longest:,.0f}",
                    f"{count:,}",
                    _line(text, whole),
                )
                for calls, total, mean, longest, count, text in cursor.fetchall()
            ]
        head = [_("Calls"), _("Seconds"), _("ms each"), _("ms at most"), _("Rows"), _("Statement")]
        # The statement first: it is the one column that reads from the left.
        self.stdout.write(table([head[-1], *head[:-1]], [(row[-1], *row[:-1]) for row in rows], left=1))


def _line(text: str, whole: bool) -> str:
    text = " ".join(text.split())
    return text if whole or len(text) <= WIDEST else text[: WIDEST - 1] + "…"
