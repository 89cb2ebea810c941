"""One finding: evidence, the files it concerns side by side, the acts that correct it, what was decided."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from config.access import requires
from config.scoping import system_scope
from enrollment.models import CleaningFinding, Coverage, FindingKind, Payer, Person
from institutions.access import AgencyRequest
from institutions.models import Duty

from .lists import TONES
from .words import facts_of, says

LACKS_COVER = {FindingKind.INTERRUPTED, FindingKind.NOT_RENEWED, FindingKind.NOT_COVERED}
TWICE = {FindingKind.SAME_NUMBER, FindingKind.SAME_NAME}
OF_THE_FILE = {FindingKind.CERTIFICATE, *TWICE}
OF_A_PAYER = {FindingKind.EMPLOYED_RESIDENT, FindingKind.TWO_PAYERS, FindingKind.MONTHS_MISSING}


@dataclass
class File:
    """A person's file as both counties of a finding may read it; ``own`` says whether the reader may open it."""

    person: Person
    own: bool
    coverages: list[tuple[Coverage, bool]] = field(default_factory=list)
    """Each with whether the reader may act on it."""


@requires()
def finding_page(request: AgencyRequest, finding_id: int) -> HttpResponse:
    known = CleaningFinding.objects.select_related(
        "county", "other_county", "assignee", "first_run", "last_run", "turned_run"
    )
    finding = get_object_or_404(known, pk=finding_id)
    may = Duty.REGISTER in request.assignment.duties
    return render(
        request,
        "enrollment/cleaning/finding.html",
        {
            "title": _("Finding %(number)s") % {"number": finding.pk},
            "finding": finding,
            "tone": TONES[finding.state],
            "says": says(finding),
            "facts": list(facts_of(finding.evidence)),
            "files": _files(finding),
            "links": list(_links(finding)) if may else [],
            "may_register": may,
            "decisions": finding.decisions.select_related("by", "county"),
        },
    )


def findings_of_person(_request: HttpRequest, person: Person) -> dict[str, Any]:
    """For the person's file: what was found about it, the latest first; what is found no more last."""
    found = CleaningFinding.objects.filter(Q(person=person) | Q(other=person))
    ordered = sorted(found.order_by("-pk")[:20], key=lambda one: one.state == CleaningFinding.State.GONE)
    return {"findings": [(one, says(one), TONES[one.state]) for one in ordered]}


def _files(finding: CleaningFinding) -> list[File]:
    """The file or the two files concerned; whoever sees the finding sees what decides it, and acts on one's own."""
    ids = [pk for pk in (finding.person_id, finding.other_id) if pk is not None]
    own = set(Person.objects.filter(pk__in=ids).values_list("pk", flat=True))
    mine = set(Coverage.objects.filter(person__in=ids).values_list("pk", flat=True))
    with system_scope():
        people = Person.objects.select_related("county", "canonical").in_bulk(ids)
        files = {pk: File(people[pk], pk in own) for pk in ids}
        coverages = Coverage.objects.filter(person__in=ids, effective=True).select_related("county", "payer")
        for one in coverages.order_by("-period"):
            files[one.person_id].coverages.append((one, one.pk in mine))
    return list(files.values())


def _links(finding: CleaningFinding) -> Any:
    """Where the fault is corrected, besides the acts on each coverage."""
    person = Person.objects.filter(pk=finding.person_id).first()
    if finding.kind in LACKS_COVER and person is not None:
        yield _("Enrol"), reverse("enrollment:enrol", args=[person.pk])
    if finding.kind in TWICE and person is not None and finding.other_id is not None:
        with system_scope():
            other = Person.objects.get(pk=finding.other_id)
        query = urlencode({"into": other.psn_no, "name": other.psn_name})
        yield _("Make them one"), f"{reverse('enrollment:merge_person', args=[person.pk])}?{query}"
    if finding.kind == FindingKind.AID_LIST and person is not None:
        yield _("Standing"), reverse("enrollment:enter_standing", args=[person.pk])
    if finding.kind in OF_THE_FILE and person is not None:
        yield _("Correct"), reverse("enrollment:correct_person", args=[person.pk])
    if finding.kind in LACKS_COVER and finding.person_id is None:
        yield _("Import people"), reverse("import_upload") + "?kind=people"
    if finding.kind == FindingKind.INTERRUPTED and person is not None:
        yield _("Transfer to another area"), reverse("enrollment:leave", args=[person.pk])
    if finding.kind in OF_A_PAYER:
        numbers = [finding.evidence.get("payer"), finding.evidence.get("other_payer")]
        for payer in Payer.objects.filter(emp_no__in=[one for one in numbers if one]):
            yield payer.name, reverse("enrollment:payer", args=[payer.pk])
