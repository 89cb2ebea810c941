"""The catalogue: the list as on a day, and one item with its history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import (
    CatalogueItem,
    CatalogueVersion,
    Change,
    DrugStock,
    InstitutionCode,
    ItemClass,
    ListType,
)
from claims.rules.catalogue import Segment, segments
from claims.services.catalogue_lookup import CatalogueReader
from claims.spreadsheets.catalogue_export import catalogue_workbook
from config.access import requirement_of, requires
from config.codes import name_of
from config.display import percent
from config.listing import Action, ChoiceFilter, Column, DayField, FlagFilter, Listing, TextFilter
from config.listing.filters import Filter
from config.scoping import current_scope
from config.search import Hit
from config.spreadsheets.web import workbook_answer
from institutions.access import AgencyRequest
from institutions.models import Duty

CHANGE_TONES = {"entry": "ok", "change": "info", "exit": "bad", "overlay": "warn"}


def versions_in_reach() -> QuerySet[CatalogueVersion]:
    """Versions of the reader's areas and of the regions above them."""
    return CatalogueVersion.objects.in_reach(current_scope())


def price_text(price: Decimal | None) -> str:
    """A price per unit: at least two decimals, at most six; 999999 is no limit."""
    if price is None:
        return ""
    if price >= 999_999:
        return str(_("no limit"))
    whole = price.quantize(Decimal("0.01"))
    return f"{whole:,}" if whole == price else f"{price.normalize():,f}"


def share_text(share: Decimal | None) -> str:
    return "" if share is None else percent(int(share.scaleb(4)))


def kind_text(list_type: str) -> str:
    """The national kind of item by the beginning of its code."""
    return str(dict(ListType.choices).get(list_type[:3], list_type))


def item_url(code: str) -> str:
    return reverse("claims:catalogue_item", args=[code])


def may_draft(request: AgencyRequest) -> bool:
    from claims.views.catalogue_proposals import propose_change

    return requirement_of(propose_change).met_by(request.assignment)


@dataclass(frozen=True)
class OnDay(Filter):
    """The day as on which the list is read; today when empty."""

    def fields(self, listing: Any) -> dict[str, forms.Field]:
        return {self.name: DayField(label=self.label, required=False)}

    def condition(self, values: dict[str, Any]) -> Q:
        return Q()


def rows_on(day: dt.date) -> QuerySet[CatalogueItem]:
    """Of every layer the row that holds on a day: the newest of its area and scheme."""
    newer = CatalogueItem.objects.filter(
        med_list_codg=OuterRef("med_list_codg"),
        period__contains=day,
        version__state=CatalogueVersion.State.IN_FORCE,
        version__area=OuterRef("version__area"),
        version__insutype=OuterRef("version__insutype"),
        version__number__gt=OuterRef("version__number"),
    )
    inside = CatalogueItem.objects.filter(
        period__contains=day,
        version__in=versions_in_reach().filter(state=CatalogueVersion.State.IN_FORCE),
    )
    return inside.filter(~Exists(newer)).select_related("version__area")


class CatalogueList(Listing):
    key = "catalogue"
    title = gettext_lazy("Catalogue")
    unit = gettext_lazy("yuan per unit")
    columns = (
        Column("med_list_codg", gettext_lazy("Catalogue code"), "code", sort="med_list_codg"),
        Column("item_name", gettext_lazy("Item"), get=lambda row: row.item_name or row.known_name),
        Column("spec", gettext_lazy("Dose form and size")),
        Column("unit", gettext_lazy("Unit")),
        Column("list_type", gettext_lazy("Kind of item"), get=lambda row: kind_text(row.list_type)),
        Column("chrgitm_lv", gettext_lazy("Class")),
        Column("selfpay_prop", gettext_lazy("Own first share"), "text", get=lambda row: share_text(row.selfpay_prop)),
        Column("pric_uplmt_amt", gettext_lazy("Ceiling price"), get=lambda row: price_text(row.pric_uplmt_amt)),
        Column("pay_standard", gettext_lazy("Payment standard"), get=lambda row: price_text(row.pay_standard)),
        Column("change", gettext_lazy("Kind of change"), "badge", tone=CHANGE_TONES),
        Column("start", gettext_lazy("From"), "date", get=lambda row: row.period.lower),
        Column("end", gettext_lazy("Ends before"), "date", get=lambda row: row.period.upper),
        Column("version__area", gettext_lazy("Pooling area")),
        Column("restriction", gettext_lazy("Restriction")),
        Column("insutype", gettext_lazy("Scheme"), default=False,
               get=lambda row: scheme_text(row.version.insutype)),
        Column("essential", gettext_lazy("Essential drug"), get=lambda row: _yes(row.essential), default=False),
        Column("procured", gettext_lazy("Centrally procured"), get=lambda row: _yes(row.procured), default=False),
        Column("negotiated", gettext_lazy("Negotiated drug"), get=lambda row: _yes(row.negotiated), default=False),
        Column("procurement_price", gettext_lazy("Procurement price"), default=False,
               get=lambda row: price_text(row.procurement_price)),
        Column("domestic_standard", gettext_lazy("Domestic standard"), default=False,
               get=lambda row: price_text(row.domestic_standard)),
        Column("version__title", gettext_lazy("Catalogue version"), default=False),
    )  # fmt: skip
    filters = (
        TextFilter(
            "q",
            gettext_lazy("Item"),
            lookups=("med_list_codg__begins", "item_name__contains"),
            hint=gettext_lazy("code or part of the name"),
        ),
        OnDay("day", gettext_lazy("As on")),
        ChoiceFilter("class", gettext_lazy("Class"), field="chrgitm_lv", choices=ItemClass),
        ChoiceFilter("kind", gettext_lazy("Kind of item"), field="list_type__startswith", choices=ListType),
        ChoiceFilter("change", gettext_lazy("Kind of change"), choices=Change),
        FlagFilter("negotiated", gettext_lazy("Negotiated drug")),
        FlagFilter("procured", gettext_lazy("Centrally procured")),
        FlagFilter("essential", gettext_lazy("Essential drug")),
    )
    order = "med_list_codg"
    empty_title = gettext_lazy("No catalogue in force.")
    empty_hint = gettext_lazy(
        "Import the catalogue; it becomes a draft, which a second person puts in force. Without one, fee lines "
        "count as their sender wrote them."
    )

    def rows(self) -> QuerySet[CatalogueItem]:
        day = (self.asked or {}).get("day") or timezone.localdate()
        name = CatalogueItem.objects.filter(
            med_list_codg=OuterRef("med_list_codg"), version__in=versions_in_reach()
        ).exclude(item_name="")
        return rows_on(day).annotate(known_name=Subquery(name.order_by("-version").values("item_name")[:1]))

    def row_url(self, row: CatalogueItem) -> str:
        return item_url(row.med_list_codg)

    def row_css(self, row: CatalogueItem) -> str:
        return "quiet" if row.change == Change.EXIT else ""

    def actions(self) -> list[Action]:
        found = [
            Action(_("Versions and drafts"), reverse("claims:catalogue_versions")),
            Action(
                _("Sheet to import again"),
                f"{reverse('claims:catalogue_xlsx')}?{self.parameters.urlencode()}",
            ),
        ]
        if self.assignment and self.assignment.agency.is_municipal and Duty.HANDLE in self.assignment.duties:
            found += [
                Action(_("New item"), reverse("claims:propose_item")),
                Action(_("Merge catalogues"), reverse("claims:catalogue_merges")),
                Action(_("Import"), reverse("import_upload") + "?kind=catalogue", main=True),
            ]
        return found


def scheme_text(insutype: str) -> str:
    return name_of("insutype", insutype) if insutype else str(_("all schemes"))


def _yes(flag: bool) -> str:
    return str(_("yes")) if flag else ""


@requires(region=True)
def catalogue_list(request: AgencyRequest) -> HttpResponseBase:
    return CatalogueList.respond(request)


@requires(region=True)
def catalogue_xlsx(request: AgencyRequest) -> HttpResponseBase:
    """The own catalogue of the reader's area in the columns of its import, as on ``?day=`` (today when empty)."""
    area = request.assignment.agency.area
    try:
        day = dt.date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        day = timezone.localdate()
    workbook = catalogue_workbook(area=area, day=day)
    return workbook_answer(workbook, f"catalogue-{area.code}-{day}")


@requires(region=True)
def catalogue_item(request: AgencyRequest, code: str) -> HttpResponse:
    """What the code means today, every period of it, where it is kept, and what is being drafted."""
    items = (
        CatalogueItem.objects.filter(med_list_codg=code, version__in=versions_in_reach())
        .select_related("version__area", "version__handled_by", "version__reviewed_by", "handled_by")
        .order_by(F("version__number").desc(nulls_first=True), "-period")
    )
    rows = list(items)
    if not rows:
        raise Http404
    name = next((row.item_name for row in rows if row.item_name), code)
    return render(
        request,
        "claims/catalogue_item.html",
        {
            "title": name,
            "code": code,
            "rows": [_shown(row) for row in rows],
            "lives": _lives(request, code),
            "today": timezone.localdate(),
            "negotiated": any(row.negotiated for row in rows),
            "stock": _stock(code),
            "own_codes": InstitutionCode.objects.filter(med_list_codg=code).select_related("institution")[
                :50
            ],
            "may_draft": may_draft(request),
        },
    )


def find_items(text: str, user: Any) -> Iterator[Hit]:
    """Search provider: by catalogue code."""
    rows = CatalogueItem.objects.filter(med_list_codg=text, version__in=versions_in_reach()).exclude(
        item_name=""
    )
    for row in rows.order_by("-version__number")[:1]:
        yield Hit(row.med_list_codg, item_url(row.med_list_codg), row.item_name)


def _shown(row: CatalogueItem) -> dict[str, Any]:
    return {
        "row": row,
        "tone": CHANGE_TONES[row.change],
        "terms": terms_texts(row),
        "scheme": scheme_text(row.version.insutype),
    }


def terms_texts(terms: Any) -> list[tuple[Any, str]]:
    """Label and text of everything an item (or its terms) grants and limits; what is empty is left out."""
    told = [
        (_("Class"), str(dict(ItemClass.choices).get(terms.chrgitm_lv, terms.chrgitm_lv))),
        (_("Own first share"), share_text(terms.selfpay_prop)),
        (_("Kind of item"), kind_text(terms.list_type) if terms.list_type else ""),
        (_("Dose form and size"), terms.spec),
        (_("Unit"), terms.unit),
        (_("Ceiling price"), price_text(terms.pric_uplmt_amt)),
        (_("Ceiling price at level 1"), price_text(terms.pric_uplmt_lv1)),
        (_("Ceiling price at level 2"), price_text(terms.pric_uplmt_lv2)),
        (_("Ceiling price at level 3"), price_text(terms.pric_uplmt_lv3)),
        (_("Payment standard"), price_text(terms.pay_standard)),
        (_("Procurement price"), price_text(terms.procurement_price)),
        (_("Domestic standard"), price_text(terms.domestic_standard)),
        (_("Restriction"), terms.restriction),
    ]
    flags = ("essential", "procured", "negotiated", "is_imported")
    named = [str(CatalogueItem._meta.get_field(flag).verbose_name) for flag in flags if getattr(terms, flag)]  # type: ignore[union-attr]
    return [(label, text) for label, text in [*told, (_("Marks"), " · ".join(named))] if text]


def _lives(request: AgencyRequest, code: str) -> list[tuple[str, list[dict[str, Any]]]]:
    """For every scheme that has rows of its own: the item's periods as they are paid in the reader's area."""
    reader = CatalogueReader()
    reader.load([code])
    area = request.assignment.agency.area_id
    schemes = (
        versions_in_reach()
        .filter(items__med_list_codg=code, state="in_force")
        .values_list("insutype", flat=True)
    )
    found = []
    for insutype in sorted({"", *schemes}):
        life = list(segments(reader.rows(area, insutype, code)))
        if life:
            found.append((scheme_text(insutype), [_segment(one) for one in life]))
    return found


def _segment(one: Segment) -> dict[str, Any]:
    today = timezone.localdate()
    found = one.found
    return {
        "start": one.start,
        "end": one.end,
        "now": one.start <= today and (one.end is None or today < one.end),
        "left": found is not None and found.left,
        "terms": terms_texts(found.terms) if found is not None and not found.left else [],
        "overridden": found is not None and len(found.rows) > 1,
    }


def _stock(code: str) -> QuerySet[DrugStock]:
    """Where it is kept today."""
    today = timezone.localdate()
    kept = DrugStock.objects.filter(med_list_codg=code, period__contains=today)
    return kept.select_related("institution__county").order_by("institution__fixmedins_code")
