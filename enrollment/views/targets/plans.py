"""Plans of targets: the list, one version with every county's figures and how they came about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.access import requires
from config.codes import name_of
from config.listing import Action, ChoiceFilter, Column, Listing, Table
from config.listing.export import tables_workbook
from config.spreadsheets.web import workbook_answer
from enrollment.models import CountyTarget, TargetPlan
from enrollment.reads.targets import SCHEMES
from enrollment.services.targets.decide import OPEN_IN
from enrollment.target_forms import years
from institutions.access import AgencyRequest

State = TargetPlan.State
PUBLISHED = (State.APPROVED, State.SUPERSEDED)
TONE = {
    "draft": "plain", "submitted": "warn", "returned": "bad", "approved": "ok", "superseded": "info",
    "dropped": "plain",
}  # fmt: skip
_DUTY_OF = {
    "adjust": "finance",
    "submit": "finance",
    "drop": "finance",
    "return": "approve",
    "approve": "approve",
}


def is_city(request: AgencyRequest) -> bool:
    return bool(request.assignment.agency.level == "city")


def plans_shown(level: str) -> QuerySet[TargetPlan]:
    """Counties see what was published, not what is being drafted."""
    plans: QuerySet[TargetPlan] = TargetPlan.objects.select_related(
        "area", "prepared_by", "submitted_by", "approved_by"
    )
    return plans.filter(state__in=PUBLISHED) if level not in ("city", "region") else plans


class PlanList(Listing):
    key = "enrollment.target_plans"
    title = gettext_lazy("Yearly targets")
    columns = (
        Column("year", gettext_lazy("Year"), get=lambda row: str(row.year)),
        Column("number", gettext_lazy("Version"), "number"),
        Column("area", gettext_lazy("Pooling area")),
        Column("state", gettext_lazy("State"), "badge", tone=TONE),
        Column("prepared_by", gettext_lazy("Prepared by")),
        Column("prepared_at", gettext_lazy("Prepared at"), "minute"),
        Column("approved_by", gettext_lazy("Approved by")),
        Column("approved_at", gettext_lazy("Approved at"), "minute"),
        Column("reason", gettext_lazy("Why it was sent back or dropped")),
    )
    filters = (
        ChoiceFilter("year", gettext_lazy("Year"), choices=lambda _listing: years()),
        ChoiceFilter("state", gettext_lazy("State"), choices=State),
    )
    order = "-pk"
    empty_title = gettext_lazy("No targets yet.")
    empty_hint = gettext_lazy(
        "The city enters the population of each county, then drafts the year's targets."
    )

    def rows(self) -> QuerySet[TargetPlan]:
        return plans_shown(self.assignment.agency.level)

    def row_url(self, row: TargetPlan) -> str:
        return row.get_absolute_url()

    def actions(self) -> Iterator[Action]:
        if self.assignment.agency.level == "city" and "finance" in self.assignment.duties:
            yield Action(_("Draft targets"), reverse("enrollment:draft_targets"), main=True)


@requires()
def plan_list(request: AgencyRequest) -> HttpResponseBase:
    return PlanList.respond(request)


def plan_in_reach(request: AgencyRequest, target_plan_id: int) -> TargetPlan:
    level = request.assignment.agency.level
    return get_object_or_404(plans_shown(level), pk=target_plan_id)


def target_table(
    plan: TargetPlan, insutype: str, targets: Sequence[CountyTarget], *, adjustable: bool
) -> Table:
    rows = [one for one in targets if one.insutype == insutype]

    def adjust_url(row: CountyTarget) -> str | None:
        return reverse("enrollment:adjust_target", args=[row.pk]) if adjustable else None

    amounts = [Decimal(one.amount) for one in rows if one.amount is not None]
    computed = [Decimal(one.amount_computed) for one in rows if one.amount_computed is not None]
    return Table(
        caption=name_of("insutype", insutype),
        columns=[
            Column("county", _("County"), link=adjust_url),
            Column("people_computed", _("People, worked out"), "number"),
            Column("people", _("People to be insured"), "number"),
            Column("amount_computed", _("Collection, worked out"), "money"),
            Column("amount", _("Collection"), "money"),
            Column("reason", _("Reason"), get=lambda row: row.reason or row.gap),
            Column("adjusted_by", _("Adjusted by")),
        ],
        rows=rows,
        totals={
            "people_computed": sum(one.people_computed for one in rows),
            "people": sum(one.people for one in rows),
            "amount_computed": sum(computed, Decimal(0)) if computed else None,
            "amount": sum(amounts, Decimal(0)) if amounts else None,
        },
        row_css=lambda row: "changed" if row.is_adjusted else "",
        unit=_("yuan"),
    )


@requires()
def plan_page(request: AgencyRequest, target_plan_id: int) -> HttpResponseBase:
    """On screen, with ``print`` on paper, with ``export`` as a workbook: the figures of the counties in scope."""
    plan = plan_in_reach(request, target_plan_id)
    duties = request.assignment.duties if is_city(request) else []
    may = {act: plan.state in states and _DUTY_OF[act] in duties for act, states in OPEN_IN.items()}
    targets = list(CountyTarget.objects.filter(plan=plan).select_related("county", "adjusted_by"))
    tables = [
        target_table(plan, insutype, targets, adjustable=may["adjust"] and "print" not in request.GET)
        for insutype in SCHEMES
    ]
    if "export" in request.GET:
        return workbook_answer(tables_workbook(tables), str(plan))
    context: dict[str, Any] = {
        "title": str(plan),
        "plan": plan,
        "tone": TONE[plan.state],
        "may": may,
        "tables": tables,
        "explained": [(one, name_of("insutype", one.insutype)) for one in targets],
        "agency": request.assignment.agency,
        "period": str(plan.year),
        "printed_at": timezone.now(),
        "maker": plan.prepared_by,
        "checker": plan.approved_by,
        "back_url": plan.get_absolute_url(),
    }
    name = "plan_print" if "print" in request.GET else "plan"
    return render(request, f"enrollment/targets/{name}.html", context)
