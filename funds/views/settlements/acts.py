"""What is done to a year settlement: drawn up, agreed to, approved, posted."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from config.access import requires
from config.display import money_text
from config.forms import Fact, act_page, once
from funds.forms_settlements import (
    AgreementForm,
    DrawAgainForm,
    WhoseYearForm,
)
from funds.models import SettlementAgreement, YearSettlement
from funds.services.year_settlement.agree import approve, note_agreement, waiting_for
from funds.services.year_settlement.draw_up import draw_up
from funds.services.year_settlement.post import post_settlement
from institutions.access import AgencyRequest

from .pages import settlement_of
from .tables import fund_name, steps_table

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
        facts=[Fact(_("Figures"), _("From the books as they stand, managerial parts as confirmed"))],
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
    sheet = steps_table(counties, list(settlement.lines.select_related("county")))
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
