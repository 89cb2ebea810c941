"""What is done with a year's clearing, each behind its summary."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from config.access import requires
from config.forms import Fact, act_page, once
from funds.forms_capital import WhyForm
from funds.forms_years import AnswerForm, ConfirmYearForm, ObjectForm, OpenYearForm
from funds.models import Clearing, InstitutionYear, YearClearing
from funds.services.year_clearing.compute import open_year, start_computing
from funds.services.year_clearing.review import review_year, send_back_year
from funds.services.year_clearing.send import answer_objection, confirm_year, object_to_year, send_year
from institutions.access import AgencyRequest

from .year_clearing import CITY, clearing_of, year_of


def _user(request: AgencyRequest) -> Any:
    return request.user


@requires(duty="finance", levels=CITY)
@once
def open_(request: AgencyRequest) -> HttpResponseBase:
    area = request.assignment.agency.area
    schemes = Clearing.objects.filter(area=area).order_by("insutype").values_list("insutype", flat=True)
    form = OpenYearForm(request.POST or None, schemes=list(schemes.distinct()))
    return act_page(
        request,
        title=_("Open a year's clearing with institutions"),
        facts=[Fact(_("Pooling area"), area)],
        warnings=[_("Its months must be cleared before it can be computed.")],
        form=form,
        do=lambda: open_year(area=area, acting_user=_user(request), **form.cleaned_data),
        label=_("Open the year"),
        said=_("The year is open."),
        cancel_url=reverse("funds:year_clearings"),
    )


def _act(
    request: AgencyRequest, clearing: YearClearing, do: Callable[[], Any], **page: Any
) -> HttpResponseBase:
    def act() -> str:
        do()
        return clearing.get_absolute_url()

    years = InstitutionYear.objects.filter(clearing=clearing)
    facts = [
        Fact(_("Year"), clearing),
        Fact(_("State"), clearing.get_state_display()),
        Fact(_("Institutions"), years.count()),
    ]
    return act_page(request, facts=facts, do=act, cancel_url=clearing.get_absolute_url(), **page)


@requires(duty="finance", levels=CITY)
@once
def compute(request: AgencyRequest, year_clearing_id: int) -> HttpResponseBase:
    clearing = clearing_of(year_clearing_id)
    return _act(
        request,
        clearing,
        lambda: start_computing(clearing=clearing, acting_user=_user(request)),
        title=_("Compute the year"),
        warnings=[_("What was computed before is replaced.")],
        label=_("Compute"),
        said=_("The year is being computed."),
    )


@requires(duty="finance", levels=CITY)
@once
def send(request: AgencyRequest, year_clearing_id: int) -> HttpResponseBase:
    clearing = clearing_of(year_clearing_id)
    return _act(
        request,
        clearing,
        lambda: send_year(clearing=clearing, acting_user=_user(request)),
        title=_("Send the year to the institutions"),
        warnings=[_("Counters then enter what institutions sign or object to.")],
        label=_("Send"),
        said=_("The year is with the institutions."),
    )


@requires(duty="review", levels=CITY)
@once
def review(request: AgencyRequest, year_clearing_id: int) -> HttpResponseBase:
    clearing = clearing_of(year_clearing_id)
    return _act(
        request,
        clearing,
        lambda: review_year(clearing=clearing, acting_user=_user(request)),
        title=_("Review the year"),
        warnings=[
            _("The next monthly statements pay what is due, and take back what was paid too much; working capital is "
              "set against them."),
        ],
        label=_("Review"),
        said=_("The year is reviewed."),
    )  # fmt: skip


@requires(duty="review", levels=CITY)
@once
def send_back(request: AgencyRequest, year_clearing_id: int) -> HttpResponseBase:
    clearing = clearing_of(year_clearing_id)
    form = WhyForm(request.POST or None)
    return _act(
        request,
        clearing,
        lambda: send_back_year(clearing=clearing, acting_user=_user(request), **form.cleaned_data),
        title=_("Send the year back"),
        warnings=[_("What institutions confirmed is void; the year is computed anew.")],
        form=form,
        label=_("Send back"),
        said=_("The year is sent back."),
        danger=True,
    )


def _act_on(
    request: AgencyRequest, year: InstitutionYear, do: Callable[[], Any], **page: Any
) -> HttpResponseBase:
    def act() -> str:
        do()
        return year.get_absolute_url()

    facts = [
        Fact(_("Institution"), year.institution),
        Fact(_("Year"), year.clearing),
        Fact(_("Due for the year"), f"{year.due:,.2f}"),
        Fact(_("Paid at year end (below zero: taken back)"), f"{year.balance:,.2f}"),
    ]
    return act_page(request, facts=facts, do=act, cancel_url=year.get_absolute_url(), **page)


@requires(duty="handle")
@once
def confirm(request: AgencyRequest, institution_year_id: int) -> HttpResponseBase:
    year = year_of(institution_year_id)
    form = ConfirmYearForm(request.POST or None, initial={"confirmed_on": timezone.localdate()})
    return _act_on(
        request,
        year,
        lambda: confirm_year(year=year, acting_user=_user(request), **form.cleaned_data),
        title=_("Enter the institution's confirmation"),
        form=form,
        label=_("Save"),
        said=_("The confirmation is entered."),
    )


@requires(duty="handle")
@once
def object_(request: AgencyRequest, institution_year_id: int) -> HttpResponseBase:
    year = year_of(institution_year_id)
    form = ObjectForm(request.POST or None)
    return _act_on(
        request,
        year,
        lambda: object_to_year(year=year, acting_user=_user(request), **form.cleaned_data),
        title=_("Enter the institution's objection"),
        form=form,
        label=_("Save"),
        said=_("The objection waits for its answer."),
    )


@requires(duty="review", levels=CITY)
@once
def answer(request: AgencyRequest, institution_year_id: int) -> HttpResponseBase:
    year = year_of(institution_year_id)
    form = AnswerForm(request.POST or None, initial={"upheld": "no"})

    def store() -> Any:
        given = form.cleaned_data
        return answer_objection(
            year=year, upheld=given["upheld"] == "yes", answer=given["answer"], acting_user=_user(request)
        )

    def act() -> str:
        store()
        return year.clearing.get_absolute_url()

    objection = year.clearing.objections.filter(institution=year.institution, answered_by=None).first()
    return act_page(
        request,
        title=_("Answer the objection"),
        facts=[
            Fact(_("Institution"), year.institution),
            Fact(_("Objection"), objection.text if objection else "—"),
            Fact(_("Number of the paper"), objection.paper if objection else "—"),
        ],
        warnings=[_("Upheld, the whole year is computed anew and sent again.")],
        form=form,
        do=act,
        label=_("Save"),
        said=_("The objection is answered."),
        cancel_url=year.get_absolute_url(),
    )
