"""Payment budgets: the list, one with the caps of its counties, which the city sets in one table."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet, Sum
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.forms_budgets import CapForm, ReserveForm, schemes
from claims.models import Budget, BudgetAdjustment, CountyBudget
from claims.reads.budget_use import CountyUse, by_county, use_of, warning_terms
from claims.services.budgets.caps import Cap, set_caps
from claims.services.budgets.held import WHOLE
from claims.spreadsheets.county_caps import caps_to_fill
from config.access import requires
from config.codes import name_of
from config.errors import DomainError
from config.forms import changed_meanwhile, done, once, refusals
from config.listing import Action, ChoiceFilter, Column, Listing, Table
from config.listing.export import tables_workbook
from config.spreadsheets.web import workbook_answer
from enrollment.target_forms import years

State = Budget.State
PUBLISHED = (State.NEGOTIATING, State.DECIDED)
TONE = {"proposed": "plain", "submitted": "warn", "negotiating": "info", "decided": "ok", "dropped": "plain"}
COUNTY_TONE = {"negotiating": "info", "submitted": "warn", "decided": "ok"}
REFUSED = 422


def assignment_of(request: Any) -> Any:
    """Who works here, for which agency."""
    return request.assignment


def budgets_shown(assignment: Any) -> QuerySet[Budget]:
    """Counties see what was approved, not what is being proposed."""
    budgets: QuerySet[Budget] = Budget.objects.select_related(
        "area", "prepared_by", "submitted_by", "approved_by"
    )
    municipal = assignment.agency.level in ("city", "region")
    return budgets if municipal else budgets.filter(state__in=PUBLISHED)


class BudgetList(Listing):
    key = "claims.budgets"
    title = gettext_lazy("Payment budgets")
    unit = gettext_lazy("yuan")
    columns = (
        Column("year", gettext_lazy("Year"), get=lambda row: str(row.year)),
        Column("insutype", gettext_lazy("Scheme"), get=lambda row: name_of("insutype", row.insutype)),
        Column("area", gettext_lazy("Pooling area")),
        Column("state", gettext_lazy("State"), "badge", tone=TONE),
        Column("last_year", gettext_lazy("Paid last year"), "money"),
        Column("total", gettext_lazy("Budget"), "money"),
        Column("reserved", gettext_lazy("Reserved"), "money"),
        Column("negotiated_by", gettext_lazy("Negotiated by"), default=False),
        Column("prepared_by", gettext_lazy("Prepared by"), default=False),
        Column("approved_by", gettext_lazy("Approved by")),
        Column("approved_at", gettext_lazy("Approved at"), "minute"),
        Column("reason", gettext_lazy("Why it was sent back or dropped")),
    )
    filters = (
        ChoiceFilter("year", gettext_lazy("Year"), choices=lambda _listing: years()),
        ChoiceFilter("insutype", gettext_lazy("Scheme"), choices=lambda _listing: schemes()),
        ChoiceFilter("state", gettext_lazy("State"), choices=State),
    )
    order = "-pk"
    empty_title = gettext_lazy("No payment budget yet.")
    empty_hint = gettext_lazy(
        "The city drafts the year's budget from last year's payments and sets the counties' caps; then they negotiate."
    )

    def rows(self) -> QuerySet[Budget]:
        return budgets_shown(self.assignment)

    def row_url(self, row: Budget) -> str:
        return row.get_absolute_url()

    def actions(self) -> Iterator[Action]:
        if self.assignment.agency.level == "city" and "finance" in self.assignment.duties:
            yield Action(_("Draft a budget"), reverse("claims:draft_budget"), main=True)


@requires()
def budget_list(request: HttpRequest) -> HttpResponseBase:
    return BudgetList.respond(request)


def budget_in_reach(request: HttpRequest, budget_id: int) -> Budget:
    return get_object_or_404(budgets_shown(assignment_of(request)), pk=budget_id)


def may_of(request: HttpRequest, budget: Budget) -> dict[str, bool]:
    """Which acts on the whole are open to the reader now."""
    assignment = assignment_of(request)
    at_city = assignment.agency.level == "city"
    return {
        act: at_city and duty in assignment.duties and budget.state in states
        for act, (states, duty) in WHOLE.items()
    }


def county_table(rows: list[CountyUse], *, decided: bool) -> Table:
    """The counties of one budget: caps, what institutions have, what was used of it."""
    columns = [
        Column("county", _("County"), get=lambda row: row.county.county,
               link=lambda row: row.county.get_absolute_url() if decided else None),
        Column("last_year", _("Paid last year"), "money", get=lambda row: row.county.last_year),
        Column("proposed", _("Cap, worked out"), "money", get=lambda row: row.county.proposed),
        Column("cap", _("Cap"), "money", get=lambda row: row.county.cap),
        Column("adjusted", _("Adjusted since"), "money", get=lambda row: row.county.adjusted),
        Column("given", _("Institutions have"), "money"),
        Column("left", _("Left in the county"), "money"),
        Column("used", _("Used"), "money"),
        Column("rate", _("Of it used"), "percent"),
        Column("warned", _("Warned of"), "number"),
        Column("state", _("State"), "badge", get=lambda row: row.county.get_state_display() if decided else "",
               tone=lambda row: COUNTY_TONE[row.county.state]),
        Column("reason", _("Why the cap differs"), get=lambda row: row.county.cap_reason),
    ]  # fmt: skip
    sums = ("last_year", "proposed", "cap", "adjusted", "given", "left", "used", "warned")
    totals = {
        column.name: sum((Decimal(column.value(row)) for row in rows), Decimal(0))
        for column in columns
        if column.name in sums
    }
    return Table(
        caption=_("Counties"),
        columns=columns,
        rows=rows,
        totals=totals if rows else None,
        total_title=_("Together"),
        unit=_("yuan"),
    )


@requires()
@once
def budget_page(request: HttpRequest, budget_id: int) -> HttpResponseBase:
    """On screen, with ``print`` on paper, with ``export`` as a workbook; the city sets caps in it while proposed, with
    ``fill`` in a sheet to be imported."""
    budget = budget_in_reach(request, budget_id)
    counties = list(CountyBudget.objects.filter(budget=budget).select_related("county", "budget"))
    may = may_of(request, budget)
    if may["cap"] and "fill" in request.GET:
        return workbook_answer(caps_to_fill(budget), f"{budget} {_('Caps of the counties')}")
    editing = may["cap"] and "print" not in request.GET and "export" not in request.GET
    forms = _CapForms(request, budget, counties) if editing else None
    if forms is not None and request.method == "POST" and forms.saved():
        return done(request, _("Caps saved; institutions' shares are proposed anew."), budget)
    uses = use_of(budget, warning_terms(budget.area, timezone.localdate()))
    rows = by_county(counties, uses)
    table = county_table(rows, decided=budget.is_published)
    if "export" in request.GET:
        return workbook_answer(tables_workbook([table]), str(budget))
    caps = counties and CountyBudget.objects.filter(budget=budget).aggregate(n=Sum("cap"), m=Sum("adjusted"))
    context: dict[str, Any] = {
        "title": str(budget), "budget": budget, "tone": TONE[budget.state], "may": may, "table": table,
        "caps": forms, "counties": counties, "tables": [table],
        "left": budget.total - sum(Decimal(v or 0) for v in caps.values()) if caps else budget.total,
        "municipal": assignment_of(request).agency.level in ("city", "region"),
        "changes": BudgetAdjustment.objects.filter(county_budget__budget=budget, share__isnull=True)
        .select_related("county", "prepared_by", "decided_by"),
        "agency": assignment_of(request).agency, "period": str(budget.year), "printed_at": timezone.now(),
        "maker": budget.prepared_by, "checker": budget.approved_by, "back_url": budget.get_absolute_url(),
    }  # fmt: skip
    name = "budget_print" if "print" in request.GET else "budget"
    status = REFUSED if forms is not None and forms.refused else 200
    return render(request, f"claims/budgets/{name}.html", context, status=status)


class _CapForms:
    """The table the city fills in: a form per county and one for the reserve; what was typed stays when refused."""

    def __init__(self, request: HttpRequest, budget: Budget, counties: list[CountyBudget]) -> None:
        data = request.POST if request.method == "POST" else None
        self.budget, self.user, self.errors = budget, request.user, list[str]()
        self.reserve = ReserveForm(data, initial={"reserved": budget.reserved})
        self.rows = [
            (county, CapForm(data, prefix=f"county{county.pk}",
                             initial={"cap": county.cap, "reason": county.cap_reason}))
            for county in counties
        ]  # fmt: skip

    @property
    def refused(self) -> bool:
        return self.reserve.is_bound

    def saved(self) -> bool:
        forms = (self.reserve, *(form for _county, form in self.rows))
        valid = [form.is_valid() and not changed_meanwhile(form) for form in forms]
        if not all(valid):
            self.errors = [_("Some rows cannot be saved: see below. Nothing was changed.")]
            return False
        caps = {
            county.pk: Cap(form.cleaned_data["cap"], form.cleaned_data["reason"])
            for county, form in self.rows
        }
        user: Any = self.user
        try:
            with transaction.atomic():
                set_caps(
                    budget=self.budget,
                    caps=caps,
                    reserved=self.reserve.cleaned_data["reserved"],
                    acting_user=user,
                )
        except (DomainError, ValidationError) as refusal:
            self.errors = refusals(refusal)
            return False
        return True
