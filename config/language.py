"""The language of a page: the user's setting from the right password on, else the visitor's cookie, else Chinese."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

KNOWN = {code for code, _name in settings.LANGUAGES}


def language_of(request: HttpRequest) -> str:
    """A code of ``settings.LANGUAGES``; the browser's own wish is not asked (it would turn pages English)."""
    wished = getattr(request.user, "language", "") if request.user.is_authenticated else ""
    return _known(wished or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""))


def speak_to(request: HttpRequest, user: Any) -> None:
    """The rest of this answer is for ``user``, who is known but not signed in yet."""
    request.LANGUAGE_CODE = _known(user.language)
    translation.activate(request.LANGUAGE_CODE)


def _known(wished: str) -> str:
    return wished if wished in KNOWN else settings.LANGUAGE_CODE


class UserLanguageMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.LANGUAGE_CODE = language_of(request)
        with translation.override(request.LANGUAGE_CODE):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response
