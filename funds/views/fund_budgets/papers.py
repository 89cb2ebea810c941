"""Fund budgets: the list; who sees which paper, and which acts on it are open to the reader."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.access import requires
from config.codes import name_of
from config.listing import Action, ChoiceFilter, Column, Listing
from enrollment.target_forms import years
from funds.forms_fund_budgets import scheme_choices
from funds.models import FundBudget
from funds.rules.fund_budgets import next_state
from funds.services.fund_budgets.held import DUTY_OF, where_act
from institutions.access import AgencyRequest
from institutions.models import Agency

Kind, State = FundBudget.Kind, FundBudget.State
TONE = {"draft": "plain", "handed_in": "warn", "review": "info", "approved": "ok", "dropped": "plain"}
MUNICIPAL = (Agency.Level.CITY, Agency.Level.REGION)


def papers_shown(assignment: Any) -> QuerySet[FundBudget]:
    """A county sees its own papers and the city's approved ones; the city all."""
    papers: QuerySet[FundBudget] = FundBudget.objects.select_related(
        "area", "unit__parent", "unit__area", "prepared_by", "handed_in_by", "checked_by"
    )
    agency = assignment.agency
    if agency.level in MUNICIPAL:
        return papers
    own = Q(unit=agency.county_id or agency.pk)
    return papers.filter(own | Q(unit__level__in=MUNICIPAL, state=State.APPROVED))


def paper_in_reach(request: AgencyRequest, fund_budget_id: int) -> FundBudget:
    return get_object_or_404(papers_shown(request.assignment), pk=fund_budget_id)


def may_of(assignment: Any, paper: FundBudget) -> dict[str, bool]:
    """Which acts on the paper are open to the reader now."""
    return {
        act: assignment.agency in where_act(paper, act)
        and duty in assignment.duties
        and next_state(paper.state, act) is not None
        for act, duty in DUTY_OF.items()
    }


class FundBudgetList(Listing):
    key = "funds.budgets"
    title = gettext_lazy("Fund budgets")
    columns = (
        Column("year", gettext_lazy("Year"), get=lambda row: str(row.year)),
        Column("insutype", gettext_lazy("Scheme"), get=lambda row: name_of("insutype", row.insutype)),
        Column("kind", gettext_lazy("Kind")),
        Column("number", gettext_lazy("Number"), "number", default=False),
        Column("unit", gettext_lazy("Drafting agency")),
        Column("state", gettext_lazy("State"), "badge", tone=TONE),
        Column("prepared_by", gettext_lazy("Prepared by")),
        Column("checked_by", gettext_lazy("Checked by")),
        Column("document_number", gettext_lazy("Document number")),
        Column("document_date", gettext_lazy("Date of the document"), "date"),
        Column("explanation", gettext_lazy("Explanation"), default=False),
        Column("reason", gettext_lazy("Why it was sent back or dropped")),
    )
    filters = (
        ChoiceFilter("year", gettext_lazy("Year"), choices=lambda _listing: years()),
        ChoiceFilter("insutype", gettext_lazy("Scheme"), choices=lambda _listing: scheme_choices()),
        ChoiceFilter("kind", gettext_lazy("Kind"), choices=Kind),
        ChoiceFilter("state", gettext_lazy("State"), choices=State),
    )
    order = "-pk"
    empty_title = gettext_lazy("No fund budget yet.")
    empty_hint = gettext_lazy(
        "Counties propose, the city drafts the year's income and spending; both are prefilled from the ledger."
    )

    def rows(self) -> QuerySet[FundBudget]:
        return papers_shown(self.assignment)

    def row_url(self, row: FundBudget) -> str:
        return row.get_absolute_url()

    def actions(self) -> Iterator[Action]:
        if "finance" in self.assignment.duties:
            yield Action(_("Draft a budget"), reverse("funds:draft_fund_budget"), main=True)


@requires()
def paper_list(request: AgencyRequest) -> HttpResponseBase:
    return FundBudgetList.respond(request)
