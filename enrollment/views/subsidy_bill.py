"""The bill of a year's resident subsidy to each level of government, and the people it counts (NB-02, JJ-05, HG-11)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, partial
from io import BytesIO
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.access import requires
from config.codes import name_of
from config.keeping import Lately, at_once
from config.listing import ChoiceFilter, Column, FlagFilter, Listing, Table
from config.listing.export import TYPES
from config.spreadsheets.web import dated, workbook_answer
from config.spreadsheets.writer import OutColumn, Sheet, write_workbook
from enrollment.explaining import item_name, payer_name
from enrollment.models import Coverage
from enrollment.reads.insured import aid_categories_in, counted_elsewhere, insured_in
from enrollment.reads.subsidy_bill import RESIDENT_SCHEMES, Bill, BilledGroup, Instalment, bill_of
from enrollment.resident_forms import RESIDENT_CATEGORIES
from enrollment.rules.contributions.subsidies import GOVERNMENTS
from institutions.access import AgencyRequest
from institutions.models import Agency
from institutions.policy.wording import word
from institutions.views.institutions import counties_in_reach

NOBODY = "none"
YEARS_BACK = 10


def years() -> list[tuple[int, str]]:
    this = timezone.localdate().year
    return [(year, str(year)) for year in range(this + 1, this - YEARS_BACK, -1)]


def schemes() -> list[tuple[str, str]]:
    return [(code, name_of("insutype", code)) for code in RESIDENT_SCHEMES]


class BillForm(forms.Form):
    year = forms.TypedChoiceField(label=gettext_lazy("Year of cover"), coerce=int)
    insutype = forms.ChoiceField(label=gettext_lazy("Scheme"), choices=schemes)
    county = forms.TypedChoiceField(
        label=gettext_lazy("County"), coerce=int, required=False, empty_value=None
    )
    payer = forms.ChoiceField(label=gettext_lazy("Bill to"), required=False)

    def __init__(self, asked: Any, *, counties: Sequence[tuple[int, str]]) -> None:
        given = {"year": timezone.localdate().year, "insutype": RESIDENT_SCHEMES[0]}
        super().__init__(given | {name: asked[name] for name in asked}, auto_id="filter_%s")
        self.fields["year"].choices = years()  # type: ignore[attr-defined]
        self.fields["county"].choices = [("", _("all")), *counties]  # type: ignore[attr-defined]
        payers = [*GOVERNMENTS, "medical_aid"]
        self.fields["payer"].choices = [("", _("all")), *((one, payer_name(one)) for one in payers)]  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Page:
    """The bill with what the reader asked."""

    bill: Bill
    payer: str
    agency: Agency

    @property
    def title(self) -> str:
        scheme = name_of("insutype", self.bill.insutype)
        if self.payer:
            return _("Subsidy bill of %(year)s, %(scheme)s, to %(payer)s") % {
                "year": self.bill.year, "scheme": scheme, "payer": payer_name(self.payer),
            }  # fmt: skip
        return _("Subsidy bill of %(year)s, %(scheme)s") % {"year": self.bill.year, "scheme": scheme}

    def payments(self) -> Table:
        lines = [line for line in self.bill.payments if self.payer in ("", line.payer)]
        return Table(
            caption=_("Owed by each payer"),
            columns=[
                Column("item", _("Item"), get=lambda line: item_name(line.item)),
                Column("payer", _("Borne by"), get=lambda line: payer_name(line.payer)),
                Column("people", _("People"), "number"),
                Column("rate", _("Share of the subsidy"), "percent"),
                Column("amount", _("Amount"), "money"),
                Column("clause", _("Clause")),
                Column("assumed", _("Assumed")),
            ],
            rows=lines,
            totals={"amount": _sum(line.amount for line in lines)},
            unit=_("yuan"),
        )

    def counties(self) -> Table:
        rows = self.bill.counties
        columns = [
            Column("county", _("County"), link=lambda row: self.people_url(county=row.county.pk)),
            Column("people", _("People"), "number"),
            *self._amounts(),
        ]
        return self._summed(_("By county"), columns, rows)

    def groups(self) -> Table:
        columns = [
            Column("county", _("County")),
            Column("psn_type", _("Person category"), get=lambda row: name_of("psn_type", row.psn_type)),
            Column("aid", _("Aid category"), get=lambda row: word(row.aid) if row.aid else ""),
            Column("permit", _("Permit holder"), get=lambda row: _("yes") if row.permit else ""),
            Column("people", _("People"), "number", link=self.group_url),
            Column("each", _("Subsidy per person"), "money"),
            *self._amounts(),
            Column("clause", _("Clause"), get=lambda row: row.origin.clause),
            Column("assumed", _("Assumed"), "assumed", get=lambda row: row.origin.assumed),
        ]
        return self._summed(_("By county and group"), columns, self.bill.billed)

    def instalments(self) -> Table:
        return Table(
            caption=_("By quarter"),
            columns=[
                Column("number", _("Quarter"), "number"),
                Column("due", _("Paid in by"), "date"),
                Column("amount", _("Amount"), "money"),
                Column("clause", _("Clause")),
                Column("assumed", _("Assumed")),
            ],
            rows=self.quarters,
            totals={"amount": _sum(one.amount for one in self.quarters)},
            unit=_("yuan"),
        )

    @cached_property
    def quarters(self) -> list[Instalment]:
        return self.bill.instalments(self.payer)

    def _amounts(self) -> list[Column]:
        if self.payer:
            payer = self.payer
            return [Column("owed", payer_name(payer), "money", get=lambda row: row.owed_by(payer))]
        levels = [
            Column(f"by_{one}", payer_name(one), "money", get=partial(_part_of, one)) for one in GOVERNMENTS
        ]
        return [
            Column("subsidy", _("Government subsidy"), "money"),
            *levels,
            Column("aided", _("Paid for the aided"), "money"),
        ]

    def _summed(self, caption: str, columns: Sequence[Column], rows: Sequence[Any]) -> Table:
        summed = [
            one for one in columns if one.name == "people" or (one.kind == "money" and one.name != "each")
        ]
        totals = {one.name: _sum(one.value(row) for row in rows) for one in summed}
        return Table(caption=caption, columns=columns, rows=rows, totals=totals, unit=_("yuan"))

    def people_url(self, **narrowed: Any) -> str:
        """The people counted; enrolled late and paying all themselves are none of them."""
        asked = {"year": self.bill.year, "insutype": self.bill.insutype, **narrowed}
        if self.bill.late_pay_all and "late" not in asked:
            asked["late"] = "no"
        return f"{reverse('enrollment:subsidised_people')}?{urlencode(asked)}"

    def group_url(self, group: BilledGroup) -> str:
        return self.people_url(
            county=group.county.pk,
            psn_type=group.psn_type,
            aid=group.aid or NOBODY,
            permit="yes" if group.permit else "no",
        )

    def tables(self) -> list[Table]:
        found = [self.payments(), self.counties(), self.groups()]
        return [*found, self.instalments()] if self.quarters else found


def _part_of(payer: str, row: Any) -> Decimal:
    """What ``payer`` bears of the subsidy of a county or group."""
    part: Decimal = row.of(payer)
    return part


def _sum(amounts: Any) -> Any:
    return sum(amounts, Decimal(0))


@requires()
def subsidy_bill(request: AgencyRequest) -> HttpResponseBase:
    """On screen, with ``print`` on paper, with ``export`` as a workbook."""
    agency = request.assignment.agency
    people = SubsidisedPeople(user=request.user, assignment=request.assignment, parameters=request.GET)
    form = BillForm(request.GET, counties=counties_in_reach(people))
    if not form.is_valid():
        return render(
            request, "enrollment/subsidy_bill.html", {"form": form, "title": _("Subsidy bill")}, status=422
        )
    asked = form.cleaned_data
    lately = Lately(request)
    on_screen = "export" not in request.GET and "print" not in request.GET
    bill = bill_of(
        area=agency.area, year=asked["year"], insutype=asked["insutype"], county=asked["county"],
        asking=lately if on_screen else at_once,
    )  # fmt: skip
    page = Page(bill, asked["payer"], agency)
    if "export" in request.GET:
        return _workbook(page)
    context = {
        "form": form, "page": page, "bill": bill, "title": page.title, "agency": agency,
        "late_url": page.people_url(late="yes"), "printed_at": timezone.now(), "period": str(bill.year),
        "as_of": timezone.localdate(), "counted_at": lately.at,
        "print_url": _with(request, "print"), "export_url": _with(request, "export"),
        "back_url": request.path,
    }  # fmt: skip
    name = "subsidy_bill_print" if "print" in request.GET else "subsidy_bill"
    return render(request, f"enrollment/{name}.html", context)


def _with(request: AgencyRequest, name: str) -> str:
    asked = request.GET.copy()
    asked[name] = "1"
    return f"?{asked.urlencode()}"


def _workbook(page: Page) -> HttpResponseBase:
    content = BytesIO()
    write_workbook(
        content,
        [
            Sheet(
                str(table.caption),
                [OutColumn(str(column.title), TYPES.get(column.kind, "text")) for column in table.columns],
                [[column.export(row) for column in table.columns] for row in table.rows],
            )
            for table in page.tables()
        ],
    )
    content.seek(0)
    return workbook_answer(content, dated(page.title))


# --- the people counted ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class AskedElsewhere(ChoiceFilter):
    """Narrows which people are counted, not the rows of a query already made."""

    def condition(self, values: dict[str, Any]) -> Q:
        return Q()


@dataclass(frozen=True)
class AidFilter(ChoiceFilter):
    """An aid category of the people counted; ``none`` for those without."""

    def condition(self, values: dict[str, Any]) -> Q:
        asked = values.get(self.name)
        return Q() if not asked else Q(aid="" if asked == NOBODY else asked)


def _aid_categories(listing: SubsidisedPeople) -> list[tuple[str, str]]:
    return [(NOBODY, _("none")), *((one, word(one)) for one in aid_categories_in(listing.year))]


class SubsidisedPeople(Listing):
    key = "enrollment.subsidised_people"
    title = gettext_lazy("Residents counted in the subsidy bill")
    columns = (
        Column("person__psn_no", gettext_lazy("Person number"), "code", sort="person__psn_no"),
        Column("person__psn_name", gettext_lazy("Full name")),
        Column("person__certno", gettext_lazy("Certificate number"), "masked"),
        Column("county", gettext_lazy("County")),
        Column(
            "psn_type", gettext_lazy("Person category"), get=lambda row: name_of("psn_type", row.psn_type)
        ),
        Column("aid", gettext_lazy("Aid category"), get=lambda row: word(row.aid) if row.aid else ""),
        Column("permit", gettext_lazy("Permit holder"), get=lambda row: _("yes") if row.permit else ""),
        Column("counted_from", gettext_lazy("Covered from"), "date"),
        Column("origin", gettext_lazy("Came by")),
    )
    filters = (
        AskedElsewhere("year", gettext_lazy("Year of cover"), choices=lambda _listing: years()),
        AskedElsewhere("insutype", gettext_lazy("Scheme"), choices=lambda _listing: schemes()),
        ChoiceFilter("county", gettext_lazy("County"), choices=counties_in_reach),
        ChoiceFilter("psn_type", gettext_lazy("Person category"), choices=RESIDENT_CATEGORIES),
        AidFilter("aid", gettext_lazy("Aid category"), choices=_aid_categories),
        FlagFilter("permit", gettext_lazy("Permit holder")),
        FlagFilter("late", gettext_lazy("Enrolled late"), field="is_late"),
    )  # fmt: skip
    order = "person__psn_no"
    empty_title = gettext_lazy("Nobody is insured as a resident in this year.")

    @property
    def year(self) -> int:
        asked = self.parameters.get("year", "")
        return int(asked) if asked in {str(value) for value, _text in years()} else timezone.localdate().year

    def rows(self) -> QuerySet[Coverage]:
        asked = self.parameters.get("insutype", "")
        insutype = asked if asked in RESIDENT_SCHEMES else RESIDENT_SCHEMES[0]
        people = insured_in(self.year, insutype).select_related("person", "county")
        area = self.assignment.agency.area
        return people.exclude(pk__in=counted_elsewhere(area=area, year=self.year, insutype=insutype))

    def row_url(self, row: Coverage) -> str:
        return reverse("enrollment:person", args=[row.person_id])


@requires()
def subsidised_people(request: AgencyRequest) -> HttpResponseBase:
    return SubsidisedPeople.respond(request)
