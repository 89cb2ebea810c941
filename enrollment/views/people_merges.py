"""Two files of one person become one, and are taken apart again (JJ-03, HG-01)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.access import requires
from config.forms import Fact, LineField, act_page, once
from config.scoping import system_scope
from enrollment.models import Person, PersonMerge
from enrollment.services.merging.people import merge_people, undo_merge
from enrollment.views.reach import own_person
from institutions.access import AgencyRequest
from institutions.models import Agency


class MergeForm(forms.Form):
    into = LineField(
        label=gettext_lazy("Person number of the file that stays"),
        max_length=30,
        help_text=gettext_lazy("Of the area; may be another county's."),
    )
    psn_name = LineField(label=gettext_lazy("Name in that file"), max_length=50)
    reason = LineField(label=gettext_lazy("Reason and evidence"), max_length=200)

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agency = agency

    def clean(self) -> dict[str, Any]:
        """Number and name must both be known: the page shows nothing of whoever's file it is."""
        values = super().clean() or {}
        if {"into", "psn_name"} <= values.keys():
            with system_scope():
                found = Person.objects.filter(
                    psn_no=values["into"], psn_name=values["psn_name"], county__area_id=self.agency.area_id
                ).first()
            if found is None:
                self.add_error("into", _("Nobody in this area has this number and this name."))
            values["into"] = found
        return values


@requires(duty="register")
@once
def merge(request: AgencyRequest, person_id: int) -> HttpResponseBase:
    person = own_person(person_id)
    back = reverse("enrollment:person", args=[person.pk])
    initial = {"into": request.GET.get("into", ""), "psn_name": request.GET.get("name", "")}
    agency = request.assignment.agency
    form = MergeForm(request.POST or None, agency=agency, initial=initial)

    def do() -> str:
        given = form.cleaned_data
        merge_people(person=person, into=given["into"], reason=given["reason"], acting_user=request.user)
        return back

    return act_page(
        request,
        title=_("%(name)s is somebody registered twice") % {"name": person.psn_name},
        facts=[
            Fact(_("Person number"), person.psn_no),
            Fact(_("Born on"), person.brdy),
            Fact(_("County of registration"), person.county),
        ],
        warnings=(
            _(
                "Coverage on days that are free in the other file goes over to it; what is covered there is void here."
            ),
            _("Bills settled under this file stay as they are until they are redone."),
        ),
        form=form,
        do=do,
        label=_("Make them one"),
        said=_("They are one person now: this file points to the other."),
        danger=True,
        cancel_url=back,
    )


@requires(duty="register")
@once
def undo(request: AgencyRequest, person_merge_id: int) -> HttpResponseBase:
    # What a roll's taking over made one is taken back with it. The file that stays may be another county's.
    standing = PersonMerge.unscoped.filter(undone_at__isnull=True, because_of__isnull=True)
    own_person(get_object_or_404(standing, pk=person_merge_id).person_id)
    with system_scope():
        found = standing.select_related("person", "into__county__area", "made_by").get(pk=person_merge_id)
    back = reverse("enrollment:person", args=[found.person_id])

    def do() -> str:
        undo_merge(merge=found, acting_user=request.user)
        return back

    return act_page(
        request,
        title=_("They are two people after all"),
        facts=[
            Fact(_("File that was merged away"), f"{found.person.psn_name} {found.person.psn_no}"),
            Fact(_("File that stays"), f"{found.into.psn_name} {found.into.psn_no}"),
            Fact(_("Reason and evidence"), found.reason),
            Fact(_("Merged by"), found.made_by),
        ],
        do=do,
        label=_("Take them apart"),
        said=_("Two people again, each with the coverage of before."),
        danger=True,
        cancel_url=back,
    )
