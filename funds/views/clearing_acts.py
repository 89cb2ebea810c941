"""The acts on a month's clearing: start, review, send back, go on, close; each shown before it is done."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import CLEARED, Settlement
from claims.reads.schemes import schemes_cleared, schemes_ever
from config.access import requires
from config.codes import name_of
from config.display import money_text
from config.forms import Fact, act_page, once
from config.listing import MonthField
from config.periods import Month
from funds.models import Clearing
from funds.reads.clearing import totals_of
from funds.services.clearing.close import close_clearing
from funds.services.clearing.review import continue_clearing, review_clearing, send_back_clearing
from funds.services.clearing.start import start_clearing
from funds.services.fund_budgets.binding import beyond_in_clearing
from institutions.access import AgencyRequest
from institutions.models import PoolingArea

from .clearing import CITY, clearing_in_reach, page_of


class StartForm(forms.Form):
    month = MonthField(label=gettext_lazy("Month"))
    insutype = forms.ChoiceField(label=gettext_lazy("Scheme"))

    def __init__(self, *args: Any, schemes: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["insutype"]
        field.choices = [(code, name_of("insutype", code)) for code in schemes]


@requires(duty="finance", levels=CITY)
@once
def start(request: AgencyRequest) -> HttpResponseBase:
    """Choose month and scheme; the counties' statements are computed by a job."""
    area = request.assignment.agency.area
    form = StartForm(
        request.POST or None,
        schemes=schemes_cleared(area) or [code for code, _name in schemes_ever(area)],
        initial={"month": request.GET.get("month") or _next_month(area)},
    )

    def begin() -> str:
        clearing = start_clearing(
            area=area,
            month=form.cleaned_data["month"],
            insutype=form.cleaned_data["insutype"],
            acting_user=request.user,
        )
        return page_of(clearing)

    return act_page(
        request,
        title=_("Start a monthly clearing"),
        facts=[Fact(_("Pooling area"), area)],
        warnings=[
            _("From now on the month takes no further bills: late ones fall into the next open month.")
        ],
        form=form,
        do=begin,
        label=_("Start"),
        said=_("The clearing is running."),
        cancel_url=reverse("funds:clearings"),
    )


def _next_month(area: PoolingArea) -> str:
    """The month after the latest that was started, else the first with a settled bill."""
    latest = Clearing.objects.filter(area=area).exclude(state="collecting").order_by("-month").first()
    if latest is not None:
        return str(Month.of(latest.month).following)
    first = (
        Settlement.objects.filter(CLEARED, insu_county__area=area)
        .order_by("clr_month")
        .values_list("clr_month", flat=True)
    )
    day = first.first()
    return str(Month.of(day)) if day else ""


@requires(duty="finance", levels=CITY)
@once
def restart(request: AgencyRequest, clearing_id: int) -> HttpResponseBase:
    clearing = clearing_in_reach(clearing_id)

    def begin() -> str:
        return page_of(
            start_clearing(
                area=clearing.area,
                month=Month.of(clearing.month),
                insutype=clearing.insutype,
                acting_user=request.user,
            )
        )

    return _act(
        request, clearing, _("Start the clearing again"), begin, _("Start"), _("The clearing is running.")
    )


@requires(duty="review", levels=CITY)
@once
def confirm_review(request: AgencyRequest, clearing_id: int) -> HttpResponseBase:
    clearing = clearing_in_reach(clearing_id)

    def confirm() -> str:
        return page_of(review_clearing(clearing=clearing, acting_user=request.user))

    return _act(
        request,
        clearing,
        _("Review the clearing"),
        confirm,
        _("Confirm the statements"),
        _("The statements are confirmed; netting and posting run."),
        warnings=[
            _("Netting, posting and the payment instructions follow at once."),
            *(
                _("%(county)s: this month exceeds what is left of its approved budget by %(beyond)s yuan.")
                % {"county": county, "beyond": money_text(beyond)}
                for county, beyond in beyond_in_clearing(clearing)
            ),
        ],
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


@requires(duty="review", levels=CITY)
@once
def send_back(request: AgencyRequest, clearing_id: int) -> HttpResponseBase:
    clearing = clearing_in_reach(clearing_id)
    form = ReasonForm(request.POST or None)

    def back() -> str:
        send_back_clearing(
            clearing=clearing,
            reason=form.cleaned_data["reason"],
            acting_user=request.user,
        )
        return page_of(clearing)

    return _act(
        request,
        clearing,
        _("Send the clearing back"),
        back,
        _("Send back"),
        _("The month collects again."),
        form=form,
    )


@requires(duty=("review", "finance"), levels=CITY)
@once
def go_on(request: AgencyRequest, clearing_id: int) -> HttpResponseBase:
    clearing = clearing_in_reach(clearing_id)

    def resume() -> str:
        return page_of(continue_clearing(clearing=clearing, acting_user=request.user))

    return _act(
        request, clearing, _("Go on with the clearing"), resume, _("Go on"), _("The clearing is running.")
    )


@requires(duty="finance", levels=CITY)
@once
def close(request: AgencyRequest, clearing_id: int) -> HttpResponseBase:
    clearing = clearing_in_reach(clearing_id)

    def finish() -> str:
        close_clearing(clearing=clearing, acting_user=request.user)
        return page_of(clearing)

    return _act(
        request,
        clearing,
        _("Close the clearing"),
        finish,
        _("Close"),
        _("The month is closed."),
        warnings=[_("A closed month is never opened again.")],
    )


def _act(
    request: AgencyRequest,
    clearing: Clearing,
    title: str,
    do: Any,
    label: str,
    said: str,
    *,
    warnings: list[str] | None = None,
    form: forms.Form | None = None,
) -> HttpResponseBase:
    totals = totals_of(clearing)
    return act_page(
        request,
        title=title,
        facts=[
            Fact(_("Month"), f"{clearing.month:%Y-%m}"),
            Fact(_("Scheme"), name_of("insutype", clearing.insutype)),
            Fact(_("State"), clearing.get_state_display()),
            Fact(_("Statements"), totals["statements"]),
            Fact(_("Bills"), f"{totals['bills']:,}"),
            Fact(_("Payable, yuan"), f"{totals['payable']:,.2f}"),
        ],
        warnings=warnings or [],
        form=form,
        do=do,
        label=label,
        said=said,
        cancel_url=page_of(clearing),
    )
