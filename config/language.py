"""The language of a page: the signed-in user's setting, else the visitor's cookie, else Chinese."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

KNOWN = {code for code, _name in settings.LANGUAGES}


def language_of(request: HttpRequest) -> str:
    """A code of ``settings.LANGUAGES``; the browser's own wish is not asked (it would turn pages English)."""
    wished = getattr(request.user, "language", "") if request.user.is_authenticated else ""
    wished = wished or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return wished if wished in KNOWN else settings.LANGUAGE_CODE


class UserLanguageMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = language_of(request)
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
