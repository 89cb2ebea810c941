"""Negotiated drugs: which are in the catalogue today, and where they are to be had."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import CatalogueItem, Change, DrugStock
from claims.services.drug_stock import end_stock
from claims.views.catalogue import item_url, price_text, rows_on
from config.access import requires
from config.display import day as day_text
from config.forms import DayField, Fact, act_page, once
from config.listing import Action, ChoiceFilter, Column, FlagFilter, Listing, TextFilter
from institutions.access import AgencyRequest
from institutions.models import Duty
from institutions.views.institutions import counties_in_reach


class NegotiatedList(Listing):
    key = "negotiated-drugs"
    title = gettext_lazy("Negotiated drugs")
    columns = (
        Column("med_list_codg", gettext_lazy("Catalogue code"), "code", sort="med_list_codg"),
        Column("item_name", gettext_lazy("Item")),
        Column("spec", gettext_lazy("Dose form and size")),
        Column(
            "pay_standard", gettext_lazy("Payment standard"), get=lambda row: price_text(row.pay_standard)
        ),
        Column("end", gettext_lazy("Ends before"), "date", get=lambda row: row.period.upper),
        Column("hospitals", gettext_lazy("Hospitals"), "number"),
        Column("pharmacies", gettext_lazy("Pharmacies"), "number"),
        Column("counties", gettext_lazy("Counties"), "number"),
        Column(
            "state", gettext_lazy("State"), "badge", get=lambda row: _kept(row), tone=lambda row: _tone(row)
        ),
        Column("restriction", gettext_lazy("Restriction")),
    )
    filters = (
        TextFilter("q", gettext_lazy("Item"), lookups=("med_list_codg__begins", "item_name__contains"),
                   hint=gettext_lazy("code or part of the name")),
        FlagFilter("kept", gettext_lazy("To be had"), field="is_kept"),
    )  # fmt: skip
    order = "med_list_codg"
    empty_title = gettext_lazy("No negotiated drug is in the catalogue.")
    empty_hint = gettext_lazy(
        "Negotiated drugs of the catalogue in force appear here with where they are to be had."
    )

    def rows(self) -> QuerySet[CatalogueItem]:
        today = timezone.localdate()
        kept = DrugStock.objects.filter(med_list_codg=OuterRef("med_list_codg"), period__contains=today)
        inside = rows_on(today).filter(negotiated=True).exclude(change__in=[Change.EXIT, Change.OVERLAY])
        return inside.annotate(
            is_kept=Exists(kept),
            hospitals=_counted(kept.filter(institution__kind="1"), "institution"),
            pharmacies=_counted(kept.filter(institution__kind="2"), "institution"),
            counties=_counted(kept, "institution__county"),
        )

    def row_url(self, row: CatalogueItem) -> str:
        return item_url(row.med_list_codg)

    def row_css(self, row: Any) -> str:
        return "" if row.is_kept else "late"

    def actions(self) -> list[Action]:
        found = [Action(_("Where they are kept"), reverse("claims:drug_stock"))]
        if self.assignment and Duty.HANDLE in self.assignment.duties:
            found.append(Action(_("Import"), reverse("import_upload") + "?kind=drug_stock", main=True))
        return found


def _counted(kept: QuerySet[DrugStock], what: str) -> Coalesce:
    """How many different ``what`` keep the drug."""
    counted = kept.order_by().values("med_list_codg").annotate(n=Count(what, distinct=True)).values("n")
    return Coalesce(Subquery(counted), 0)


def _kept(row: Any) -> str:
    return str(_("to be had")) if row.is_kept else str(_("nowhere to be had"))


def _tone(row: Any) -> str:
    return "ok" if row.is_kept else "bad"


@requires()
def negotiated_list(request: AgencyRequest) -> HttpResponseBase:
    return NegotiatedList.respond(request)


class StockList(Listing):
    key = "drug-stock"
    title = gettext_lazy("Negotiated drugs in stock")
    columns = (
        Column(
            "med_list_codg",
            gettext_lazy("Catalogue code"),
            "code",
            link=lambda row: item_url(row.med_list_codg),
        ),
        Column("item_name", gettext_lazy("Item")),
        Column("institution__name", gettext_lazy("Institution")),
        Column("institution__kind", gettext_lazy("Kind")),
        Column("institution__county", gettext_lazy("County")),
        Column("start", gettext_lazy("From"), "date", get=lambda row: row.period.lower),
        Column("end", gettext_lazy("Ends before"), "date", get=lambda row: row.period.upper),
        Column("note", gettext_lazy("Note")),
        Column("handled_by", gettext_lazy("Handled by"), default=False),
    )
    filters = (
        TextFilter("q", gettext_lazy("Drug or institution"),
                   lookups=("med_list_codg__begins", "institution__name__begins"),
                   hint=gettext_lazy("code or start of the institution's name")),
        ChoiceFilter("county", gettext_lazy("County"), field="institution__county", choices=counties_in_reach),
        FlagFilter("now", gettext_lazy("Still kept"), when=Q(period__endswith__isnull=True)),
    )  # fmt: skip
    empty_title = gettext_lazy("Nobody has said where negotiated drugs are kept.")
    empty_hint = gettext_lazy("Import which hospital or pharmacy keeps which negotiated drug.")

    def rows(self) -> QuerySet[DrugStock]:
        name = CatalogueItem.objects.filter(med_list_codg=OuterRef("med_list_codg")).exclude(item_name="")
        stock = DrugStock.objects.select_related("institution__county", "handled_by")
        return stock.annotate(item_name=Subquery(name.order_by("-version").values("item_name")[:1]))

    def row_url(self, row: DrugStock) -> str | None:
        if self.assignment and Duty.HANDLE in self.assignment.duties and row.period.upper is None:
            return reverse("claims:end_stock", args=[row.pk])
        return None


@requires()
def stock_list(request: AgencyRequest) -> HttpResponseBase:
    return StockList.respond(request)


class LastDayForm(forms.Form):
    last_day = DayField(label=gettext_lazy("Last day"))


@requires(duty="handle")
@once
def stop_stocking(request: AgencyRequest, stock_id: int) -> HttpResponseBase:
    """Say that an institution keeps a drug no longer."""
    stock = get_object_or_404(DrugStock.objects.select_related("institution"), pk=stock_id)
    form = LastDayForm(request.POST or None, initial={"last_day": timezone.localdate()})

    def stop() -> str:
        end_stock(stock=stock, last_day=form.cleaned_data["last_day"], acting_user=request.user)
        return reverse("claims:drug_stock")

    return act_page(
        request,
        title=_("Kept no longer"),
        facts=[
            Fact(_("Institution"), stock.institution),
            Fact(_("Catalogue code"), stock.med_list_codg),
            Fact(_("From"), day_text(stock.period.lower)),
        ],
        form=form,
        do=stop,
        label=_("Save"),
        said=_("Saved."),
        cancel_url=reverse("claims:drug_stock"),
    )
