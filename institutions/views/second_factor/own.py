"""One's own second factor: whether it is on, onto a phone, off, recovery codes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from config import display
from config.access import signed_in
from config.client_address import client_address
from config.errors import DomainError
from config.forms import once, refusals
from config.second_step import note_passed
from config.sessions import end_other_sessions
from institutions.access import SignedInRequest
from institutions.models import SecondFactor
from institutions.services.second_factor import keeping
from institutions.services.second_factor.asked import is_offered, must_have
from institutions.services.second_factor.checking import Tried, try_code, try_password
from institutions.views.second_factor.door import why_refused
from institutions.views.second_factor.phone import (
    code_field,
    codes_to_show,
    keep_codes_to_show,
    phone_context,
    shown_secret,
)

REFUSED = 422


class PresentForm(forms.Form):
    """Who has a second factor shows it before it is changed."""

    present = code_field(
        gettext_lazy("Code now"), gettext_lazy("From the phone that is in use, or a recovery code.")
    )


class NewPhone(forms.Form):
    """The new phone's code is looked at first: a slip there must not use up the one in use."""

    def __init__(self, *args: Any, secret: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.secret = secret

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        try:
            keeping.step_shown(self.secret, code)
        except keeping.SecondFactorRefused as error:
            raise forms.ValidationError(refusals(error)) from error
        return code


class MoveForm(NewPhone, PresentForm):
    code = code_field(gettext_lazy("Code of the new phone"), gettext_lazy("The six digits it shows now."))


class FirstForm(NewPhone):
    present = forms.CharField(
        label=gettext_lazy("Your password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    code = code_field(gettext_lazy("Code of the phone"), gettext_lazy("The six digits the phone shows now."))


@signed_in
def state(request: SignedInRequest) -> HttpResponseBase:
    factor = SecondFactor.objects.filter(user=request.user).first()
    return render(
        request,
        "institutions/second_factor/state.html",
        {
            "factor": factor,
            "since": display.minute(factor.since) if factor else "",
            "codes_left": factor.recovery_codes.filter(used_at=None).count() if factor else 0,
            "must_have": must_have(request.user),
            "is_offered": is_offered(),
        },
    )


@signed_in
@sensitive_post_parameters()
@once
def switch_on(request: SignedInRequest) -> HttpResponseBase:
    """The first phone, or another one."""
    if not is_offered():
        return redirect("second_factor")
    moves = SecondFactor.objects.filter(user=request.user).exists()

    def do(form: forms.Form, address: str) -> HttpResponseBase:
        codes = keeping.switch_on(
            acting_user=request.user,
            secret=shown_secret(request),
            typed=form.cleaned_data["code"],
            address=address,
        )
        messages.success(
            request, _("The second factor is on: at your next sign-in you are asked for a code.")
        )
        return _show_codes(request, codes)

    form = (MoveForm if moves else FirstForm)(request.POST or None, secret=shown_secret(request))
    return _act(
        request,
        form,
        do,
        title=_("Another phone") if moves else _("Switch on the second factor"),
        template="institutions/second_factor/on.html",
        label=_("Switch on"),
        context=phone_context(request, request.user),
        by_password=not moves,
    )


@signed_in
@sensitive_post_parameters()
@once
def switch_off(request: SignedInRequest) -> HttpResponseBase:
    if not SecondFactor.objects.filter(user=request.user).exists() or must_have(request.user):
        return redirect("second_factor")

    def do(form: forms.Form, address: str) -> HttpResponseBase:
        keeping.switch_off(acting_user=request.user, address=address)
        messages.success(request, _("The second factor is off: your password alone opens."))
        return redirect("second_factor")

    form = PresentForm(request.POST or None)
    return _act(request, form, do, title=_("Switch off the second factor"), label=_("Switch off"))


@signed_in
@sensitive_post_parameters()
@once
def new_codes(request: SignedInRequest) -> HttpResponseBase:
    if not SecondFactor.objects.filter(user=request.user).exists():
        return redirect("second_factor")

    def do(form: forms.Form, address: str) -> HttpResponseBase:
        return _show_codes(request, keeping.new_codes(acting_user=request.user, address=address))

    form = PresentForm(request.POST or None)
    return _act(request, form, do, title=_("New recovery codes"), label=_("Make new codes"))


@signed_in
def codes(request: SignedInRequest) -> HttpResponseBase:
    """Shown once, right after they were made."""
    shown, then = codes_to_show(request)
    if not shown:
        return redirect("second_factor")
    context = {
        "codes": shown,
        "then": then,
        "file": "\r\n".join(shown),
        "file_name": f"{request.user.username}-recovery-codes.txt",
    }
    return render(request, "institutions/second_factor/codes.html", context)


def _act(
    request: SignedInRequest,
    form: forms.Form,
    do: Callable[[forms.Form, str], HttpResponseBase],
    *,
    title: str,
    label: str,
    template: str = "institutions/second_factor/act.html",
    context: dict[str, Any] | None = None,
    by_password: bool = False,
) -> HttpResponseBase:
    """A form which asks who it is before it does anything; a failure is kept, and counts like one at the door."""
    if request.method == "POST" and form.is_valid():
        address = client_address(request.META)
        tried = _tried(request, form.cleaned_data["present"], address, by_password=by_password)
        if not tried.kind:
            wrong = tried.shut_minutes is None and by_password
            form.add_error("present", _("This is not your password.") if wrong else why_refused(tried))
        else:
            try:
                return do(form, address)
            except DomainError as error:
                form.add_error(None, refusals(error))
    sent = request.method == "POST"
    shown = {
        "title": title, "form": form, "save_label": label, "cancel_url": reverse("second_factor"), **(context or {}),
    }  # fmt: skip
    response: HttpResponse = render(request, template, shown, status=REFUSED if sent else 200)
    response.keeps_changes = sent  # type: ignore[attr-defined]
    return response


def _tried(request: SignedInRequest, present: str, address: str, *, by_password: bool) -> Tried:
    if by_password:
        return try_password(user=request.user, password=present, address=address)
    return try_code(user=request.user, typed=present, address=address)


def _show_codes(request: SignedInRequest, made: list[str]) -> HttpResponseBase:
    """The other sessions, opened without what now opens, end."""
    end_other_sessions(request)
    note_passed(request)
    keep_codes_to_show(request, made, then=reverse("second_factor"))
    return redirect("recovery_codes")
