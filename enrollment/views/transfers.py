"""Transfers of the insurance with other areas: the list, the certificate, leaving and arriving."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.access import requires
from config.codes import name_of
from config.forms import Fact, act_page, once
from config.listing import ChoiceFilter, Column, DaysFilter, Listing
from config.panels import panels_of
from enrollment.models import ContributionYears, Transfer
from enrollment.services.transfers.arrive import arrive as arrive_here
from enrollment.services.transfers.leave import latest_coverage
from enrollment.services.transfers.leave import leave as leave_for
from enrollment.transfer_forms import ArriveForm, LeaveForm
from enrollment.views.people import person_filter
from enrollment.views.reach import own_person
from institutions.access import AgencyRequest
from institutions.views.institutions import counties_in_reach


class TransferList(Listing):
    key = "transfers"
    title = gettext_lazy("Transfers of the insurance")
    unit = gettext_lazy("yuan")
    columns = (
        Column("number", gettext_lazy("Certificate of the insurance"), "code"),
        Column("direction", gettext_lazy("Direction"), get=lambda row: row.get_direction_display()),
        Column("person__psn_no", gettext_lazy("Person number"), "code"),
        Column("person__psn_name", gettext_lazy("Full name")),
        Column("county", gettext_lazy("Insured in")),
        Column("place_code", gettext_lazy("District code of the other area"), "code"),
        Column("place", gettext_lazy("Other area")),
        Column("day", gettext_lazy("First day not covered by the area left"), "date"),
        Column("months", gettext_lazy("Months counted"), "number", total=True),
        Column("account", gettext_lazy("Personal account money to come"), "money", total=True),
    )
    filters = (
        person_filter(),
        ChoiceFilter("county", gettext_lazy("County"), choices=counties_in_reach),
        ChoiceFilter("direction", gettext_lazy("Direction"), choices=Transfer.Direction),
        DaysFilter("day", gettext_lazy("First day not covered by the area left")),
    )
    order = "-pk"
    empty_title = gettext_lazy("Nobody was transferred yet.")
    empty_hint = gettext_lazy("Open a person's contribution years to transfer the insurance.")

    def rows(self) -> QuerySet[Transfer]:
        return Transfer.objects.select_related("person", "county")

    def row_url(self, row: Transfer) -> str:
        return row.get_absolute_url()


@requires()
def transfers(request: AgencyRequest) -> HttpResponseBase:
    return TransferList.respond(request)


@requires()
def transfer(request: AgencyRequest, transfer_id: int) -> HttpResponseBase:
    """The certificate, to be printed and taken along."""
    known = Transfer.objects.select_related("person", "county", "handled_at", "made_by")
    found = get_object_or_404(known, pk=transfer_id)
    words = {**dict(ContributionYears.Source.choices), "covered": _("Covered")}
    context = {
        "title": _("Certificate of contributions and cover"),
        "transfer": found,
        "person": found.person,
        "scheme": name_of("insutype", found.insutype),
        "periods": [{**one, "name": words.get(one["kind"], one["kind"])} for one in found.periods],
        "panels": panels_of("transfer", request, found),
        "back_url": reverse("enrollment:transfers"),
    }
    return render(request, "enrollment/transfer.html", context)


@requires(duty="register")
@once
def leave(request: AgencyRequest, person_id: int) -> HttpResponseBase:
    person = own_person(person_id)
    form = LeaveForm(request.POST or None, initial={"day": timezone.localdate()})
    coverage = latest_coverage(person)

    def do() -> str:
        done = leave_for(person=person, acting_user=request.user, **form.cleaned_data)
        return done.get_absolute_url()

    return act_page(
        request,
        title=_("Transfer %(name)s to another area") % {"name": person.psn_name},
        facts=[
            Fact(_("Person number"), person.psn_no),
            Fact(_("Scheme"), name_of("insutype", coverage.insutype) if coverage else "—"),
            Fact(_("First covered day"), coverage.period.lower if coverage else "—"),
            Fact(_("Ends before"), (coverage.period.upper if coverage else None) or "—"),
        ],
        warnings=(
            _("The coverage ends; what the personal account holds is sent on from the account's page."),
        ),
        form=form,
        do=do,
        said=_("Transferred: print the certificate."),
        cancel_url=reverse("enrollment:years", args=[person.pk]),
    )


@requires(duty="register")
@once
def arrive(request: AgencyRequest, person_id: int) -> HttpResponseBase:
    person = own_person(person_id)
    form = ArriveForm(request.POST or None, initial={"insutype": "310", "psn_type": "1101"})

    def do() -> str:
        arrive_here(person=person, acting_user=request.user, **form.cleaned_data)
        return reverse("enrollment:years", args=[person.pk])

    return act_page(
        request,
        title=_("Transfer %(name)s from another area") % {"name": person.psn_name},
        facts=[Fact(_("Person number"), person.psn_no), Fact(_("County of registration"), person.county)],
        form=form,
        do=do,
        said=_("Transferred: the months are counted and cover goes on."),
        cancel_url=reverse("enrollment:years", args=[person.pk]),
    )
