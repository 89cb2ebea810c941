"""Whoever was given a password, or has had theirs for long, chooses a new one before anything else.

Until then a session reaches the page where that is done, and the way out; where they wanted to go comes afterwards.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from config.session_limits import is_fragment, whole_page_anew

OPEN = frozenset({"password_change", "logout", "choose_language"})


class OwnPasswordMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if must_choose(request) and not self._is_open(request):
            if is_fragment(request):
                return whole_page_anew()
            messages.warning(request, why(request))
            wanted = request.get_full_path() if request.method == "GET" else "/"
            return redirect(f"{reverse('password_change')}?{urlencode({'next': wanted})}")
        return self.get_response(request)

    def _is_open(self, request: HttpRequest) -> bool:
        try:
            return resolve(request.path_info).view_name in OPEN
        except Resolver404:
            return True


def must_choose(request: HttpRequest) -> bool:
    return (
        settings.OWN_PASSWORD
        and request.user.is_authenticated
        and not request.user.owns_password(settings.PASSWORD_DAYS)
    )


def why(request: HttpRequest) -> str:
    """What is told beside the form."""
    if request.user.password_own_since is None:  # type: ignore[union-attr]
        return _(
            "Your password was given to you by somebody else. Choose one that only you know, then go on."
        )
    return _("You have had your password for more than %(days)s days. Choose another one, then go on.") % {
        "days": settings.PASSWORD_DAYS
    }
