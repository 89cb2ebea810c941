"""The administrator's page of sign-ins: who failed from where, who is locked, unlocking."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config import display
from config.access import requires
from config.forms import Fact, LineField, act_page, once
from config.listing import ChoiceFilter, Column, DaysFilter, Listing, Table, TextFilter
from institutions.access import AgencyRequest
from institutions.models import Agency, Duty, SignInEvent
from institutions.services.sign_ins import locked_among, shut_until, staff_of, unlock

TONES = {
    "signed_in": "ok", "recovered": "ok", "failed": "warn", "bad_code": "warn", "shut": "bad", "unlocked": "info",
    "factor_on": "info", "factor_off": "info", "new_codes": "info", "reset": "warn",
}  # fmt: skip
READERS = frozenset({Duty.ADMINISTER, Duty.AUDIT})


class SignInList(Listing):
    key = "sign_ins"
    title = gettext_lazy("Sign-ins")
    purpose = gettext_lazy("Who signed in and who failed, from where; here locked user names are unlocked.")
    template = "institutions/sign_ins.html"
    columns = (
        Column("at", gettext_lazy("At"), "minute", sort="at"),
        Column("kind", gettext_lazy("Event"), "badge", tone=TONES),
        Column(
            "user__username",
            gettext_lazy("User name"),
            "code",
            get=lambda row: row.user and row.user.username,
        ),
        Column("user", gettext_lazy("Full name"), get=lambda row: row.user or _("no such user")),
        Column("address", gettext_lazy("Network address"), "code"),
        Column("by", gettext_lazy("Done by")),
        Column("reason", gettext_lazy("Reason")),
    )
    filters = (
        TextFilter("user", gettext_lazy("User name"), lookups=("user__username",)),
        TextFilter("address", gettext_lazy("Network address"), lookups=("address",)),
        ChoiceFilter("kind", gettext_lazy("Event"), choices=SignInEvent.Kind),
        DaysFilter("at", gettext_lazy("Day"), stored="moments"),
    )
    order = "-at"
    empty_title = gettext_lazy("Nobody signed in yet.")
    empty_hint = gettext_lazy("Sign-ins of the people of your agencies stand here, failed ones too.")

    def rows(self) -> QuerySet[Any]:
        condition = Q(user__in=staff_of(self.user, duties=READERS))
        # Names of nobody belong to no agency; whoever watches over a whole area sees from where they are tried.
        held = [one for one in self.user.assignments_in_force if not READERS.isdisjoint(one.duties)]
        if any(one.agency.level in (Agency.Level.CITY, Agency.Level.REGION) for one in held):
            condition |= Q(user__isnull=True)
        return SignInEvent.objects.filter(condition).select_related("user", "by")


@requires(duty=READERS, region=True)
def sign_ins(request: AgencyRequest) -> HttpResponseBase:
    may_unlock = Duty.ADMINISTER in request.assignment.duties
    duties = frozenset({Duty.ADMINISTER}) if may_unlock else READERS
    columns = (
        Column("user__username", _("User name"), "code"),
        Column("user", _("Full name")),
        Column("until", _("Locked until"), "minute"),
        Column("unlock", "", link=_unlock_url if may_unlock else None, get=lambda row: _("Unlock")),
    )
    locked = [
        {"user": user, "until": until} for user, until in locked_among(staff_of(request.user, duties=duties))
    ]
    table = Table(_("Locked user names"), columns if may_unlock else columns[:-1], locked)
    return SignInList.respond(request, context={"locked": table if locked else None})


class UnlockForm(forms.Form):
    reason = LineField(
        label=gettext_lazy("Reason"), max_length=200, help_text=gettext_lazy("How you know that it is them.")
    )


@requires(duty=Duty.ADMINISTER, region=True)
@once
def unlock_user(request: AgencyRequest, user_id: int) -> HttpResponseBase:
    user = get_object_or_404(staff_of(request.user, duties=frozenset({Duty.ADMINISTER})), pk=user_id)
    form = UnlockForm(request.POST or None)
    until = shut_until(username=user.username)
    return act_page(
        request,
        title=_("Unlock %(user)s") % {"user": user},
        facts=[
            Fact(_("User name"), user.username),
            Fact(_("Locked until"), display.minute(until)),
        ],
        form=form,
        label=_("Unlock"),
        said=_("%(user)s may sign in again.") % {"user": user},
        do=lambda: _unlocked(request, user, form),
        cancel_url="institutions:sign_ins",
    )


def _unlocked(request: HttpRequest, user: Any, form: UnlockForm) -> str:
    unlock(user=user, reason=form.cleaned_data["reason"], acting_user=request.user)  # type: ignore[arg-type]
    return reverse("institutions:sign_ins")


def _unlock_url(row: dict[str, Any]) -> str:
    return reverse("institutions:unlock_user", args=[row["user"].pk])
