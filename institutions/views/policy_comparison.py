"""Two versions of a document, or two areas on a day, side by side."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.access import requires
from config.display import changed_query
from config.forms import DayField, LineField
from config.spreadsheets.web import dated, workbook_answer
from institutions.models import PolicyVersion, PoolingArea
from institutions.policy.comparing import Pair, compare
from institutions.policy.reading import Entry, normalised
from institutions.spreadsheets.policies import comparison_workbook

from .policies import entries_in, versions_in_reach
from .policy_reading import area_entries, areas_with_policy, sections_of

STATES: dict[str, Any] = {
    "changed": gettext_lazy("changed"),
    "added": gettext_lazy("new"),
    "removed": gettext_lazy("gone"),
    "reworded": gettext_lazy("other source"),
    "same": gettext_lazy("the same"),
}
TONES = {"changed": "warn", "added": "ok", "removed": "bad", "reworded": "info", "same": "plain"}


@dataclass(frozen=True)
class Chosen:
    """One side of the comparison: a version, or an area on the day asked for."""

    title: str
    version: PolicyVersion | None
    area: PoolingArea | None

    def entries(self, day: dt.date | None) -> list[Entry]:
        if self.area is not None:
            return area_entries(self.area, day or timezone.localdate())
        return entries_in(self.version) if self.version is not None else []


def choices() -> dict[str, Chosen]:
    """Every side there is to choose, under the word the address has for it."""
    found: dict[str, Chosen] = {}
    for area in areas_with_policy():
        found[f"area-{area.code}"] = Chosen(_("%(area)s, in force") % {"area": area}, None, area)
    for version in (
        versions_in_reach().distinct().order_by("document__area__code", "document__key", "-number")
    ):
        title = _("%(document)s, version %(number)s (%(state)s)") % {
            "document": version.document.title,
            "number": version.number,
            "state": version.get_state_display(),
        }
        found[f"version-{version.pk}"] = Chosen(title, version, None)
    return found


class ComparisonForm(forms.Form):
    """The two sides and what of them is shown; bound to the query."""

    left = forms.ChoiceField(label=gettext_lazy("Left"))
    right = forms.ChoiceField(label=gettext_lazy("Right"))
    day = DayField(label=gettext_lazy("As at"), required=False)
    section = forms.ChoiceField(label=gettext_lazy("Section"), required=False)
    q = LineField(label=gettext_lazy("Find"), required=False, widget=forms.TextInput(attrs={"size": 16}))
    same = forms.BooleanField(label=gettext_lazy("also what is the same"), required=False)

    def __init__(self, data: Any, *, sides: dict[str, Chosen], sections: list[tuple[str, str]]) -> None:
        super().__init__(data)
        pairs = [(key, chosen.title) for key, chosen in sides.items()]
        for name in ("left", "right"):
            self.fields[name].choices = pairs  # type: ignore[attr-defined]
        self.fields["section"].choices = [("", _("All sections")), *sections]  # type: ignore[attr-defined]

    def chosen(self, pairs: Iterable[Pair]) -> list[Pair]:
        asked = self.cleaned_data
        words = asked["q"].lower().split()
        return [
            pair
            for pair in pairs
            if (asked["same"] or pair.state != "same")
            and (not asked["section"] or pair.entry.section == asked["section"])
            and all(word in _searched(pair) for word in words)
        ]


def _searched(pair: Pair) -> str:
    said = " ".join(side.says for side in (pair.left, pair.right) if side)
    return f"{pair.entry.searched} {normalised(f'{pair.cell} {said}')}"


@requires(region=True)
def compare_policies(request: HttpRequest) -> HttpResponseBase:
    """Changed, new and gone, row by row; the same only where asked for."""
    sides = choices()
    asked = request.GET.copy()
    for name, usual in zip(("left", "right"), _usual(sides), strict=True):
        asked.setdefault(name, usual)
    pairs: list[Pair] = []
    shown: list[Pair] = []
    one, two = (sides.get(str(asked[name])) for name in ("left", "right"))
    day = DayField(required=False)
    sections: list[tuple[str, str]] = []
    if one and two:
        try:
            on = day.clean(asked.get("day", ""))
        except forms.ValidationError:
            on = None
        pairs = _compared(one, two, on)
        sections = sections_of(pair.entry for pair in pairs)
    form = ComparisonForm(asked, sides=sides, sections=sections)
    if form.is_valid():
        shown = form.chosen(pairs)
    if request.GET.get("export") == "xlsx" and one and two:
        content = comparison_workbook(shown, one.title, two.title, STATES)
        return workbook_answer(content, dated(_("Comparison of policies")))
    tally = Counter(str(pair.state) for pair in pairs)
    context = {
        "title": _("Compare policies"),
        "form": form,
        "left": one,
        "right": two,
        "sections": _arranged(shown),
        "shown": shown,
        "tally": [(STATES[state], TONES[state], tally[state]) for state in STATES if tally[state]],
        "swapped": changed_query(asked, left=asked["right"], right=asked["left"]),
        "back_url": f"{request.path}{changed_query(request.GET, print=None)}",
    }
    template = "policy_comparison_print" if request.GET.get("print") else "policy_comparison"
    return render(request, f"institutions/{template}.html", context)


def _usual(sides: dict[str, Chosen]) -> tuple[str, str]:
    """The newest version of a document that has several and the one before it; else the first two there are."""
    versions = [(key, chosen.version) for key, chosen in sides.items() if chosen.version is not None]
    for (new, newer), (old, older) in pairwise(versions):
        if newer.document_id == older.document_id:
            return old, new
    first = [*sides, "", ""]
    return first[0], first[1]


def _compared(one: Chosen, two: Chosen, day: dt.date | None) -> list[Pair]:
    """Without a day two versions are compared over all their periods; areas always on a day."""
    of_one_document = (
        one.version is not None
        and two.version is not None
        and one.version.document_id == two.version.document_id
    )
    if one.area is not None or two.area is not None:
        day = day or timezone.localdate()
    return compare(one.entries(day), two.entries(day), day=day, origins=of_one_document)


@dataclass(frozen=True)
class Part:
    """The pairs of one section and topic."""

    heading: str
    topic: str
    rows: list[tuple[Pair, Any, str]]


def _arranged(pairs: Iterable[Pair]) -> list[Part]:
    parts: dict[tuple[str, str], Part] = {}
    for pair in pairs:
        key = (pair.entry.section, pair.entry.topic)
        part = parts.setdefault(key, Part(pair.entry.heading, pair.entry.topic_name, []))
        part.rows.append((pair, STATES[pair.state], TONES[pair.state]))
    return list(parts.values())
