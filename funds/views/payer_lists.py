"""The bills insurer or aid list for a month beside ours: months, one month by outcome, its claim, every line, acts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.access import requires
from config.codes import name_of
from config.display import changed_query, money_text
from config.forms import Fact, act_page, once
from config.listing import Action, ChoiceFilter, Column, FlagFilter, Listing, MonthFilter, Table, TextFilter
from config.listing.export import tables_workbook
from config.spreadsheets.web import workbook_answer
from funds.forms_insurer import ConfirmListForm
from funds.models import PayerListLine, PayerListMonth, PayerRemittance
from funds.models.compared_lines import NEEDS_NO_WORD, NOT_EXPLAINED
from funds.services.bill_lists.explaining import not_explained
from funds.services.insurer.faults import PayerRefused
from funds.services.insurer.lists import confirm_payer_list, enqueue_comparing_payer, explain_payer_lines
from institutions.access import AgencyRequest
from institutions.models import Agency, Duty
from institutions.views.institutions import counties_in_reach

from .compared_lists import OUTCOME_TONES, Explain, Outcome, explain_all, explain_line, outcomes_of
from .out_of_area import TONES, at_the_city


class PayerLists(Listing):
    key = "funds.payer_lists"
    title = gettext_lazy("Bills compared with insurer and aid")
    unit = gettext_lazy("yuan")
    columns = (
        Column("month", gettext_lazy("Month of the bills"), "month"),
        Column("fund_part", gettext_lazy("Paying side")),
        Column("insutype", gettext_lazy("Scheme"), get=lambda row: name_of("insutype", row.insutype)),
        Column("state", gettext_lazy("State"), "badge", tone=TONES),
        Column("listed", gettext_lazy("Listed by the payer"), "money", total=True),
        Column("ours", gettext_lazy("Found by the clearing"), "money", total=True),
        Column("apart", gettext_lazy("Listed less found"), "money", get=lambda row: row.listed - row.ours),
        Column("owed", gettext_lazy("Claimed"), "money", total=True),
        Column("not_explained", gettext_lazy("Not explained yet"), "number"),
        Column("compared_at", gettext_lazy("Compared at"), "minute"),
        Column("confirmed_by", gettext_lazy("Confirmed by")),
    )
    filters = (
        MonthFilter("month", gettext_lazy("Month")),
        ChoiceFilter("part", gettext_lazy("Paying side"), field="fund_part", choices=PayerRemittance.Payer),
        ChoiceFilter("state", gettext_lazy("State"), choices=PayerListMonth.State),
    )
    empty_title = gettext_lazy("Insurer and aid have listed nothing yet.")
    empty_hint = gettext_lazy(
        "Their list of a month's bills is imported here and compared with what the clearing laid out for them."
    )

    def rows(self) -> QuerySet[Any]:
        lines = PayerListLine.objects.filter(NOT_EXPLAINED, statement_month=OuterRef("pk")).order_by()
        counted = lines.values("statement_month").annotate(count=Count("pk")).values("count")
        months: QuerySet[Any] = PayerListMonth.objects.select_related("confirmed_by")
        return months.annotate(not_explained=Coalesce(Subquery(counted), 0))

    def row_url(self, row: PayerListMonth) -> str:
        return row.get_absolute_url()

    def actions(self) -> Iterator[Action]:
        yield Action(_("Claims on insurer and medical aid"), reverse("funds:payer_claims"))
        if self.assignment.agency.level == Agency.Level.CITY and Duty.HANDLE in self.assignment.duties:
            upload = f"{reverse('import_upload')}?kind=payer_bill_list"
            yield Action(_("Import the payer's list"), upload, main=True)


@requires()
def month_list(request: AgencyRequest) -> HttpResponseBase:
    return PayerLists.respond(request)


def _month(pk: int) -> PayerListMonth:
    known = PayerListMonth.objects.select_related("area", "confirmed_by")
    found: PayerListMonth = get_object_or_404(known, pk=pk)
    return found


def claim_table(month: PayerListMonth) -> Table:
    """What is claimed, by who laid it out and whose people it was for, within the reader's scope."""
    lines = PayerListLine.objects.filter(statement_month=month).exclude(claimed=0)
    rows = list(
        lines.order_by("laid_out_by__code", "county__code")
        .values("laid_out_by__name", "county__name")
        .annotate(bills=Count("bill", distinct=True), claimed=Sum("claimed"))
    )
    return Table(
        caption=_("Claim"),
        columns=[
            Column("laid_out_by__name", _("Laid out by")),
            Column("county__name", _("Insured in")),
            Column("bills", _("Bills"), "number"),
            Column("claimed", _("Claimed"), "money"),
        ],
        rows=rows,
        totals={
            "bills": sum(row["bills"] for row in rows),
            "claimed": sum((row["claimed"] for row in rows), Decimal(0)),
        },
        total_title=_("Together"),
        unit=_("yuan"),
        empty=_("Nothing is in both lists."),
    )


@requires()
def month_page(request: AgencyRequest, payer_list_month_id: int) -> HttpResponseBase:
    """One month; its claim on paper (``print``) and as a workbook (``export``) once it is confirmed."""
    found = _month(payer_list_month_id)
    is_open = found.state == PayerListMonth.State.OPEN
    table = claim_table(found)
    title = _("%(payer)s: bills of %(month)s, %(scheme)s") % {
        "payer": found.get_fund_part_display(), "month": f"{found.month:%Y-%m}",
        "scheme": name_of("insutype", found.insutype),
    }  # fmt: skip
    if not is_open and "export" in request.GET:
        return workbook_answer(tables_workbook([table]), found.number)
    context = {
        "title": title, "month": found, "tone": TONES[found.state], "table": table,
        "outcomes": outcomes_of(PayerListLine.objects.filter(statement_month=found), "fund_payamt"),
        "lines_url": reverse("funds:payer_list_lines", args=[found.pk]),
        "explain_url": reverse("funds:explain_payer_outcome", args=[found.pk]),
        "may_handle": is_open and at_the_city(request, Duty.HANDLE),
        "may_confirm": is_open and at_the_city(request, Duty.REVIEW),
        "print_url": None if is_open else changed_query(request.GET, print="1"),
        "export_url": None if is_open else changed_query(request.GET, export="1"),
    }  # fmt: skip
    if not is_open and "print" in request.GET:
        context |= {
            "title": _("Claim %(number)s") % {"number": found.number}, "tables": [table],
            "agency": request.assignment.agency, "facts": [title], "period": f"{found.month:%Y-%m}",
            "printed_at": timezone.now(),
            "maker": request.user, "checker": found.confirmed_by, "back_url": request.path,
        }  # fmt: skip
        return render(request, "components/tables_sheet.html", context)
    return render(request, "funds/insurer/list_month.html", context)


class PayerListLines(Listing):
    key = "funds.payer_list_lines"
    title = gettext_lazy("Bills listed by insurer and aid")
    unit = gettext_lazy("yuan")
    columns = (
        Column("seqno", gettext_lazy("Number in the list"), "code"),
        Column(
            "setl_sn", gettext_lazy("Settlement number"), "code",
            link=lambda row: reverse("claims:bill", args=[row.bill_id]) if row.bill_id else None,
        ),
        Column("outcome", gettext_lazy("Comparison"), "badge", tone=OUTCOME_TONES),
        Column("medins_no", gettext_lazy("Institution code"), "code"),
        Column("certno", gettext_lazy("Certificate number"), "masked", default=False),
        Column("laid_out_by", gettext_lazy("Laid out by")),
        Column("county", gettext_lazy("Insured in")),
        Column("mdtrt_setl_time", gettext_lazy("Settled at"), "minute", default=False),
        Column("medfee_sumamt", gettext_lazy("Total medical fee"), "money", total=True),
        Column("fund_payamt", gettext_lazy("Listed"), "money", total=True),
        Column("our_amount", gettext_lazy("Found by the clearing"), "money", total=True),
        Column("claimed", gettext_lazy("Claimed"), "money", total=True),
        Column("counts_in", gettext_lazy("Counts here in"), "month"),
        Column("explanation", gettext_lazy("Explanation")),
        Column("explained_by", gettext_lazy("Explained by"), default=False),
    )  # fmt: skip
    filters = (
        TextFilter("q", gettext_lazy("Settlement number"), lookups=("setl_sn", "mdtrt_id")),
        ChoiceFilter("outcome", gettext_lazy("Comparison"), choices=Outcome),
        ChoiceFilter("county", gettext_lazy("Insured in"), choices=counties_in_reach),
        FlagFilter("open", gettext_lazy("Not explained yet"), when=NOT_EXPLAINED),
    )
    order = "pk"
    empty_title = gettext_lazy("No settlements.")

    def heading(self) -> str:
        return str(PayerListMonth.objects.get(pk=self.given["month"]))

    def rows(self) -> QuerySet[PayerListLine]:
        found: QuerySet[PayerListLine] = PayerListLine.objects.filter(statement_month=self.given["month"])
        return found.select_related("county", "laid_out_by", "explained_by", "statement_month")

    def row_url(self, row: PayerListLine) -> str | None:
        at_city = self.assignment.agency.level == Agency.Level.CITY
        is_open = row.statement_month.state == PayerListMonth.State.OPEN
        if at_city and is_open and Duty.HANDLE in self.assignment.duties and row.outcome not in NEEDS_NO_WORD:
            return reverse("funds:explain_payer_line", args=[row.statement_month_id, row.pk])
        return None


@requires()
def line_list(request: AgencyRequest, payer_list_month_id: int) -> HttpResponseBase:
    return PayerListLines.respond(request, month=_month(payer_list_month_id).pk)


def _facts(found: PayerListMonth) -> list[Fact]:
    return [
        Fact(_("Paying side"), found.get_fund_part_display()),
        Fact(_("Month of the bills"), f"{found.month:%Y-%m}"),
        Fact(_("Scheme"), name_of("insutype", found.insutype)),
        Fact(_("Listed by the payer"), money_text(found.listed)),
        Fact(_("Found by the clearing"), money_text(found.ours)),
        Fact(_("Claimed"), money_text(found.owed)),
    ]


def _explains(request: AgencyRequest, found: PayerListMonth) -> Explain:
    return lambda lines, said: explain_payer_lines(
        month=found, lines=lines, explanation=said, acting_user=request.user
    )


@requires(duty="handle", levels="city")
@once
def explain_one(
    request: AgencyRequest, payer_list_month_id: int, payer_list_line_id: int
) -> HttpResponseBase:
    found = _month(payer_list_month_id)
    line: PayerListLine = get_object_or_404(
        PayerListLine.objects, pk=payer_list_line_id, statement_month=found
    )
    where = reverse("funds:payer_list_lines", args=[found.pk]) + "?open=yes"
    return explain_line(
        request, line, listed=line.fund_payamt, facts=_facts(found), do=_explains(request, found), where=where
    )


@requires(duty="handle", levels="city")
@once
def explain_outcome(request: AgencyRequest, payer_list_month_id: int) -> HttpResponseBase:
    """Every line of one outcome (``?outcome=``) that nobody explained, in one sentence."""
    found = _month(payer_list_month_id)
    return explain_all(
        request, found, facts=_facts(found), do=_explains(request, found), refused=PayerRefused,
        where=found.get_absolute_url(),
    )  # fmt: skip


@requires(duty="handle", levels="city")
@once
def compare(request: AgencyRequest, payer_list_month_id: int) -> HttpResponseBase:
    """Compare once more with what is settled by now, as a job."""
    found = _month(payer_list_month_id)

    def act() -> str:
        return reverse("job", args=[enqueue_comparing_payer(month=found, acting_user=request.user).pk])

    return act_page(
        request, title=_("Compare anew"), facts=_facts(found), do=act, label=_("Compare anew"),
        said=_("The comparison is running."), cancel_url=found.get_absolute_url(),
    )  # fmt: skip


@requires(duty="review", levels="city")
@once
def confirm(request: AgencyRequest, payer_list_month_id: int) -> HttpResponseBase:
    found = _month(payer_list_month_id)
    form = ConfirmListForm(request.POST or None, initial={"seen": found.owed})
    facts = [*_facts(found), Fact(_("Not explained yet"), f"{not_explained(found).count():,}")]

    def act() -> str:
        confirm_payer_list(month=found, acting_user=request.user, **form.cleaned_data)
        return found.get_absolute_url()

    return act_page(
        request, title=_("Confirm and claim"), facts=facts, affects=claim_table(found),
        warnings=[_("It is claimed from the payer from then on; the list does not change any more.")],
        form=form, do=act, label=_("Confirm"), said=_("The month is confirmed and claimed."),
        cancel_url=found.get_absolute_url(),
    )  # fmt: skip
