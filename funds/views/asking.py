"""Pages about what their address asks for: without it, the list it is chosen from."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

View = Callable[..., HttpResponseBase]


def chosen_from(list_name: str) -> Callable[[View], View]:
    """Whoever comes without a question (a bookmark, an address typed) is led to the page ``list_name``."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method == "GET" and not request.GET:
                return redirect(list_name)
            return view(request, *args, **kwargs)

        return guarded

    return guard
