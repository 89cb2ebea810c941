"""The counter for somebody of another county: look up by name and certificate, then act on what is shown."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from config.access import requires
from config.errors import DomainError
from config.scoping import system_scope
from enrollment.forms import LookUpForm
from enrollment.models import Person
from enrollment.reads.person_file import file_of
from enrollment.services.walk_in import find_walk_in
from institutions.access import AgencyRequest

from .reach import person_in_reach, remember_walk_in, walk_in_of


@requires(duty="register")
def look_up(request: AgencyRequest) -> HttpResponseBase:
    form = LookUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = find_walk_in(
                agency=request.assignment.agency,
                acting_user=request.user,
                **form.cleaned_data,
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Name and certificate number agree with what is stored."))
            if Person.objects.filter(pk=person.pk).exists():
                return redirect("enrollment:person", person.pk)
            remember_walk_in(request, person)
            return redirect("enrollment:walk_in_person")
    return render(
        request,
        "enrollment/look_up.html",
        {"title": _("Serve somebody of another county"), "form": form, "save_label": _("Look up")},
        status=422 if form.errors else 200,
    )


@requires(duty="register")
def walk_in_person(request: AgencyRequest) -> HttpResponse:
    """What an act needs to know of the walk-in, and no more: no address, telephone, bills or money."""
    person_id = walk_in_of(request)
    if person_id is None:
        return redirect("enrollment:walk_in")
    person = person_in_reach(request, person_id)
    with system_scope():
        return render(
            request,
            "enrollment/walk_in.html",
            {"title": person.psn_name, "person": person, **file_of(person)},
        )
