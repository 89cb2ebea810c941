"""Acts on redos: approve, reject, reckon again; one at a time or all of a filter."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.db.models import Count, Sum
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import CLEARED, Bill, Redo, Settlement
from claims.reads.schemes import schemes_ever
from claims.services.decide_redo import RedoOutdated, approve_redo, reject_redo
from claims.services.redo_drafts import ask_redo, refresh_draft
from claims.tasks import enqueue_approving, enqueue_redo_year
from config.access import requires
from config.codes import name_of
from config.display import money_text
from config.forms import Fact, LineField, act_page, once
from config.listing import Column, Table
from enrollment.models import Person
from institutions.access import AgencyRequest

from .redo import RedoList, facts_of, redo_of

_BOOKING = gettext_lazy(
    "Where the month still collects, the new outcome replaces the old one in it. Where it was cleared, the old outcome"
    " is taken back and the new one booked in the open month."
)
_BY_CAUSE = (
    Column("cause", gettext_lazy("Cause"), get=lambda row: Redo.Cause(row["cause"]).label),
    Column("county__name", gettext_lazy("Insured in")),
    Column("redos", gettext_lazy("Redos"), "number"),
    Column("changed", gettext_lazy("Bills changed"), "number"),
    Column("fund", gettext_lazy("Funds, difference"), "money"),
    Column("person", gettext_lazy("Person, difference"), "money"),
)
MOST_AT_ONCE = 5_000


class SeenForm(forms.Form):
    """Carries what the reviewer looked at."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)


@requires(duty="review")
@once
def approve(request: AgencyRequest, redo_id: int) -> HttpResponseBase:
    redo = redo_of(redo_id)

    form = SeenForm(request.POST or None, initial={"seen": redo.digest})

    def book() -> Redo:
        return approve_redo(
            redo=redo,
            acting_user=request.user,
            seen=form.cleaned_data["seen"],
        )

    return act_page(
        request,
        title=_("Book the redo"),
        facts=facts_of(redo),
        warnings=[_BOOKING],
        form=form,
        do=book,
        label=_("Approve and book"),
        said=_("The redo is booked."),
        cancel_url=redo.get_absolute_url(),
    )  # fmt: skip


@requires(duty="review")
@once
def approve_all(request: AgencyRequest) -> HttpResponseBase:
    """Approve every draft of the filter that another person prepared, as a job."""
    listing = RedoList(
        user=request.user,
        assignment=request.assignment,
        parameters=request.GET,
    )
    drafts = listing.filtered.filter(state=Redo.State.DRAFT).exclude(prepared_by=request.user.pk)
    found = list(drafts.order_by("pk").values_list("pk", "digest", "bills", "fund_difference")[:MOST_AT_ONCE])
    form = SeenForm(request.POST or None, initial={"seen": _digest_of(found)})

    def begin() -> str:
        if not found or form.cleaned_data["seen"] != _digest_of(found):
            raise RedoOutdated(_("The list changed since you looked at it: look again, then approve."))
        job = enqueue_approving(
            owner=request.user,
            agency=request.assignment.agency,
            seen={pk: digest for pk, digest, _bills, _fund in found},
        )
        return reverse("job", args=[job.pk])

    by_cause = drafts.order_by("cause", "county").values("cause", "county__name")
    sums = by_cause.annotate(
        redos=Count("pk"), changed=Sum("bills"), fund=Sum("fund_difference"), person=Sum("person_difference")
    )
    return act_page(
        request,
        title=_("Approve redos"),
        facts=[
            Fact(_("Redos"), f"{len(found):,}"),
            Fact(_("Bills changed"), f"{sum(bills for _pk, _digest, bills, _fund in found):,}"),
            Fact(_("Funds, difference"), money_text(sum(fund for *_rest, fund in found))),
        ],
        affects=Table(_("By cause and county"), _BY_CAUSE, sums, unit=_("yuan")),
        warnings=[_BOOKING, _("What you prepared yourself is left to somebody else.")],
        form=form,
        do=begin,
        label=_("Approve and book"),
        said=_("The redos are being booked."),
        cancel_url=reverse("claims:redos"),
    )


class RejectForm(forms.Form):
    reason = LineField(label=gettext_lazy("Reason"), max_length=300)


@requires(duty="review")
@once
def reject(request: AgencyRequest, redo_id: int) -> HttpResponseBase:
    redo = redo_of(redo_id)
    form = RejectForm(request.POST or None)

    def leave() -> Redo:
        return reject_redo(
            redo=redo,
            reason=form.cleaned_data["reason"],
            acting_user=request.user,
        )

    return act_page(
        request,
        title=_("Reject the redo"),
        facts=facts_of(redo),
        warnings=[_("Everything stays as it stands. It is not asked again until it comes out otherwise.")],
        form=form,
        do=leave,
        label=_("Reject"),
        said=_("The redo is rejected."),
        danger=True,
        cancel_url=redo.get_absolute_url(),
    )


@requires(duty={"handle", "review"})
@once
def refresh(request: AgencyRequest, redo_id: int) -> HttpResponseBase:
    redo = redo_of(redo_id)

    def again() -> Any:
        found = refresh_draft(redo=redo, acting_user=request.user)
        return found or redo

    return act_page(
        request,
        title=_("Reckon again"),
        facts=facts_of(redo),
        do=again,
        label=_("Reckon again"),
        said=_("The draft is up to date."),
        cancel_url=redo.get_absolute_url(),
    )


@requires(duty="handle")
@once
def ask(request: AgencyRequest, bill_id: int) -> HttpResponseBase:
    """Reckon the year of a bill's person anew, whatever changed since."""
    bill = get_object_or_404(Bill.objects, pk=bill_id)
    # A county that only treated the person does not see their year.
    person = get_object_or_404(Person.objects.select_related("county__area"), pk=bill.person_id)
    back = reverse("claims:bill", args=[bill.pk])

    def reckon() -> Any:
        redo = ask_redo(
            person=person,
            insutype=bill.insutype,
            year=bill.policy_date.year,
            acting_user=request.user,
        )
        return redo or back

    return act_page(
        request,
        title=_("Reckon the year again"),
        facts=[
            Fact(_("Full name"), person),
            Fact(_("Scheme"), name_of("insutype", bill.insutype)),
            Fact(_("Year"), bill.policy_date.year),
        ],
        warnings=[
            _("Every settled bill of the year is reckoned anew in order, by what is known and in force now. Nothing is"
              " booked: differences become a draft for a second person. Without any the bill is shown again.")
        ],
        do=reckon,
        label=_("Reckon again"),
        said=_("The year was reckoned again."),
        cancel_url=back,
    )  # fmt: skip


class YearForm(forms.Form):
    insutype = forms.ChoiceField(label=gettext_lazy("Scheme"))
    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=2000, max_value=2999)

    def __init__(self, *args: Any, area: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["insutype"].choices = schemes_ever(area)
        settled = Settlement.objects.filter(CLEARED, insu_county__area=area)
        last = settled.order_by("-clr_month").values_list("policy_date", flat=True).first()
        self.fields["year"].initial = last.year if last else timezone.localdate().year


@requires(duty="handle")
@once
def find(request: AgencyRequest) -> HttpResponseBase:
    """Reckon everybody's year anew, as a job: finds whatever came to be known or in force since."""
    agency = request.assignment.agency
    form = YearForm(request.POST or None, area=agency.area)

    def begin() -> str:
        job = enqueue_redo_year(owner=request.user, agency=agency, **form.cleaned_data)
        return reverse("job", args=[job.pk])

    return act_page(
        request,
        title=_("Reckon a year again"),
        facts=[Fact(_("Pooling area"), agency.area)],
        warnings=[
            _("Every settled bill of the year is reckoned anew in order, by what is known and in force now. Nothing is"
              " booked: differences become drafts for a second person.")
        ],
        form=form,
        do=begin,
        label=_("Reckon again"),
        said=_("The year is being reckoned again."),
        cancel_url=reverse("claims:redos"),
    )  # fmt: skip


def _digest_of(found: list[Any]) -> str:
    return hashlib.sha256(repr(found).encode()).hexdigest()
