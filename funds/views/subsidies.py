"""Fiscal subsidies: the year's board of what is due, received and late; receipts; dunning letters (NB-15)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.forms_budgets import WhyForm
from claims.reads.budgets import counties_of
from config.access import requires
from config.codes import name_of
from config.display import changed_query, money_text
from config.forms import Fact, act_page, once
from config.keeping import Lately, at_once
from config.listing import Action, ChoiceFilter, Column, Listing, Table
from config.listing.export import tables_workbook
from config.spreadsheets.web import workbook_answer
from funds.forms_subsidies import QUARTERS, ReceiptForm, YearForm
from funds.models import Government, SubsidyCount, SubsidyDunning, SubsidyReceipt
from funds.reads.newest_year import newest_year
from funds.reads.subsidies import SubsidyDue, SubsidyYear, subsidy_year
from funds.services.subsidies.dun import dun_subsidy
from funds.services.subsidies.receive import check_receipt, drop_receipt, enter_receipt
from funds.views.asking import chosen_from
from institutions.access import AgencyRequest
from institutions.models import Agency
from institutions.views.institutions import counties_in_reach

STATES = {
    "paid": gettext_lazy("paid in"),
    "short": gettext_lazy("short and late"),
    "late": gettext_lazy("late, nothing paid in"),
    "awaited": gettext_lazy("not due yet"),
}
LATE = ("short", "late")
TONE = {"paid": "ok", "short": "bad", "late": "bad", "awaited": "plain"}
RECEIPT_TONE = {"entered": "warn", "booked": "ok", "dropped": "plain"}


def dun_url(row: SubsidyDue, year: int, insutype: str) -> str:
    asked: dict[str, str | int] = {
        "county": row.county.pk, "payer": row.payer, "quarter": row.quarter, "year": year, "insutype": insutype
    }  # fmt: skip
    return f"{reverse('funds:dun_subsidy')}?{urlencode(asked)}"


def dues_table(found: SubsidyYear, *, may_dun: bool, late_first: bool = False) -> Table:
    """``late_first``: what somebody has to dun is not looked for among a city's hundred and more quarters."""
    bill = found.bill
    rows = sorted(found.dues, key=lambda row: row.state not in LATE) if late_first else list(found.dues)

    def dun(row: SubsidyDue) -> str | None:
        late = may_dun and row.state in LATE
        return dun_url(row, bill.year, bill.insutype) if late else None

    columns = [
        Column("county", _("County")),
        Column("payer_name", _("Owed by")),
        Column("quarter", _("Quarter"), "number"),
        Column("due_on", _("Due day of the subsidy"), "date"),
        Column("due", _("Subsidy due"), "money"),
        Column("received", _("Paid in so far"), "money"),
        Column("direct", _("Direct central funds"), "money"),
        Column("open", _("Still to be paid in"), "money"),
        Column("state", _("State"), "badge", get=lambda row: STATES[row.state],
               tone=lambda row: TONE[row.state], link=dun),
        Column("letters", _("Letters"), "number"),
        Column("dunned", _("Last dunned"), "date"),
        Column("clause", _("Clause")),
        Column("assumed", _("Assumed"), "assumed"),
    ]  # fmt: skip
    sums = ("due", "received", "direct", "open")
    totals = {name: sum((getattr(one, name) for one in found.dues), Decimal(0)) for name in sums}
    return Table(
        caption=_("Due by county, government and quarter"),
        columns=columns,
        rows=rows,
        totals=totals if found.dues else None,
        total_title=_("Together"),
        unit=_("yuan"),
        empty=_("The policy does not say by which day subsidies are paid in, or nobody is insured."),
    )


def budget_table(found: SubsidyYear) -> Table:
    """The quarters beside the approved budget: told, not dunned by."""
    return Table(
        caption=_("Beside the approved budget"),
        columns=[
            Column("county", _("County")),
            Column("quarter", _("Quarter"), "number"),
            Column("due_on", _("Due day of the subsidy"), "date"),
            Column("due", _("Due by people insured"), "money"),
            Column("budget", _("In the budget"), "money"),
            Column("beyond", _("Due beyond the budget"), "money"),
            Column("came", _("Came in, direct funds with it"), "money"),
            Column("missing", _("Of the budget not come in"), "money"),
        ],
        rows=list(found.budgeted),
        totals={
            name: sum((getattr(one, name) for one in found.budgeted), Decimal(0))
            for name in ("due", "budget", "beyond", "came", "missing")
        }
        if found.budgeted
        else None,
        total_title=_("Together"),
        unit=_("yuan"),
        empty=_("No budget of the year is approved."),
    )


@requires()
def board(request: AgencyRequest) -> HttpResponseBase:
    """A year's subsidy: due, received, direct, short; with ``export`` as a workbook, with ``print`` on paper."""
    agency, today = request.assignment.agency, timezone.localdate()
    counties = [
        (one.pk, str(one)) for one in counties_of(agency.area) if one.pk in request.user.scope().counties
    ]
    latest = newest_year(SubsidyCount.objects.filter(due__gt=0), SubsidyReceipt.objects.all())
    form = YearForm(request.GET, counties=counties, latest=latest)
    if not form.is_valid():
        form = YearForm({}, counties=counties, latest=latest)
        form.is_valid()
    asked = form.cleaned_data
    on_screen = "export" not in request.GET and "print" not in request.GET
    lately = Lately(request)
    found = subsidy_year(area=agency.area, today=today, asking=lately if on_screen else at_once, **asked)
    may_finance = "finance" in request.assignment.duties
    table = dues_table(found, may_dun=may_finance, late_first=on_screen)
    beside = budget_table(found)
    title = _("Subsidies of %(year)s, %(scheme)s") % {
        "year": asked["year"], "scheme": name_of("insutype", asked["insutype"]),
    }  # fmt: skip
    if "export" in request.GET:
        return workbook_answer(tables_workbook([table, beside]), title)
    totals: Any = table.totals or dict.fromkeys(("due", "received", "direct", "open"), Decimal(0))
    late = [one for one in found.dues if one.state in LATE]
    context: dict[str, Any] = {
        "title": title, "form": form, "table": table, "found": found, "totals": totals, "late": late,
        "counted_at": lately.at,
        "late_open": sum((one.open for one in late), Decimal(0)), "may_finance": may_finance,
        "print_url": changed_query(request.GET, print="1"), "export_url": changed_query(request.GET, export="1"),
        "tables": [table, beside], "beside": beside, "agency": agency, "period": str(asked["year"]),
        "printed_at": timezone.now(), "maker": request.user, "checker": None, "back_url": request.path,
    }  # fmt: skip
    template = "components/tables_sheet.html" if "print" in request.GET else "funds/subsidies/board.html"
    return render(request, template, context)


class SubsidyReceiptList(Listing):
    key = "funds.subsidy_receipts"
    title = gettext_lazy("Subsidies received")
    unit = gettext_lazy("yuan")
    columns = (
        Column("received_on", gettext_lazy("Money received on"), "date"),
        Column("county", gettext_lazy("County")),
        Column("year", gettext_lazy("Year of cover"), get=lambda row: str(row.year)),
        Column("quarter", gettext_lazy("Quarter"), "number"),
        Column("payer", gettext_lazy("Paying government")),
        Column(
            "direct", gettext_lazy("Direct central funds"), get=lambda row: _("yes") if row.direct else ""
        ),
        Column("amount", gettext_lazy("Amount"), "money", total=True),
        Column("voucher_no", gettext_lazy("Voucher"), "code"),
        Column("state", gettext_lazy("State"), "badge", tone=RECEIPT_TONE),
        Column("entered_by", gettext_lazy("Entered by")),
        Column("checked_by", gettext_lazy("Checked by")),
        Column("booked_on", gettext_lazy("Booked on"), "date"),
        Column("reason", gettext_lazy("Why it was dropped"), default=False),
    )
    filters = (
        ChoiceFilter("year", gettext_lazy("Year of cover"), choices=lambda _listing: _years()),
        ChoiceFilter("quarter", gettext_lazy("Quarter"), choices=QUARTERS),
        ChoiceFilter("payer", gettext_lazy("Paying government"), choices=Government),
        ChoiceFilter("state", gettext_lazy("State"), choices=SubsidyReceipt.State),
        ChoiceFilter("county", gettext_lazy("County"), choices=counties_in_reach),
    )
    order = "-pk"
    empty_title = gettext_lazy("No subsidy has been entered yet.")
    empty_hint = gettext_lazy(
        "Enter what reached the fiscal special account, or import a sheet; a second person checks it into the books."
    )

    def rows(self) -> QuerySet[SubsidyReceipt]:
        receipts: QuerySet[SubsidyReceipt] = SubsidyReceipt.objects.all()
        return receipts.select_related("county", "entered_by", "checked_by")

    def row_url(self, row: SubsidyReceipt) -> str | None:
        if row.state == SubsidyReceipt.State.BOOKED:
            return None
        if "review" in self.assignment.duties:
            return reverse("funds:check_subsidy", args=[row.pk])
        return reverse("funds:drop_subsidy", args=[row.pk]) if "finance" in self.assignment.duties else None

    def actions(self) -> Iterator[Action]:
        if "finance" in self.assignment.duties:
            yield Action(_("Import"), f"{reverse('import_upload')}?kind=subsidy_receipts")
            yield Action(_("Enter a subsidy"), reverse("funds:enter_subsidy"), main=True)


def _years() -> list[tuple[int, str]]:
    this = timezone.localdate().year
    return [(year, str(year)) for year in range(this + 1, this - 10, -1)]


@requires()
def receipt_list(request: AgencyRequest) -> HttpResponseBase:
    return SubsidyReceiptList.respond(request)


@requires(duty="finance")
@once
def enter(request: AgencyRequest) -> HttpResponseBase:
    reach = request.user.scope().counties
    counties = Agency.objects.filter(
        area=request.assignment.agency.area, level=Agency.Level.COUNTY, pk__in=reach
    )
    form = ReceiptForm(request.POST or None, counties=counties.order_by("code"))

    def do() -> str:
        enter_receipt(acting_user=request.user, **form.cleaned_data)
        return reverse("funds:subsidy_receipts")

    return act_page(
        request, title=_("Enter a subsidy"), form=form, do=do, label=_("Enter"),
        said=_("Entered: a second person checks it into the books."), cancel_url=reverse("funds:subsidy_receipts"),
    )  # fmt: skip


def _facts(receipt: SubsidyReceipt) -> list[Fact]:
    return [
        Fact(_("County"), receipt.county),
        Fact(_("Paying government"), receipt.get_payer_display()),
        Fact(_("Year of cover"), f"{receipt.year}-{receipt.quarter}"),
        Fact(_("Direct central funds"), _("yes") if receipt.direct else _("no")),
        Fact(_("Amount"), money_text(receipt.amount)),
        Fact(_("Money received on"), receipt.received_on),
        Fact(_("Voucher"), receipt.voucher_no),
        Fact(_("Entered by"), receipt.entered_by),
    ]


def _receipt(receipt_id: int) -> SubsidyReceipt:
    known = SubsidyReceipt.objects.select_related("county__area", "entered_by")
    found: SubsidyReceipt = get_object_or_404(known, pk=receipt_id)
    return found


@requires(duty="review")
@once
def check(request: AgencyRequest, subsidy_receipt_id: int) -> HttpResponseBase:
    receipt = _receipt(subsidy_receipt_id)

    def do() -> str:
        entry = check_receipt(receipt=receipt, acting_user=request.user)
        return reverse("funds:entry", args=[entry.pk])

    return act_page(
        request, title=_("Check a subsidy into the books"), facts=_facts(receipt), do=do, said=_("Booked."),
        cancel_url=reverse("funds:subsidy_receipts"),
    )  # fmt: skip


@requires(duty="finance")
@once
def drop(request: AgencyRequest, subsidy_receipt_id: int) -> HttpResponseBase:
    receipt = _receipt(subsidy_receipt_id)
    form = WhyForm(request.POST or None)

    def do() -> str:
        drop_receipt(receipt=receipt, acting_user=request.user, **form.cleaned_data)
        return reverse("funds:subsidy_receipts")

    return act_page(
        request, title=_("Drop what was entered"), facts=_facts(receipt), form=form, do=do, said=_("Dropped."),
        cancel_url=reverse("funds:subsidy_receipts"), danger=True,
    )  # fmt: skip


@requires(duty="finance")
@once
@chosen_from("funds:subsidies")
def dun(request: AgencyRequest) -> HttpResponseBase:
    """The summary of a letter; confirmed, it is written."""
    asked, today = request.GET, timezone.localdate()
    try:
        county, year, quarter = int(asked["county"]), int(asked["year"]), int(asked["quarter"])
        payer, insutype = asked["payer"], asked["insutype"]
    except (KeyError, ValueError) as wrong:
        raise Http404 from wrong
    where = get_object_or_404(
        Agency.objects.filter(pk__in=request.user.scope().counties).select_related("area"), pk=county
    )
    found = subsidy_year(area=where.area, year=year, insutype=insutype, today=today, county=county)
    due = next((one for one in found.dues if (one.payer, one.quarter) == (payer, quarter)), None)
    if due is None:
        raise Http404

    def do() -> str:
        letter = dun_subsidy(
            county=where, insutype=insutype, year=year, quarter=quarter, payer=payer, acting_user=request.user
        )
        return reverse("funds:subsidy_letter", args=[letter.pk])

    facts = [
        Fact(_("County"), where),
        Fact(_("Owed by"), due.payer_name),
        Fact(_("Year of cover"), f"{year}-{quarter}"),
        Fact(_("Due day of the subsidy"), due.due_on),
        Fact(_("Subsidy due"), money_text(due.due)),
        Fact(_("Still to be paid in"), money_text(due.open)),
        Fact(_("Letters"), due.letters),
    ]
    return act_page(
        request, title=_("Write a dunning letter"), facts=facts, do=do, label=_("Write"),
        said=_("Written: print it and send it."), cancel_url=reverse("funds:subsidies"),
    )  # fmt: skip


@requires()
def letter(request: AgencyRequest, subsidy_dunning_id: int) -> HttpResponseBase:
    """The letter on paper."""
    known = SubsidyDunning.objects.select_related("county__area", "county__parent", "written_by")
    one = get_object_or_404(known, pk=subsidy_dunning_id)
    quarter = _("quarter %(quarter)s of %(year)s") % {"quarter": one.quarter, "year": one.year}
    context = {
        "title": _("Letter about a subsidy not paid in"), "letter": one,
        "scheme": name_of("insutype", one.insutype), "agency": request.assignment.agency,
        "period": quarter, "printed_at": timezone.now(), "maker": one.written_by, "checker": None,
        "back_url": f"{reverse('funds:subsidies')}?year={one.year}",
    }  # fmt: skip
    return render(request, "funds/subsidies/letter.html", context)


class SubsidyLetterList(Listing):
    key = "funds.subsidy_letters"
    title = gettext_lazy("Dunning letters for subsidies")
    unit = gettext_lazy("yuan")
    columns = (
        Column("number", gettext_lazy("Number"), "code"),
        Column("written_at", gettext_lazy("Written at"), "minute"),
        Column("county", gettext_lazy("County")),
        Column("payer", gettext_lazy("Owed by")),
        Column("year", gettext_lazy("Year of cover"), get=lambda row: str(row.year)),
        Column("quarter", gettext_lazy("Quarter"), "number"),
        Column("due_on", gettext_lazy("Due day of the subsidy"), "date"),
        Column("due", gettext_lazy("Subsidy due"), "money"),
        Column("short", gettext_lazy("Short"), "money", total=True),
        Column("written_by", gettext_lazy("Written by")),
    )
    filters = (
        ChoiceFilter("year", gettext_lazy("Year of cover"), choices=lambda _listing: _years()),
        ChoiceFilter("payer", gettext_lazy("Owed by"), choices=Government),
        ChoiceFilter("county", gettext_lazy("County"), choices=counties_in_reach),
    )
    order = "-pk"
    empty_title = gettext_lazy("No letter has been written yet.")
    empty_hint = gettext_lazy("The board of subsidies shows what is late; its state leads to the letter.")

    def rows(self) -> QuerySet[SubsidyDunning]:
        letters: QuerySet[SubsidyDunning] = SubsidyDunning.objects.all()
        return letters.select_related("county", "written_by")

    def row_url(self, row: SubsidyDunning) -> str:
        return reverse("funds:subsidy_letter", args=[row.pk])


@requires()
def letter_list(request: AgencyRequest) -> HttpResponseBase:
    return SubsidyLetterList.respond(request)
