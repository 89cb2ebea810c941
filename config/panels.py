"""Panels on another floor's page: bills on the person file, statements on the institution file.

The page's own app calls :func:`panels_of`; upper apps register in ``ready()``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest


@dataclass(frozen=True)
class Panel:
    """A titled part of a file page: ``context(request, subject)`` fills ``template``; lower ``order`` comes first.

    ``list_url(subject)`` is the list that shows all of what the panel shows the latest of; ``when(subject)`` says
    whether it stands there at all.
    """

    title: Any
    template: str
    context: Callable[[HttpRequest, Any], dict[str, Any]]
    order: int = 100
    list_url: Callable[[Any], str] | None = None
    when: Callable[[Any], bool] | None = None


@dataclass(frozen=True)
class FilledPanel:
    title: Any
    template: str
    context: dict[str, Any]
    list_url: str = ""


_panels: dict[str, list[Panel]] = defaultdict(list)


def register_panel(subject: str, panel: Panel) -> None:
    """Add ``panel`` to the file page of ``subject`` ("person", "institution")."""
    if panel not in _panels[subject]:
        _panels[subject].append(panel)


def panels_of(subject: str, request: HttpRequest, obj: Any) -> list[FilledPanel]:
    """The panels of one object's page, filled, in order."""
    ordered = sorted(_panels[subject], key=lambda panel: panel.order)
    return [
        FilledPanel(
            panel.title,
            panel.template,
            panel.context(request, obj),
            panel.list_url(obj) if panel.list_url is not None else "",
        )
        for panel in ordered
        if panel.when is None or panel.when(obj)
    ]
