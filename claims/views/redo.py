"""Redos: the work list, one redo before and after, and a second person's decision."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import Bill, Redo, Settlement
from claims.services.decide_redo import approve_redo, reject_redo
from claims.services.explain_redo import shown_redo
from claims.services.redo_drafts import ask_redo, refresh_draft
from claims.tasks import enqueue_redo_year
from config.access import requires
from config.codes import CODES, name_of
from config.display import money_text
from config.forms import Fact, LineField, act_page, once
from config.listing import Action, ChoiceFilter, Column, DaysFilter, Listing, TextFilter
from enrollment.models import Person
from institutions.views.institutions import counties_in_reach

TONES = {"draft": "warn", "applied": "ok", "rejected": "bad", "dropped": "plain"}


class RedoList(Listing):
    key = "redos"
    title = gettext_lazy("Redos")
    unit = gettext_lazy("yuan")
    columns = (
        Column("person__psn_name", gettext_lazy("Full name")),
        Column("person__certno", gettext_lazy("Certificate number"), "masked", default=False),
        Column("insutype", gettext_lazy("Scheme"), get=lambda row: name_of("insutype", row.insutype)),
        Column("year", gettext_lazy("Year"), "code"),
        Column("county", gettext_lazy("Insured in")),
        Column("cause", gettext_lazy("Cause")),
        Column("bills", gettext_lazy("Bills changed"), "number", total=True),
        Column("kept", gettext_lazy("Kept"), "number", total=True, default=False),
        Column("fund_difference", gettext_lazy("Funds, difference"), "money", total=True),
        Column("person_difference", gettext_lazy("Person, difference"), "money", total=True),
        Column("state", gettext_lazy("State"), "badge", tone=TONES),
        Column("prepared_by", gettext_lazy("Prepared by")),
        Column("prepared_at", gettext_lazy("Prepared at"), "minute", sort="prepared_at"),
        Column("reviewed_by", gettext_lazy("Reviewed by")),
        Column("reviewed_at", gettext_lazy("Reviewed at"), "minute", default=False),
    )
    filters = (
        TextFilter(
            "q",
            gettext_lazy("Person"),
            lookups=("person__psn_no", "person__certno", "person__psn_name"),
            hint=gettext_lazy("number, certificate or name"),
        ),
        ChoiceFilter("state", gettext_lazy("State"), choices=Redo.State),
        ChoiceFilter("cause", gettext_lazy("Cause"), choices=Redo.Cause),
        ChoiceFilter("insutype", gettext_lazy("Scheme"), choices=list(CODES["insutype"].items())),
        ChoiceFilter("county", gettext_lazy("Insured in"), choices=counties_in_reach),
        DaysFilter("prepared_at", gettext_lazy("Prepared at")),
    )
    order = "-prepared_at"
    empty_title = gettext_lazy("No redo.")
    empty_hint = gettext_lazy(
        "When a cancelled or late bill changes what later bills are owed, the year appears here with its differences."
    )

    def rows(self) -> QuerySet[Redo]:
        return Redo.objects.select_related("person", "county", "prepared_by", "reviewed_by")

    def row_url(self, row: Redo) -> str:
        return reverse("claims:redo", args=[row.pk])

    def actions(self) -> list[Action]:
        if self.assignment is None or "handle" not in self.assignment.duties:
            return []
        return [Action(gettext_lazy("Reckon a year again"), reverse("claims:find_redos"))]


@requires()
def redo_list(request: HttpRequest) -> HttpResponseBase:
    return RedoList.respond(request)


@requires()
def redo_page(request: HttpRequest, redo_id: int) -> HttpResponse:
    """One redo: each bill before and after with its reasons and both reckonings. ``?print`` for paper."""
    redo = _redo(redo_id)
    shown = shown_redo(redo)
    duties = set(request.assignment.duties)  # type: ignore[attr-defined]
    context = {
        "title": _("Redo of %(person)s, %(year)s") % {"person": redo.person, "year": redo.year},
        "redo": redo,
        "tone": TONES[redo.state],
        "shown": shown,
        "totals": _totals(shown.lines),
        "may_decide": redo.state == Redo.State.DRAFT
        and not shown.outdated
        and "review" in duties
        and redo.prepared_by_id != request.user.pk,
        "may_refresh": redo.state == Redo.State.DRAFT and bool(duties & {"handle", "review"}),
        "printed_at": timezone.now(),
        "agency": redo.county,
        "period": redo.year,
        "maker": redo.prepared_by,
        "checker": redo.reviewed_by,
        "back_url": reverse("claims:redo", args=[redo.pk]),
    }
    return render(
        request, "claims/redo_print.html" if "print" in request.GET else "claims/redo.html", context
    )


@requires(duty="review")
@once
def approve(request: HttpRequest, redo_id: int) -> HttpResponseBase:
    redo = _redo(redo_id)

    def book() -> Redo:
        return approve_redo(redo=redo, acting_user=request.user)  # type: ignore[arg-type]

    return act_page(
        request,
        title=_("Book the redo"),
        facts=_facts(redo),
        warnings=[
            _("Where the month still collects, the new outcome replaces the old one in it. Where it was cleared, the"
              " old outcome is taken back and the new one booked in the open month.")
        ],
        do=book,
        label=_("Approve and book"),
        said=_("The redo is booked."),
        cancel_url=redo.get_absolute_url(),
    )  # fmt: skip


class RejectForm(forms.Form):
    reason = LineField(label=gettext_lazy("Reason"), max_length=300)


@requires(duty="review")
@once
def reject(request: HttpRequest, redo_id: int) -> HttpResponseBase:
    redo = _redo(redo_id)
    form = RejectForm(request.POST or None)

    def leave() -> Redo:
        return reject_redo(
            redo=redo,
            reason=form.cleaned_data["reason"],
            acting_user=request.user,  # type: ignore[arg-type]
        )

    return act_page(
        request,
        title=_("Reject the redo"),
        facts=_facts(redo),
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
def refresh(request: HttpRequest, redo_id: int) -> HttpResponseBase:
    redo = _redo(redo_id)

    def again() -> Any:
        found = refresh_draft(redo=redo, acting_user=request.user)  # type: ignore[arg-type]
        return found or redo

    return act_page(
        request,
        title=_("Reckon again"),
        facts=_facts(redo),
        do=again,
        label=_("Reckon again"),
        said=_("The draft is up to date."),
        cancel_url=redo.get_absolute_url(),
    )


@requires(duty="handle")
@once
def ask(request: HttpRequest, bill_id: int) -> HttpResponseBase:
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
            acting_user=request.user,  # type: ignore[arg-type]
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
        settled = Settlement.objects.filter(insu_county__area=area).order_by("insutype")
        schemes = settled.values_list("insutype", flat=True).distinct()
        self.fields["insutype"].choices = [(code, name_of("insutype", code)) for code in schemes]
        last = settled.order_by("-clr_month").values_list("policy_date", flat=True).first()
        self.fields["year"].initial = last.year if last else timezone.localdate().year


@requires(duty="handle")
@once
def find(request: HttpRequest) -> HttpResponseBase:
    """Reckon everybody's year anew, as a job: finds whatever came to be known or in force since."""
    agency = request.assignment.agency  # type: ignore[attr-defined]
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


def _redo(redo_id: int) -> Redo:
    related = ("person", "county__parent", "county__area", "prepared_by", "reviewed_by")
    return get_object_or_404(Redo.objects.select_related(*related), pk=redo_id)


def _facts(redo: Redo) -> list[Fact]:
    return [
        Fact(_("Full name"), redo.person),
        Fact(_("Scheme"), name_of("insutype", redo.insutype)),
        Fact(_("Year"), redo.year),
        Fact(_("Cause"), redo.get_cause_display()),
        Fact(_("Bills changed"), redo.bills),
        Fact(_("Funds, difference"), money_text(redo.fund_difference)),
        Fact(_("Person, difference"), money_text(redo.person_difference)),
        Fact(_("Prepared by"), redo.prepared_by),
    ]


def _totals(lines: list[Any]) -> dict[str, Any]:
    return {
        "fund_before": sum(one.line.fund_before for one in lines),
        "fund_after": sum(one.line.fund_after for one in lines),
        "fund": sum(one.fund_difference for one in lines),
        "person_before": sum(one.line.person_before for one in lines),
        "person_after": sum(one.line.person_after for one in lines),
        "person": sum(one.person_difference for one in lines),
    }
