"""What the agency laid out for other payers on one-stop bills and claims from them, month by month (ZY-14)."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy

from claims.models import AMOUNT_LABELS
from config.access import requires
from config.codes import CODES, name_of
from config.listing import ChoiceFilter, Column, Listing, MonthFilter
from funds.models import Clearing, PayerRemittance, StatementLine
from institutions.views.institutions import counties_in_reach

from .statements import OTHERS

# Who owes it: the national names of the amounts say what was spent (居民大病保险支出).
PAYERS: dict[str, Any] = {
    **{part: AMOUNT_LABELS[part] for part in OTHERS},
    **{payer.value: payer.label for payer in PayerRemittance.Payer},
    "hifdm_pay": gettext_lazy("Medical security of disabled veterans"),
    "oth_pay": gettext_lazy("Another payer"),
}


class OtherPayersList(Listing):
    key = "claimed-from-others"
    title = gettext_lazy("Claimed from insurer and aid")
    unit = gettext_lazy("yuan")
    columns = (
        Column("statement__clearing__month", gettext_lazy("Month"), "month"),
        Column(
            "scheme",
            gettext_lazy("Scheme"),
            get=lambda row: name_of("insutype", row.statement.clearing.insutype),
        ),
        Column(
            "fund_part",
            gettext_lazy("Paying side"),
            get=lambda row: PAYERS[row.fund_part],
        ),
        Column("statement__institution__fixmedins_code", gettext_lazy("Institution code"), "code"),
        Column("statement__institution__name", gettext_lazy("Institution")),
        Column("statement__payer", gettext_lazy("Laid out by")),
        Column("insu_county", gettext_lazy("Insured in")),
        Column("bill_count", gettext_lazy("Bills"), "number", total=True),
        Column("approved", gettext_lazy("Approved"), "money", total=True),
        Column("brought", gettext_lazy("Brought forward"), "money", total=True, default=False),
        Column("carried", gettext_lazy("Carried forward"), "money", total=True, default=False),
        Column("payable", gettext_lazy("Laid out"), "money", total=True),
        Column(
            "state",
            gettext_lazy("State"),
            "badge",
            get=lambda row: row.statement.clearing.get_state_display(),
            tone=lambda row: "ok" if row.statement.clearing.state in ("paid", "closed") else "info",
        ),
    )
    filters = (
        MonthFilter("month", gettext_lazy("Month"), field="statement__clearing__month"),
        ChoiceFilter(
            "part",
            gettext_lazy("Paying side"),
            field="fund_part",
            choices=list(PAYERS.items()),
        ),
        ChoiceFilter(
            "scheme",
            gettext_lazy("Scheme"),
            field="statement__clearing__insutype",
            choices=list(CODES["insutype"].items()),
        ),
        ChoiceFilter("insu", gettext_lazy("Insured in"), field="insu_county", choices=counties_in_reach),
    )
    empty_title = gettext_lazy("Nothing has been laid out for other payers.")
    empty_hint = gettext_lazy(
        "What insurer, medical aid or another fund bears on a bill is paid to the institution with it and listed here."
    )

    def rows(self) -> QuerySet[StatementLine]:
        # A month that only collects owes nobody anything yet.
        lines = StatementLine.objects.filter(fund_part__in=OTHERS).exclude(
            statement__clearing__state=Clearing.State.COLLECTING
        )
        return lines.select_related(
            "statement__clearing", "statement__institution", "statement__payer", "insu_county"
        )

    def row_url(self, row: Any) -> str:
        return f"{reverse('funds:statement_bills', args=[row.statement_id])}?insu={row.insu_county_id}"


@requires()
def other_payers(request: HttpRequest) -> HttpResponseBase:
    return OtherPayersList.respond(request)
