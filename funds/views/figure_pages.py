"""Pages of a record with what it is, its acts and its tables: on screen, on paper, as a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Model
from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from config.display import changed_query
from config.forms import Fact
from config.listing.export import tables_workbook
from config.listing.tables import Table
from config.spreadsheets.web import workbook_answer
from institutions.access import AgencyRequest


class ActLink(NamedTuple):
    """A button of the page."""

    label: Any
    url: str
    main: bool = False
    download: bool = False


class Note(NamedTuple):
    """A line above everything; ``tone`` as the style sheet knows them."""

    text: Any
    tone: str = "info"


@dataclass
class FigurePage:
    """What such a page shows."""

    title: str
    state: Any
    tone: str
    facts: Sequence[Fact]
    tables: Sequence[Table]
    back_url: str
    facts_title: Any = ""
    notes: Sequence[Note] = ()
    acts: Sequence[ActLink] = ()
    scans: Sequence[Model] = ()
    maker: Any = None
    checker: Any = None
    guide: Mapping[str, Any] = field(default_factory=dict)

    def respond(self, request: AgencyRequest) -> HttpResponseBase:
        """``?print`` for paper, ``?export`` for a workbook."""
        if "export" in request.GET:
            return workbook_answer(tables_workbook(list(self.tables)), self.title)
        ways = [
            ActLink(_("Excel workbook (xlsx)"), changed_query(request.GET, export="1"), download=True),
            ActLink(_("Print"), changed_query(request.GET, print="1")),
        ]
        context = {
            "title": self.title, "state": self.state, "tone": self.tone, "facts": self.facts, "tables": self.tables,
            "facts_title": self.facts_title or self.title, "notes": self.notes, "scans": self.scans,
            "actions": [*ways, *self.acts], "back_url": self.back_url, "agency": request.assignment.agency,
            "period": "", "printed_at": timezone.now(), "maker": self.maker, "checker": self.checker, **self.guide,
        }  # fmt: skip
        template = "page_print" if "print" in request.GET else "page"
        return render(request, f"funds/openings/{template}.html", context)
