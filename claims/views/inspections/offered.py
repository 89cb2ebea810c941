"""The buttons of the pages about inspections: links first, then the acts, the last of which the page asks for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from config.listing import Action

Named = Iterable[tuple[Any, str]]


def buttons(links: Named, acts: Named = (), *, undoing: Iterable[str] = ()) -> list[Action]:
    """``undoing`` are addresses of acts that only take something back: never what the page asks for first."""
    shown, never = list(acts), set(undoing)
    last = shown[-1][1] if shown else ""
    return [
        *(Action(title, url) for title, url in links),
        *(Action(title, url, main=url == last and url not in never) for title, url in shown),
    ]
