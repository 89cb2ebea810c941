"""Policy as a clerk reads it: one version, or what is in force in an area on a day; found, printed, exported."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django import forms
from django.http import HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.access import requires
from config.forms import DayField, LineField
from config.spreadsheets.web import dated, workbook_answer
from institutions.access import AgencyRequest
from institutions.models import Duty, PolicyVersion, PoolingArea
from institutions.policy.in_force import calendar_of
from institutions.policy.reading import Entry, entries_on, normalised
from institutions.services.policy_versions import municipal_agency, scans_of
from institutions.spreadsheets.policies import reading_workbook

from .policies import entries_in, versions_in_reach


@dataclass
class Topic:
    """Parameters that belong together, each with its periods."""

    anchor: str
    name: str
    parameters: list[list[Entry]] = field(default_factory=list)


@dataclass
class Section:
    """A section with its topics; ``count`` is its number of values, ``used`` says that a step of a bill led here."""

    anchor: str
    heading: str
    topics: list[Topic]
    count: int
    used: bool = False


def arranged(entries: Iterable[Entry]) -> list[Section]:
    """Section by section and topic by topic, in the order of the document."""
    sections = []
    for number, (_name, found) in enumerate(groupby(entries, key=lambda entry: entry.section), start=1):
        own = list(found)
        topics: dict[str, Topic] = {}
        for _key, periods in groupby(own, key=lambda entry: (entry.section, entry.parameter)):
            shown = list(periods)
            anchor = f"s{number}-t{len(topics) + 1}"
            topic = topics.setdefault(shown[0].topic, Topic(anchor, shown[0].topic_name))
            topic.parameters.append(shown)
        sections.append(Section(f"s{number}", own[0].heading, list(topics.values()), len(own)))
    return sections


def used_first(entries: list[Entry], path: str) -> list[Section]:
    """What a step used leads: a clause may be a paragraph of sixty values."""
    used, others = [one for one in entries if one.path == path], [one for one in entries if one.path != path]
    sections = arranged(others)
    for found in arranged(used):
        heading = _("Used by the step · %(section)s") % {"section": found.heading}
        topics = [Topic("used-value", topic.name, topic.parameters) for topic in found.topics]
        sections.insert(0, Section("used", heading, topics, found.count, used=True))
    return sections


def sections_of(entries: Iterable[Entry]) -> list[tuple[str, str]]:
    """(name, heading) of every section, for a filter."""
    return list({entry.section: entry.heading for entry in entries}.items())


class ReadingForm(forms.Form):
    """What of a package is shown; bound to the query, everything may be left out."""

    q = LineField(
        label=gettext_lazy("Find"),
        required=False,
        widget=forms.TextInput(attrs={"size": 22, "placeholder": gettext_lazy("parameter, clause or value")}),
    )
    section = forms.ChoiceField(label=gettext_lazy("Section"), required=False)
    day = DayField(label=gettext_lazy("As at"), required=False)
    assumed = forms.BooleanField(label=gettext_lazy("only what is assumed"), required=False)

    def __init__(self, data: Any, *, sections: list[tuple[str, str]]) -> None:
        super().__init__(data, prefix=None)
        self.fields["section"].choices = [("", _("All sections")), *sections]  # type: ignore[attr-defined]

    def chosen(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """The entries that fit; none when the filter cannot be read."""
        if not self.is_valid():
            return
        asked = self.cleaned_data
        words = normalised(asked["q"]).split()
        for entry in entries:
            if asked["section"] and entry.section != asked["section"]:
                continue
            if asked["day"] and asked["day"] not in entry.dated:
                continue
            if asked["assumed"] and not entry.is_assumed:
                continue
            if all(word in entry.searched for word in words):
                yield entry

    @property
    def is_narrowed(self) -> bool:
        return any(self.data.get(name) for name in ("q", "section", "day", "assumed"))


class AreaForm(ReadingForm):
    """The same for what is in force: an area and a day are always asked for."""

    area = forms.ModelChoiceField(
        PoolingArea.objects.none(), label=gettext_lazy("Pooling area"), to_field_name="code", empty_label=None
    )
    field_order = ("area", "day", "q", "section", "assumed")

    def __init__(self, data: Any, *, sections: list[tuple[str, str]]) -> None:
        super().__init__(data, sections=sections)
        self.fields["area"].queryset = areas_with_policy()  # type: ignore[attr-defined]

    @property
    def is_narrowed(self) -> bool:
        return any(self.data.get(name) for name in ("q", "section", "assumed"))


def areas_with_policy() -> Any:
    """Areas in which a policy is in force: what is in force is public, whoever's it is; drafts are not."""
    in_force = PolicyVersion.objects.filter(state=PolicyVersion.State.IN_FORCE).values("document__area")
    areas = PoolingArea.objects.filter(pk__in=in_force) | PoolingArea.objects.filter(parent__in=in_force)
    return areas.distinct().order_by("code")


def area_asked(request: AgencyRequest, asked: QueryDict) -> PoolingArea | None:
    """The area a what-if asks for; else the reader's own, where a policy is in force there."""
    own = request.assignment.agency.area
    areas = areas_with_policy()
    found: PoolingArea | None = (
        areas.filter(code=asked.get("area") or own.code).first() or areas.filter(pk=own.pk).first()
    )
    return found


@requires(region=True)
def policy_page(request: AgencyRequest, version_id: int) -> HttpResponseBase:
    """Clause, parameter, value, from, to, and whether the text says so or we assume it."""
    version = get_object_or_404(versions_in_reach().distinct(), pk=version_id)
    entries = entries_in(version)
    form = ReadingForm(request.GET, sections=sections_of(entries))
    before = version.document.versions.filter(number__lt=version.number).order_by("-number").first()
    # Where the acts will ask for them: a county's reviewer is not the city's.
    duties = request.user.duties_at(municipal_agency(version.document.area))
    context = {
        "title": version.document.title,
        "version": version,
        "before": before,
        "scans": scans_of(version),
        "may_review": version.state == PolicyVersion.State.DRAFT and Duty.REVIEW in duties,
        "may_put_in_force": version.state == PolicyVersion.State.REVIEWED and Duty.APPROVE in duties,
    }
    return _answer(request, "institutions/policy.html", entries, form, context)


@requires(region=True)
def policy_in_force(request: AgencyRequest) -> HttpResponseBase:
    """Everything in force in an area on a day, what it takes over from its region included."""
    asked = request.GET.copy()
    asked.setdefault("day", timezone.localdate().isoformat())
    own = request.assignment.agency.area
    asked.setdefault("area", own.code)
    first = AreaForm(asked, sections=[])
    area, day = None, None
    entries: list[Entry] = []
    # The sections to choose from are those of the area and day asked for.
    first.fields["section"] = forms.CharField(required=False)
    if first.is_valid() and first.cleaned_data["day"]:
        area, day = first.cleaned_data["area"], first.cleaned_data["day"]
        entries = area_entries(area, day)
    form = AreaForm(asked, sections=sections_of(entries))
    documents = list(dict.fromkeys(entry.document for entry in entries))
    context = {"title": _("Policy in force"), "area": area, "day": day, "documents": documents}
    return _answer(request, "institutions/policy_in_force.html", entries, form, context)


def area_entries(area: PoolingArea, day: dt.date) -> list[Entry]:
    """What holds in ``area`` on ``day``, sections of several documents together."""
    entries = entries_on(calendar_of(area).applicable, day)
    order = [name for name, _heading in sections_of(entries)]
    return sorted(entries, key=lambda entry: order.index(entry.section))


def _answer(
    request: AgencyRequest, template: str, entries: list[Entry], form: ReadingForm, context: dict[str, Any]
) -> HttpResponseBase:
    """The page, the sheet for paper, or the workbook of exactly what is filtered."""
    chosen = list(form.chosen(entries))
    if request.GET.get("export") == "xlsx":
        return workbook_answer(reading_workbook(chosen), dated(context["title"]))
    many_documents = len(context.get("documents", ())) > 1
    context |= {
        "form": form,
        "sections": used_first(chosen, request.GET.get("uses", "")),
        "entries": chosen,
        "count": len(entries),
        "width": 5 + many_documents,
        "many_documents": many_documents,
        "assumed_count": sum(1 for entry in entries if entry.is_assumed),
        "back_url": f"{request.path}?{_without(request, 'print')}",
        "compare_url": reverse("institutions:compare_policies"),
    }
    if request.GET.get("print"):
        template = "institutions/policy_print.html"
    return render(request, template, context)


def _without(request: AgencyRequest, name: str) -> str:
    query = request.GET.copy()
    query.pop(name, None)
    return query.urlencode()
