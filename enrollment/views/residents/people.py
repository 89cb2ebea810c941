"""A person joins the register, or is corrected by the certificate shown."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from config.access import requires
from config.forms import Fact, act_page, once
from enrollment.resident_forms import NewPersonForm, PersonForm
from enrollment.services.people.keep import correct_person, register_person
from enrollment.views.coverage import page_of
from enrollment.views.reach import own_person, remember_walk_in
from institutions.access import AgencyRequest
from institutions.models import Agency


@requires(duty="register")
@once
def new_person(request: AgencyRequest) -> HttpResponseBase:
    """Of one's own county or, handled for it, of another (NB-27)."""
    agency = request.assignment.agency
    own = agency if agency.level == Agency.Level.COUNTY else agency.county
    form = NewPersonForm(request.POST or None, agency=agency, initial={"county": own, "psn_cert_type": "01"})

    def do() -> str:
        person = register_person(acting_user=request.user, **form.cleaned_data)
        remember_walk_in(request, person)
        return page_of(request, person)

    return act_page(
        request,
        title=_("Register a person"),
        form=form,
        do=do,
        label=_("Register"),
        said=_("Registered: now enrol the person."),
        cancel_url=reverse("enrollment:people"),
    )


@requires(duty="register")
@once
def correct(request: AgencyRequest, person_id: int) -> HttpResponseBase:
    person = own_person(person_id)
    names = ("psn_cert_type", "certno", "psn_name", "gend", "brdy", "tel", "addr")
    form = PersonForm(request.POST or None, initial={name: getattr(person, name) for name in names})

    def do() -> str:
        correct_person(person=person, acting_user=request.user, **form.cleaned_data)
        return page_of(request, person)

    return act_page(
        request,
        title=_("Correct %(name)s") % {"name": person.psn_name},
        facts=[Fact(_("Person number"), person.psn_no), Fact(_("County of registration"), person.county)],
        form=form,
        do=do,
        label=_("Save"),
        said=_("Corrected."),
        cancel_url=page_of(request, person),
    )
