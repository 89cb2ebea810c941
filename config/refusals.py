"""What a business act refuses and no page expected: told to the reader, not shown as a failure of the system."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from config.errors import refusal_of
from config.views.errors import refused


class RefusalMiddleware:
    """The request's transaction is rolled back by then; forms and acts tell most refusals beside what was typed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        refusal = refusal_of(exception)
        return None if refusal is None else refused(request, refusal)
