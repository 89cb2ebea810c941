"""The administrator's list of who signs in with a second factor, and taking one off: asked by one, done by another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config import display
from config.access import requires
from config.desk import DeskItem
from config.forms import Fact, LineField, act_page, once
from config.listing import Column, FlagFilter, Listing, Table, TextFilter
from institutions.access import AgencyRequest
from institutions.models import Duty, SecondFactorReset
from institutions.services.second_factor import resets
from institutions.services.second_factor.asked import with_need
from institutions.services.sign_ins import staff_of

KEEPERS = frozenset({Duty.ADMINISTER})
READERS = KEEPERS | {Duty.AUDIT}
LIST = "institutions:second_factors"


class SecondFactorList(Listing):
    key = "second_factors"
    title = gettext_lazy("Second factors")
    purpose = gettext_lazy(
        "Who signs in with a code of the phone too; of a lost phone one administrator tells here, and another takes it"
        " off."
    )
    template = "institutions/second_factor/list.html"
    columns = (
        Column("username", gettext_lazy("User name"), "code", sort="username"),
        Column("name", gettext_lazy("Full name")),
        Column(
            "needed",
            gettext_lazy("By duty"),
            "badge",
            get=lambda user: _("needed") if user.needed else "",
            tone=lambda user: "plain" if _since(user) else "warn",
        ),
        Column("since", gettext_lazy("Switched on at"), "minute", get=lambda user: _since(user)),
        Column(
            "codes_left",
            gettext_lazy("Recovery codes left"),
            "number",
            get=lambda user: user.codes_left if _since(user) else None,
        ),
        Column(
            "reset",
            gettext_lazy("Phone lost"),
            get=lambda user: _("Ask for a reset") if _since(user) else "",
            link=lambda user: _ask_url(user),
        ),
    )
    filters = (
        TextFilter("user", gettext_lazy("User name"), lookups=("username", "name")),
        FlagFilter("needed", gettext_lazy("Needed by duty")),
        FlagFilter("on", gettext_lazy("Switched on"), when=Q(second_factor__isnull=False)),
    )
    order = "username"
    empty_title = gettext_lazy("Nobody works at your agencies.")

    def rows(self) -> QuerySet[Any]:
        unused = Count("second_factor__recovery_codes", filter=Q(second_factor__recovery_codes__used_at=None))
        users = with_need(staff_of(self.user, duties=READERS))
        return users.annotate(codes_left=unused).select_related("second_factor")


@requires(duty=READERS, region=True)
def second_factors(request: AgencyRequest) -> HttpResponseBase:
    keeps = Duty.ADMINISTER in request.assignment.duties
    columns = (
        Column("user__username", _("User name"), "code"),
        Column("user", _("Full name")),
        Column("asked_by", _("Reset asked by")),
        Column("asked_at", _("Reset asked at"), "minute"),
        Column("reason", _("Reason")),
        Column("confirm", "", link=lambda reset: _url("confirm", reset), get=lambda reset: _("Take off")),
        Column(
            "refuse", "", link=lambda reset: _url("refuse", reset), get=lambda reset: _("Refuse the reset")
        ),
    )
    waiting = list(resets.open_resets(request.user)) if keeps else []
    table = Table(_("Resets to be confirmed by another administrator"), columns, waiting)
    return SecondFactorList.respond(request, context={"waiting": table if waiting else None})


class ReasonForm(forms.Form):
    reason = LineField(
        label=gettext_lazy("Reason"),
        max_length=200,
        help_text=gettext_lazy("What happened to the phone, and how you know that it is them."),
    )


@requires(duty=Duty.ADMINISTER, region=True)
@once
def ask_reset(request: AgencyRequest, user_id: int) -> HttpResponseBase:
    user = get_object_or_404(staff_of(request.user, duties=KEEPERS), pk=user_id)
    form = ReasonForm(request.POST or None)

    def do() -> str:
        resets.ask(user=user, reason=form.cleaned_data["reason"], acting_user=request.user)
        return reverse(LIST)

    return act_page(
        request,
        title=_("Ask to reset the second factor of %(user)s") % {"user": user},
        facts=[Fact(_("User name"), user.username), Fact(_("Switched on at"), display.minute(_since(user)))],
        warnings=[
            _(
                "With unused recovery codes no reset is needed: one of them opens, and a new phone can be added then."
            )
        ],
        form=form,
        label=_("Ask for a reset"),
        said=_("Another administrator takes it off; until then nothing changes."),
        do=do,
        cancel_url=LIST,
    )


@requires(duty=Duty.ADMINISTER, region=True)
@once
def confirm_reset(request: AgencyRequest, second_factor_reset_id: int) -> HttpResponseBase:
    reset = _reset(request, second_factor_reset_id)

    def do() -> str:
        resets.confirm(reset=reset, acting_user=request.user)
        return reverse(LIST)

    return act_page(
        request,
        title=_("Take the second factor off %(user)s") % {"user": reset.user},
        facts=_facts(reset),
        warnings=[
            _(
                "Their password alone opens then, and every session of theirs ends. Whoever needs a second factor by"
                " duty shows a new phone at the next sign-in."
            )
        ],
        label=_("Take off"),
        said=_("The second factor of %(user)s is off.") % {"user": reset.user},
        danger=True,
        do=do,
        cancel_url=LIST,
    )


@requires(duty=Duty.ADMINISTER, region=True)
@once
def refuse_reset(request: AgencyRequest, second_factor_reset_id: int) -> HttpResponseBase:
    reset = _reset(request, second_factor_reset_id)

    def do() -> str:
        resets.refuse(reset=reset, acting_user=request.user)
        return reverse(LIST)

    return act_page(
        request,
        title=_("Leave the second factor of %(user)s on") % {"user": reset.user},
        facts=_facts(reset),
        label=_("Refuse the reset"),
        said=_("The second factor of %(user)s stays.") % {"user": reset.user},
        do=do,
        cancel_url=LIST,
    )


def reset_items(assignment: Any) -> Iterator[DeskItem]:
    """Desk source: resets that another administrator asked for."""
    if Duty.ADMINISTER not in assignment.duties:
        return
    if count := resets.open_resets(assignment.user).exclude(asked_by=assignment.user_id).count():
        yield DeskItem(_("Confirm resets of second factors"), reverse(LIST), count=count)


def _reset(request: AgencyRequest, pk: int) -> SecondFactorReset:
    return get_object_or_404(resets.open_resets(request.user), pk=pk)


def _facts(reset: SecondFactorReset) -> list[Fact]:
    return [
        Fact(_("User name"), reset.user.username),
        Fact(_("Reset asked by"), reset.asked_by),
        Fact(_("Reset asked at"), display.minute(reset.asked_at)),
        Fact(_("Reason"), reset.reason),
    ]


def _since(user: Any) -> Any:
    factor = getattr(user, "second_factor", None)
    return factor.since if factor else None


def _ask_url(user: Any) -> str | None:
    return reverse("institutions:ask_second_factor_reset", args=[user.pk]) if _since(user) else None


def _url(act: str, reset: SecondFactorReset) -> str:
    return reverse(f"institutions:{act}_second_factor_reset", args=[reset.pk])
