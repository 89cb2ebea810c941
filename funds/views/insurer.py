"""Insurer and medical aid: claims by month with what came back and how old they are; receipts (ZY-14)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.forms_budgets import WhyForm
from config.access import requires
from config.codes import name_of
from config.display import changed_query, money_text
from config.forms import Fact, act_page, once
from config.listing import Action, ChoiceFilter, Column, Listing, MonthFilter, Table
from config.listing.export import tables_workbook
from config.spreadsheets.web import workbook_answer
from funds.forms_insurer import ClaimsForm, GivenBackForm
from funds.models import Clearing, PayerRemittance
from funds.reads.insurer import PayerClaim, claims_on_payers
from funds.reads.newest_year import newest_year
from funds.services.insurer.give_back import check_given_back, drop_given_back, enter_given_back
from funds.services.keeping import counties_kept_by
from funds.views.asking import chosen_from
from institutions.access import AgencyRequest

STATES = {
    "unclaimed": gettext_lazy("list not confirmed yet"),
    "open": gettext_lazy("nothing came back"),
    "part": gettext_lazy("came back in part"),
    "settled": gettext_lazy("settled"),
    "over": gettext_lazy("more came back than laid out"),
}
TONE = {"unclaimed": "info", "open": "warn", "part": "warn", "settled": "ok", "over": "bad"}
MONEY_TONE = {"entered": "warn", "booked": "ok", "dropped": "plain"}


def claims_table(found: list[PayerClaim], *, may_enter: set[int]) -> Table:
    """``may_enter``: counties whose money the reader may enter."""

    def enter(row: PayerClaim) -> str | None:
        asked = f"{reverse('funds:enter_given_back')}?{urlencode(row.query)}"
        return asked if row.insu_county.pk in may_enter and row.state != "settled" else None

    caption = _("Claims on insurer and medical aid")
    columns = [
        Column("month", _("Month"), "month"),
        Column("state", _("State"), "badge", get=lambda row: STATES[row.state],
               tone=lambda row: TONE[row.state], link=enter),
        Column("age", _("Days since the month"), "number",
               get=lambda row: None if row.state == "settled" else row.age),
        Column("payer", _("Paying side")),
        Column("insutype", _("Scheme"), get=lambda row: name_of("insutype", row.insutype)),
        Column("laid_out_by", _("Laid out by")),
        Column("insu_county", _("Insured in")),
        Column("bills", _("Bills"), "number"),
        Column("laid_out", _("By the bills"), "money"),
        Column("claimed", _("Claimed by confirmed lists"), "money"),
        Column("disputed", _("Not in their list"), "money"),
        Column("received", _("Paid back so far"), "money"),
        Column("waiting", _("Entered, not checked"), "money"),
        Column("open", _("Still open"), "money"),
    ]  # fmt: skip
    if len({row.insutype for row in found}) == 1:
        # All of one scheme: its name stands above, and the amounts fit on the screen.
        columns = [one for one in columns if one.name != "insutype"]
        caption = f"{caption} · {name_of('insutype', found[0].insutype)}"
    sums = ("laid_out", "claimed", "disputed", "received", "waiting", "open")
    totals = {name: sum((getattr(one, name) or Decimal(0) for one in found), Decimal(0)) for name in sums}
    return Table(
        caption=caption,
        columns=columns,
        rows=found,
        totals=totals if found else None,
        total_title=_("Together"),
        unit=_("yuan"),
        empty=_("Nothing was laid out for insurer or medical aid in cleared months of this year."),
    )


@requires()
def claims(request: AgencyRequest) -> HttpResponseBase:
    """On screen, with ``print`` on paper, with ``export`` as a workbook."""
    latest = newest_year(Clearing.objects.all(), field="month")
    form = ClaimsForm(request.GET, latest=latest)
    if not form.is_valid():
        form = ClaimsForm({}, latest=latest)
        form.is_valid()
    asked, today = form.cleaned_data, timezone.localdate()
    found = claims_on_payers(
        today=today, year=asked["year"], part=asked["part"] or None, only_open=asked["only_open"]
    )
    may_finance = "finance" in request.assignment.duties
    kept = counties_kept_by(request.assignment.agency, today) if may_finance else set()
    table = claims_table(found, may_enter=kept)
    title = _("Claims on insurer and medical aid, %(year)s") % {"year": asked["year"]}
    if "export" in request.GET:
        return workbook_answer(tables_workbook([table]), title)
    oldest = [one.age for one in found if one.age is not None and one.open > 0]
    context: dict[str, Any] = {
        "title": title, "form": form, "table": table, "totals": table.totals, "may_finance": may_finance,
        "oldest": max(oldest, default=None), "tables": [table], "agency": request.assignment.agency,
        "print_url": changed_query(request.GET, print="1"), "export_url": changed_query(request.GET, export="1"),
        "period": str(asked["year"]), "printed_at": timezone.now(), "maker": request.user, "checker": None,
        "back_url": request.path,
    }  # fmt: skip
    if "print" in request.GET:
        return render(request, "components/tables_sheet.html", context)
    return render(request, "funds/insurer/claims.html", context)


def _claim(request: AgencyRequest) -> PayerClaim:
    """The claim the address asks about, within reach."""
    asked = request.GET
    try:
        month = dt.date.fromisoformat(f"{asked['month']}-01")
    except (KeyError, ValueError) as wrong:
        raise Http404 from wrong
    found = claims_on_payers(today=timezone.localdate(), year=month.year, part=asked.get("part"))
    wanted = {name: asked.get(name) for name in ("part", "scheme", "month", "by", "insured")}
    claim = next((one for one in found if one.query == wanted), None)
    if claim is None:
        raise Http404
    return claim


@requires(duty="finance")
@once
@chosen_from("funds:payer_claims")
def enter(request: AgencyRequest) -> HttpResponseBase:
    claim = _claim(request)
    form = GivenBackForm(request.POST or None, initial={"amount": claim.to_enter})

    def do() -> str:
        enter_given_back(
            fund_part=claim.fund_part, insutype=claim.insutype, month=claim.month, laid_out_by=claim.laid_out_by,
            insu_county=claim.insu_county, acting_user=request.user, **form.cleaned_data,
        )  # fmt: skip
        return reverse("funds:given_back")

    facts = [
        Fact(_("Paying side"), claim.payer),
        Fact(_("Month of the bills"), f"{claim.month:%Y-%m}"),
        Fact(_("Laid out by"), claim.laid_out_by),
        Fact(_("Insured in"), claim.insu_county),
        Fact(_("By the bills"), money_text(claim.laid_out)),
        Fact(
            _("Claimed by confirmed lists"),
            _("list not confirmed yet") if claim.claimed is None else money_text(claim.claimed),
        ),
        Fact(_("Paid back so far"), money_text(claim.received)),
        Fact(_("Entered, not checked"), money_text(claim.waiting)),
    ]
    warnings = []
    if claim.claimed is None:
        warnings.append(
            _("The payer's list of this month is not confirmed yet: compare what came in with it.")
        )
    return act_page(
        request, title=_("Enter money given back"), facts=facts, warnings=warnings, form=form, do=do, label=_("Enter"),
        said=_("Entered: a second person checks it into the books."), cancel_url=reverse("funds:payer_claims"),
    )  # fmt: skip


class GivenBackList(Listing):
    key = "funds.given_back"
    title = gettext_lazy("Given back by insurer and aid")
    unit = gettext_lazy("yuan")
    columns = (
        Column("received_on", gettext_lazy("Money received on"), "date"),
        Column("fund_part", gettext_lazy("Paying side")),
        Column("insutype", gettext_lazy("Scheme"), get=lambda row: name_of("insutype", row.insutype)),
        Column("month", gettext_lazy("Month of the bills"), "month"),
        Column("laid_out_by", gettext_lazy("Laid out by")),
        Column("insu_county", gettext_lazy("Insured in")),
        Column("amount", gettext_lazy("Amount"), "money", total=True),
        Column("evidence", gettext_lazy("Evidence"), "code"),
        Column("state", gettext_lazy("State"), "badge", tone=MONEY_TONE),
        Column("entered_by", gettext_lazy("Entered by")),
        Column("checked_by", gettext_lazy("Checked by")),
        Column("booked_on", gettext_lazy("Booked on"), "date"),
    )
    filters = (
        MonthFilter("month", gettext_lazy("Month"), field="month"),
        ChoiceFilter("part", gettext_lazy("Paying side"), field="fund_part", choices=PayerRemittance.Payer),
        ChoiceFilter("state", gettext_lazy("State"), choices=PayerRemittance.State),
    )
    order = "-pk"
    empty_title = gettext_lazy("Nothing has come back yet.")
    empty_hint = gettext_lazy(
        "The list of claims leads to entering what came back; a second person checks it."
    )

    def actions(self) -> Iterator[Action]:
        if "finance" in self.assignment.duties:
            upload = f"{reverse('import_upload')}?kind=payer_receipts"
            yield Action(_("Import a sheet"), upload, main=True)

    def rows(self) -> QuerySet[PayerRemittance]:
        money: QuerySet[PayerRemittance] = PayerRemittance.objects.all()
        return money.select_related("laid_out_by", "insu_county", "entered_by", "checked_by")

    @cached_property
    def kept(self) -> set[int]:
        return counties_kept_by(self.assignment.agency, timezone.localdate())

    def row_url(self, row: PayerRemittance) -> str | None:
        if row.state != PayerRemittance.State.ENTERED or row.insu_county_id not in self.kept:
            return None
        if "review" in self.assignment.duties:
            return reverse("funds:check_given_back", args=[row.pk])
        return (
            reverse("funds:drop_given_back", args=[row.pk]) if "finance" in self.assignment.duties else None
        )


@requires()
def given_back_list(request: AgencyRequest) -> HttpResponseBase:
    return GivenBackList.respond(request)


def _on_money(
    request: AgencyRequest,
    money_id: int,
    title: str,
    said: str,
    do: Callable[..., Any],
    form: forms.Form | None = None,
) -> HttpResponseBase:
    known = PayerRemittance.objects.select_related("laid_out_by__area", "insu_county", "entered_by")
    money: PayerRemittance = get_object_or_404(known, pk=money_id)
    where = reverse("funds:given_back")

    def act() -> str:
        do(money=money, acting_user=request.user, **({} if form is None else form.cleaned_data))
        return where

    facts = [
        Fact(_("Paying side"), money.get_fund_part_display()),
        Fact(_("Month of the bills"), f"{money.month:%Y-%m}"),
        Fact(_("Laid out by"), money.laid_out_by),
        Fact(_("Insured in"), money.insu_county),
        Fact(_("Amount"), money_text(money.amount)),
        Fact(_("Money received on"), money.received_on),
        Fact(_("Evidence"), money.evidence),
        Fact(_("Entered by"), money.entered_by),
    ]
    return act_page(request, title=title, facts=facts, form=form, do=act, said=said, cancel_url=where)


@requires(duty="review")
@once
def check(request: AgencyRequest, payer_remittance_id: int) -> HttpResponseBase:
    title = _("Check money given back into the books")
    return _on_money(request, payer_remittance_id, title, _("Booked."), check_given_back)


@requires(duty="finance")
@once
def drop(request: AgencyRequest, payer_remittance_id: int) -> HttpResponseBase:
    form = WhyForm(request.POST or None)
    return _on_money(
        request, payer_remittance_id, _("Drop what was entered"), _("Dropped."), drop_given_back, form
    )
