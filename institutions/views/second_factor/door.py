"""The second step of signing in, for whoever's password was right: nobody is signed in here yet."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from config.access import open_to_all
from config.client_address import client_address
from config.forms import refusals
from config.language import speak_to
from config.second_step import held_user, let_in, step_of
from config.views.session import door_is_shut
from institutions.models import RecoveryCode, SignInEvent, User
from institutions.services.second_factor.checking import Tried, try_code
from institutions.services.second_factor.keeping import SecondFactorRefused, switch_on
from institutions.services.sign_ins import keep_success, shut_minutes
from institutions.views.second_factor.phone import code_field, keep_codes_to_show, phone_context, shown_secret

REFUSED = 422


class CodeForm(forms.Form):
    code = code_field(gettext_lazy("Code of the phone"))


@open_to_all
@sensitive_post_parameters()
def second_step(request: HttpRequest) -> HttpResponseBase:
    """The code, or a recovery code."""
    user = _at(request, "second_step")
    if not isinstance(user, User):
        return user
    form = CodeForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, "registration/second_step.html", {"form": form})
    address = client_address(request.META)
    tried = try_code(user=user, typed=form.cleaned_data["code"], address=address)
    if not tried.kind:
        form.add_error(None, why_refused(tried))
        return _page(request, "registration/second_step.html", {"form": form})
    then = let_in(request, user)
    keep_success(user=user, address=address, kind=tried.kind)
    if tried.kind == SignInEvent.Kind.RECOVERED:
        tell_codes_left(request, user)
    return redirect(then)


@open_to_all
@sensitive_post_parameters()
def enrol(request: HttpRequest) -> HttpResponseBase:
    """Whoever must have a second factor and has none shows a phone now, or does not get in."""
    user = _at(request, "enrol_at_the_door")
    if not isinstance(user, User):
        return user
    form = CodeForm(request.POST or None)
    address = client_address(request.META)
    if request.method == "POST" and form.is_valid():
        if (minutes := shut_minutes(username=user.username, address=address)) is not None:
            form.add_error(None, door_is_shut(minutes))
        else:
            try:
                codes = switch_on(
                    acting_user=user,
                    secret=shown_secret(request),
                    typed=form.cleaned_data["code"],
                    address=address,
                )
            except SecondFactorRefused as error:
                form.add_error("code", refusals(error))
            else:
                then = let_in(request, user)
                keep_success(user=user, address=address)
                keep_codes_to_show(request, codes, then=then)
                return redirect("recovery_codes")
    return _page(
        request, "registration/second_factor_enrol.html", {"form": form, **phone_context(request, user)}
    )


def why_refused(tried: Tried) -> str:
    """The same whichever was wrong: an old code, another's, none at all."""
    if tried.shut_minutes is not None:
        return door_is_shut(tried.shut_minutes)
    return _("This code does not open. Wait for the next one; each opens once.")


def tell_codes_left(request: HttpRequest, user: User) -> None:
    left = RecoveryCode.objects.filter(factor__user=user, used_at=None).count()
    messages.warning(request, _("Recovery codes left: %(left)s.") % {"left": left})


def _at(request: HttpRequest, step: str) -> User | HttpResponseBase:
    """Who stands at this step, from here on spoken to in their own language; where else to go."""
    if request.user.is_authenticated:
        return redirect("home")
    user = held_user(request)
    if user is None:
        return redirect("login")
    due = step_of(user)
    if due != step:
        return redirect(due or "login")
    speak_to(request, user)
    return user


def _page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    sent = request.method == "POST"
    response = render(request, template, context, status=REFUSED if sent else 200)
    # What was wrong is a row, see ``institutions.services.second_factor.checking``.
    response.keeps_changes = sent  # type: ignore[attr-defined]
    return response
