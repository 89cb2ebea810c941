"""Around every request: its mark, its log line, its figures; and the addresses that operators' programs ask."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from . import metrics, probes
from .marks import marked

HEADER = "X-Request-ID"
logger = logging.getLogger("tongchou.requests")


class OperationMiddleware:
    """The outermost. Probes are answered here, before sessions, redirects and transactions: they must not need them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if probe := probes.ADDRESSES.get(request.path_info):
            return probe(request)
        with marked(request=request.headers.get(HEADER, "")) as mark:
            began = time.perf_counter()
            response = self.get_response(request)
            seconds = time.perf_counter() - began
            response.headers[HEADER] = mark
            view = getattr(request.resolver_match, "view_name", "") or "-"
            metrics.count_request(view, request.method or "", response.status_code, seconds)
            # The view's name, not the address: addresses carry what people searched for.
            told = {
                "method": request.method, "view": view, "status": response.status_code,
                "seconds": round(seconds, 3), "user": _signed_in(request),
            }  # fmt: skip
            logger.info("%s %s %s", request.method, view, response.status_code, extra=told)
            return response


def _signed_in(request: HttpRequest) -> int | None:
    """The user's id, if somebody asked who they are; asking the session here could ask the database once more."""
    user = getattr(request, "_cached_user", None)
    return getattr(user, "pk", None)
