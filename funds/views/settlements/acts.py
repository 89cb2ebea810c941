"""What is done to a year settlement: drawn up, agreed to, approved, posted; managerial parts entered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.forms_budgets import schemes
from config.access import requires
from config.codes import name_of
from config.display import money_text
from config.forms import Fact, act_page, once
from config.listing import Action, ChoiceFilter, Column, Listing
from funds.forms_settlements import (
    AgreementForm,
    DrawAgainForm,
    ManagerialForm,
    WhoseYearForm,
    past_years,
)
from funds.models import ManagerialPart, SettlementAgreement, YearSettlement
from funds.services.year_settlement.agree import approve, note_agreement, waiting_for
from funds.services.year_settlement.draw_up import draw_up
from funds.services.year_settlement.managerial import enter_managerial
from funds.services.year_settlement.post import post_settlement
from institutions.access import AgencyRequest
from institutions.models import Agency

from .pages import READERS, settlement_of
from .tables import fund_name, sheet_table

CITY = ("city",)


def _facts(settlement: YearSettlement) -> list[Fact]:
    return [
        Fact(_("Year settlement"), settlement),
        Fact(_("Version"), settlement.version),
        Fact(_("Drawn up by"), settlement.drawn_by),
        Fact(_("To be settled by"), settlement.settled_by or _("the policy names no day")),
        Fact(
            _("Common fund"),
            " ".join(
                (
                    str(fund_name(settlement)),
                    money_text(settlement.fund_before),
                    "→",
                    money_text(settlement.fund_after),
                )
            ),
        ),
    ]


@requires(duty="finance", levels=CITY)
@once
def draw(request: AgencyRequest) -> HttpResponseBase:
    form = WhoseYearForm(request.POST or None)

    def do() -> YearSettlement:
        return draw_up(area=request.assignment.agency.area, acting_user=request.user, **form.cleaned_data)

    return act_page(
        request, title=_("Draw up a settlement"), form=form, do=do, label=_("Draw up"),
        facts=[Fact(_("Figures"), _("From the books as they stand, managerial parts as entered"))],
        said=_("Drawn up: have the departments agree."), cancel_url=reverse("funds:year_settlements"),
    )  # fmt: skip


@requires(duty="finance", levels=CITY)
@once
def redraw(request: AgencyRequest, year_settlement_id: int) -> HttpResponseBase:
    settlement, form = settlement_of(year_settlement_id), DrawAgainForm(request.POST or None)

    def do() -> YearSettlement:
        return draw_up(
            area=settlement.area, insutype=settlement.insutype, year=settlement.year, acting_user=request.user,
            **form.cleaned_data,
        )  # fmt: skip

    return act_page(
        request, title=_("Draw up again"), form=form, facts=_facts(settlement), do=do, label=_("Draw up"),
        warnings=[_("These lists are kept as superseded; the departments agree anew.")],
        said=_("Drawn up: have the departments agree."), cancel_url=settlement.get_absolute_url(),
    )  # fmt: skip


@requires(duty="finance", levels=CITY)
@once
def agree(request: AgencyRequest, year_settlement_id: int) -> HttpResponseBase:
    settlement = settlement_of(year_settlement_id)
    labels = dict(SettlementAgreement.Office.choices)
    form = AgreementForm(
        request.POST or None, offices=[(office, labels[office]) for office in waiting_for(settlement)]
    )

    def do() -> str:
        note_agreement(settlement=settlement, acting_user=request.user, **form.cleaned_data)
        return settlement.get_absolute_url()

    return act_page(
        request, title=_("Note an agreement"), form=form, facts=_facts(settlement), do=do,
        said=_("Noted."), cancel_url=settlement.get_absolute_url(),
    )  # fmt: skip


def _decided(request: AgencyRequest, settlement: YearSettlement, title: str, do: Any, *warnings: str) -> Any:
    """The county × step sheet once more, and then the act."""
    counties = list(settlement.counties.select_related("county__area"))
    sheet = sheet_table(settlement, counties, list(settlement.lines.select_related("county")), linked=False)
    return act_page(
        request, title=title, facts=_facts(settlement), affects=sheet, warnings=warnings, do=do,
        cancel_url=settlement.get_absolute_url(),
    )  # fmt: skip


@requires(duty="approve", levels=CITY)
@once
def approve_act(request: AgencyRequest, year_settlement_id: int) -> HttpResponseBase:
    settlement = settlement_of(year_settlement_id)

    def do() -> str:
        approve(settlement=settlement, acting_user=request.user)
        return settlement.get_absolute_url()

    answer: HttpResponseBase = _decided(request, settlement, _("Approve the settlement"), do)
    return answer


@requires(duty="finance", levels=CITY)
@once
def post(request: AgencyRequest, year_settlement_id: int) -> HttpResponseBase:
    settlement = settlement_of(year_settlement_id)

    def do() -> str:
        post_settlement(settlement=settlement, acting_user=request.user)
        return settlement.get_absolute_url()

    warning = _(
        "Reserves and balances move in the books, and governments are asked to pay. A posted year stays."
    )
    answer: HttpResponseBase = _decided(request, settlement, _("Post the settlement"), do, warning)
    return answer


class ManagerialList(Listing):
    key = "funds.managerial_parts"
    title = gettext_lazy("Managerial parts of gaps")
    unit = gettext_lazy("yuan")
    columns = (
        Column("year", gettext_lazy("Year"), get=lambda row: str(row.year)),
        Column("insutype", gettext_lazy("Scheme"), get=lambda row: name_of("insutype", row.insutype)),
        Column("county", gettext_lazy("County")),
        Column("amount", gettext_lazy("Managerial part"), "money", total=True),
        Column("reason", gettext_lazy("Reason")),
        Column("evidence", gettext_lazy("Reference number of the document")),
        Column("entered_by", gettext_lazy("Entered by")),
        Column("entered_at", gettext_lazy("Entered at"), "minute"),
    )
    filters = (
        ChoiceFilter("year", gettext_lazy("Year"), choices=lambda _listing: past_years()),
        ChoiceFilter("insutype", gettext_lazy("Scheme"), choices=lambda _listing: schemes()),
    )
    order = "-pk"
    empty_title = gettext_lazy("No managerial part has been entered.")
    empty_hint = gettext_lazy("What missed targets caused of a county's gap is the county's own to pay.")

    def rows(self) -> QuerySet[ManagerialPart]:
        found: QuerySet[ManagerialPart] = ManagerialPart.objects.all()
        return found.select_related("county", "entered_by")

    def actions(self) -> Iterator[Action]:
        if "finance" in self.assignment.duties and self.assignment.agency.level == Agency.Level.CITY:
            yield Action(
                _("Enter a managerial part"), reverse("funds:enter_settlement_managerial"), main=True
            )


@requires(duty=READERS)
def managerial_list(request: AgencyRequest) -> HttpResponseBase:
    return ManagerialList.respond(request)


@requires(duty="finance", levels=CITY)
@once
def managerial(request: AgencyRequest) -> HttpResponseBase:
    counties = Agency.objects.filter(area=request.assignment.agency.area, level=Agency.Level.COUNTY)
    form = ManagerialForm(request.POST or None, counties=counties.order_by("code"))

    def do() -> str:
        enter_managerial(acting_user=request.user, **form.cleaned_data)
        return reverse("funds:settlement_managerial_parts")

    return act_page(
        request, title=_("Enter a managerial part"), form=form, do=do, label=_("Enter"),
        warnings=[
            _("What was entered for this county and year before is changed; lists already drawn are drawn up again.")
        ],
        cancel_url=reverse("funds:settlement_managerial_parts"),
    )  # fmt: skip
