"""What is done with a price application, each behind its summary."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.forms import ReasonForm
from claims.forms_prices import (
    ActDayForm,
    CloseForm,
    EntryProposalForm,
    ExitProposalForm,
    HandInForm,
    MissingForm,
    OpinionForm,
    VerdictForm,
)
from claims.models import PriceApplication
from claims.services.price_items import apply, decide, review
from claims.views.catalogue_versions import page_of
from config.access import requires
from config.errors import DomainError
from config.forms import Fact, act_page, once
from institutions.models import MUNICIPAL

from .application import application_of
from .lists import address


def _form(request: HttpRequest, kind: type[forms.Form], **given: Any) -> forms.Form:
    today = timezone.localdate()
    return kind(request.POST or None, initial={"day": today, **given.pop("initial", {})}, **given)


def _act(
    request: HttpRequest,
    application: PriceApplication,
    do: Callable[[], Any],
    *,
    facts: Any = (),
    where: Callable[[Any], str] | None = None,
    **shown: Any,
) -> HttpResponseBase:
    def act() -> str:
        made = do()
        return where(made) if where else address(application)

    what = [
        Fact(_("Price application"), application.number),
        Fact(_("Kind"), application.get_kind_display()),
        Fact(_("Item"), application.item_name),
        Fact(_("Institution"), application.institution or "—"),
    ]
    return act_page(request, facts=[*what, *facts], do=act, cancel_url=address(application), **shown)


@requires(duty="handle", levels=MUNICIPAL)
@once
def return_papers(request: HttpRequest, price_application_id: int) -> HttpResponseBase:
    one, form = application_of(price_application_id), _form(request, MissingForm)
    return _act(
        request, one,
        lambda: apply.return_for_papers(application=one, acting_user=_user(request), **form.cleaned_data),
        title=_("Return for papers"), form=form, label=_("Return"), said=_("The application is returned."),
    )  # fmt: skip


@requires(duty="handle")
@once
def hand_in(request: HttpRequest, price_application_id: int) -> HttpResponseBase:
    one = application_of(price_application_id)
    form = _form(request, HandInForm, initial={"papers": one.papers})
    return _act(
        request, one, lambda: apply.hand_in(application=one, acting_user=_user(request), **form.cleaned_data),
        title=_("Papers handed in"), form=form, facts=[Fact(_("What is missing"), one.missing or "—")],
        label=_("Save"), said=_("The papers are in."),
    )  # fmt: skip


@requires(duty="handle", levels=MUNICIPAL)
@once
def accept(request: HttpRequest, price_application_id: int) -> HttpResponseBase:
    one, form = application_of(price_application_id), _form(request, ActDayForm)
    return _act(
        request, one, lambda: apply.accept(application=one, acting_user=_user(request), **form.cleaned_data),
        title=_("Accept the application"), form=form, facts=[Fact(_("Papers handed in"), one.papers)],
        label=_("Accept"), said=_("The application is accepted; the experts are asked."),
    )  # fmt: skip


@requires(duty="handle")
@once
def withdraw(request: HttpRequest, price_application_id: int) -> HttpResponseBase:
    one, form = application_of(price_application_id), _form(request, ReasonForm)
    return _act(
        request, one, lambda: apply.withdraw(application=one, acting_user=_user(request), **form.cleaned_data),
        title=_("Withdraw the application"), form=form, label=_("Withdraw"), danger=True,
        said=_("The application is withdrawn."),
    )  # fmt: skip


@requires(duty="handle", levels=MUNICIPAL)
@once
def opinion(request: HttpRequest, price_application_id: int) -> HttpResponseBase:
    one = application_of(price_application_id)
    form = _form(request, OpinionForm, application=one)
    return _act(
        request, one,
        lambda: review.enter_opinion(application=one, acting_user=_user(request), **form.cleaned_data),
        title=_("Opinion of an expert"), form=form, label=_("Save"), said=_("The opinion is entered."),
        warnings=[_("An earlier opinion of the same expert is replaced.")],
    )  # fmt: skip


@requires(duty="handle", levels=MUNICIPAL)
@once
def conclude(request: HttpRequest, price_application_id: int) -> HttpResponseBase:
    one, form = application_of(price_application_id), _form(request, ActDayForm)
    facts: list[Fact] = []
    warnings: list[str] = []
    try:
        found = review.review_of(one)
    except DomainError as refusal:
        warnings.append(str(refusal))
    else:
        result = _("passed") if found.passed else _("not passed")
        facts = [
            Fact(_("Experts"), found.experts), Fact(_("Mean score"), found.mean), Fact(_("Result"), result),
        ]  # fmt: skip
    return _act(
        request, one, lambda: review.conclude(application=one, acting_user=_user(request), **form.cleaned_data),
        title=_("Conclude the review"), form=form, facts=facts, warnings=warnings,
        label=_("Conclude"), said=_("The review is concluded."),
    )  # fmt: skip


@requires(duty="handle", levels=MUNICIPAL)
@once
def publish(request: HttpRequest, price_application_id: int) -> HttpResponseBase:
    one, form = application_of(price_application_id), _form(request, ActDayForm)
    return _act(
        request, one, lambda: review.publish(application=one, acting_user=_user(request), **form.cleaned_data),
        title=_("Publish the notice"), form=form, label=_("Publish"), said=_("The notice is published."),
    )  # fmt: skip


@requires(duty="handle", levels=MUNICIPAL)
@once
def close(request: HttpRequest, price_application_id: int) -> HttpResponseBase:
    one, form = application_of(price_application_id), _form(request, CloseForm)
    return _act(
        request, one,
        lambda: review.close_notice(application=one, acting_user=_user(request), **form.cleaned_data),
        title=_("Close the notice"), form=form, facts=[Fact(_("Notice until"), one.notice_until or "—")],
        label=_("Close the notice"), said=_("The notice is closed."),
    )  # fmt: skip


@requires(duty="handle", levels=MUNICIPAL)
@once
def propose(request: HttpRequest, price_application_id: int) -> HttpResponseBase:
    one = application_of(price_application_id)
    entry = one.kind == PriceApplication.Kind.ENTRY
    shown = {"price": one.price or one.proposed_price, "med_list_codg": one.med_list_codg}
    form = _form(request, EntryProposalForm if entry else ExitProposalForm, initial=shown if entry else {})
    return _act(
        request, one, lambda: decide.propose(application=one, acting_user=_user(request), **form.cleaned_data),
        title=_("Propose a decision"), form=form, label=_("Propose"),
        facts=[Fact(_("Mean score"), one.score or "—"), Fact(_("Objections and answers"), one.objections or "—")],
        said=_("The decision is proposed; a second person decides."),
    )  # fmt: skip


@requires(duty="approve", levels=MUNICIPAL)
@once
def verdict(request: HttpRequest, price_application_id: int) -> HttpResponseBase:
    one, form = application_of(price_application_id), _form(request, VerdictForm)
    facts = [
        Fact(_("Catalogue code"), one.med_list_codg or "—"),
        Fact(_("Price decided"), "—" if one.price is None else f"{one.price:,.2f}"),
        Fact(_("Holds from"), one.effective_from or "—"),
        Fact(_("Grounds"), one.grounds or "—"),
        Fact(_("Proposed by"), one.proposed_by or "—"),
    ]
    return _act(
        request, one, lambda: decide.decide(application=one, acting_user=_user(request), **form.cleaned_data),
        title=_("Decide on the application"), form=form, facts=facts, label=_("Confirm"), said=_("Decided."),
        warnings=[_("What is granted is drafted for the catalogue, which a second person puts in force.")],
    )  # fmt: skip


@requires(duty="handle", levels=MUNICIPAL)
@once
def draft(request: HttpRequest, price_application_id: int) -> HttpResponseBase:
    one = application_of(price_application_id)
    return _act(
        request, one, lambda: decide.draft_row(application=one, acting_user=_user(request)),
        where=lambda row: page_of(row.version), title=_("Put into the draft of the catalogue"),
        facts=[Fact(_("Catalogue code"), one.med_list_codg), Fact(_("Holds from"), one.effective_from or "—")],
        warnings=[_("A second person puts the draft in force; bills that are settled stay as they are.")],
        label=_("Put into the draft"), said=_("The row stands in the draft; a second person puts it in force."),
    )  # fmt: skip


def _user(request: HttpRequest) -> Any:
    return request.user
