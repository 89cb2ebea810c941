"""Signing in and out, and what a person sets for themselves: language, assignment, columns, password."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import views as auth_views
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from config.access import ASSIGNMENT_SESSION_KEY, open_to_all, requires, signed_in
from config.listing import Column, Listing, Table
from config.navigation import first_page_for
from config.own_password import must_choose, why
from config.second_step import hold, step_of
from config.sessions import end_other_sessions, own_sessions

SESSIONS_PURPOSE = gettext_lazy(
    "A session you do not know: end the others and change your password, and tell your administrator."
)
A_YEAR = 365 * 24 * 60 * 60


def door_is_shut(minutes: int) -> str:
    return _(
        "Too many failed sign-ins. Try again in %(minutes)s minutes, or ask your administrator to"
        " unlock your user name."
    ) % {"minutes": minutes}


class SignInForm(AuthenticationForm):
    """Says that the door is shut where it is, whether or not there is such a user."""

    def get_invalid_login_error(self) -> ValidationError:
        minutes = getattr(self.request, "sign_in_shut_minutes", None)
        return (
            super().get_invalid_login_error() if minutes is None else ValidationError(door_is_shut(minutes))
        )


@open_to_all
class SignIn(auth_views.LoginView):
    template_name = "registration/login.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: Any) -> HttpResponseBase:
        """The password is right: in, or to the second step."""
        user = form.get_user()
        step = step_of(user)
        if step is None:
            return super().form_valid(form)
        hold(self.request, user, then=self.get_success_url())
        return redirect(step)

    def form_invalid(self, form: Any) -> HttpResponse:
        response = self.render_to_response(self.get_context_data(form=form), status=422)
        # The failure itself is a row, see ``institutions.sign_in``.
        response.keeps_changes = True  # type: ignore[attr-defined]
        return response


@open_to_all
class SignOut(auth_views.LogoutView):
    pass


class OwnPasswordForm(PasswordChangeForm):
    """A password of one's own, other than the present one."""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        chosen = self.cleaned_data.get("new_password1")
        if chosen and chosen == self.cleaned_data.get("old_password"):
            self.add_error("new_password1", _("This is your present password. Choose another one."))
        return cleaned

    def set_password_and_save(self, user: Any, password_field_name: str, commit: bool = True) -> Any:
        user.choose_password(self.cleaned_data[password_field_name])
        if commit:
            user.save()
        return user


@signed_in
class ChangePassword(auth_views.RedirectURLMixin, auth_views.PasswordChangeView):
    template_name = "registration/password_change.html"
    form_class = OwnPasswordForm
    next_page = "preferences"

    def form_invalid(self, form: Any) -> HttpResponse:
        if must_choose(self.request):
            messages.warning(self.request, why(self.request))  # told at every try, not the first alone
        return super().form_invalid(form)

    def form_valid(self, form: Any) -> HttpResponseBase:
        messages.success(self.request, _("Your password is changed."))
        response = super().form_valid(form)
        end_other_sessions(self.request)
        return response


@signed_in
def home(request: HttpRequest) -> HttpResponseBase:
    """The first page of this person's agency; without an assignment, what to do about it."""
    works = request.assignment is not None or request.user.is_superuser  # type: ignore[attr-defined,union-attr]
    first = first_page_for(request.assignment) if works else None  # type: ignore[attr-defined]
    return redirect(first) if first else render(request, "home.html")


@signed_in
def preferences(request: HttpRequest) -> HttpResponseBase:
    return render(request, "preferences.html")


@signed_in
def sessions(request: HttpRequest) -> HttpResponseBase:
    """Where one is signed in."""
    here = request.session.session_key
    columns = (
        Column(
            "here",
            _("This session"),
            "badge",
            get=lambda one: _("this one") if one.session_key == here else "",
        ),
        Column("address", _("Network address"), "code"),
        Column("browser", _("Browser")),
        Column("began_at", _("Signed in at"), "minute"),
        Column("seen_at", _("Last act"), "minute"),
    )
    table = Table(_("Where you are signed in"), columns, own_sessions(request.user))
    return render(
        request, "sessions.html", {"title": table.caption, "table": table, "purpose": SESSIONS_PURPOSE}
    )


@signed_in
@require_POST
def end_others(request: HttpRequest) -> HttpResponseBase:
    ended = end_other_sessions(request)
    messages.success(request, _("%(number)s other sessions ended.") % {"number": ended})
    return redirect("sessions")


@open_to_all
@require_POST
def choose_language(request: HttpRequest) -> HttpResponseBase:
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        raise Http404
    if request.user.is_authenticated:
        request.user.language = language  # type: ignore[union-attr]
        request.user.save(update_fields=["language"])
    response = redirect(safe_next(request))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=A_YEAR,
        samesite="Lax",
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
    )
    with translation.override(language):
        response.headers["Content-Language"] = language
    return response


@requires(region=True)
@require_POST
def choose_assignment(request: HttpRequest) -> HttpResponseBase:
    """Act for another of one's own agencies from now on."""
    wished = request.POST.get("assignment", "")
    chosen = next((a for a in request.user.assignments_in_force if str(a.pk) == wished), None)  # type: ignore[union-attr]
    if chosen is None:
        raise Http404
    request.session[ASSIGNMENT_SESSION_KEY] = chosen.pk
    # Other rights, another key: a key that leaked under the old ones is worth nothing under the new.
    request.session.cycle_key()
    messages.success(request, _("You now act for %(agency)s.") % {"agency": chosen.agency})
    return redirect("home")


@requires(region=True)
@require_POST
def choose_columns(request: HttpRequest, key: str) -> HttpResponseBase:
    """Remember the columns a person picked for a list; none picked means the usual ones again."""
    try:
        listing = Listing.known(key)
    except KeyError:
        raise Http404 from None
    wished = set(request.POST.getlist("column"))
    picked = [] if "reset" in request.POST else [c.name for c in listing.columns if c.name in wished]
    user: Any = request.user
    columns = {**user.preferences.get("columns", {}), key: picked}
    user.preferences = {**user.preferences, "columns": {k: v for k, v in columns.items() if v}}
    user.save(update_fields=["preferences"])
    return redirect(safe_next(request))


def safe_next(request: HttpRequest) -> str:
    """The page the form names to return to, only on this site."""
    wished = request.POST.get("next", "")
    allowed = url_has_allowed_host_and_scheme(wished, {request.get_host()}, require_https=request.is_secure())
    return wished if allowed else "/"
