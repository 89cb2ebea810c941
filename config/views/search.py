"""The result page of the search box."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render

from config.access import requires
from config.search import providers_for, search


@requires(region=True)
def search_page(request: HttpRequest) -> HttpResponseBase:
    """What was found; a single hit is opened at once."""
    # PostgreSQL knows no NUL, and nobody types one.
    text = request.GET.get("q", "").replace("\x00", "").strip()
    found = search(text, user=request.user, assignment=request.assignment)  # type: ignore[attr-defined]
    hits = [hit for answer in found for hit in answer.hits]
    if len(hits) == 1:
        if hits[0].note:
            messages.success(request, hits[0].note)
        return redirect(hits[0].url)
    context = {"q": text, "found": found, "providers": providers_for(request.assignment)}  # type: ignore[attr-defined]
    return render(request, "search.html", context)
