"""Objections of institutions: the list, one of them, and its acts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import BillFinding, Deduction, InstitutionObjection
from claims.rules.objections import FLOW
from claims.services import objections as services
from config.access import requires
from config.codes import CODES, name_of
from config.forms import DayField, Fact, LineField, MonthField, act_page, once
from config.listing import ChoiceFilter, Column, DaysFilter, FlagFilter, Listing, TextFilter
from institutions.access import AgencyRequest
from institutions.models import Assessment, Institution

from .reversals import reversals_shown

TONES = {
    "entered": "warn",
    "assigned": "info",
    "upheld": "warn",
    "followed": "ok",
    "rejected": "plain",
    "withdrawn": "plain",
}
WORKERS = ("handle", "review")


def address(objection: InstitutionObjection) -> str:
    return reverse("claims:institution_objection", args=[objection.pk])


class InstitutionObjectionList(Listing):
    key = "institution-objections"
    title = gettext_lazy("Objections of institutions")
    columns = (
        Column("number", gettext_lazy("Number"), "code"),
        Column("institution__name", gettext_lazy("Institution")),
        Column("about", gettext_lazy("Against")),
        Column("text", gettext_lazy("What the institution objects")),
        Column("received_on", gettext_lazy("Received on"), "date"),
        Column("due_on", gettext_lazy("Answer due on"), "date"),
        Column("state", gettext_lazy("State"), "badge", tone=TONES),
        Column("assigned_to", gettext_lazy("Assigned to")),
        Column("answered_on", gettext_lazy("Answered on"), "date"),
        Column("answered_by", gettext_lazy("Answered by"), default=False),
        Column("followed", gettext_lazy("What followed"), default=False),
    )
    filters = (
        TextFilter(
            "q",
            gettext_lazy("Institution"),
            lookups=("institution__fixmedins_code__begins", "institution__name__begins", "number"),
            hint=gettext_lazy("code, start of the name, or number"),
        ),
        ChoiceFilter("state", gettext_lazy("State"), choices=InstitutionObjection.State),
        ChoiceFilter("about", gettext_lazy("Against"), choices=InstitutionObjection.About),
        DaysFilter("due", gettext_lazy("Answer due on"), field="due_on"),
        FlagFilter("open", gettext_lazy("Not answered"), field="answered_by__isnull"),
    )
    empty_title = gettext_lazy("No objections.")
    empty_hint = gettext_lazy("An objection on paper is entered from the institution's file.")

    def rows(self) -> QuerySet[InstitutionObjection]:
        return InstitutionObjection.objects.select_related("institution", "assigned_to", "answered_by")

    def row_url(self, row: InstitutionObjection) -> str:
        return address(row)


@requires()
def objection_list(request: AgencyRequest) -> HttpResponseBase:
    return InstitutionObjectionList.respond(request)


@requires()
def objection_page(request: AgencyRequest, institution_objection_id: int) -> HttpResponse:
    found = _objection(institution_objection_id)
    duties = set(request.assignment.duties)
    acts = set(FLOW.open_in(found.state)) if duties & set(WORKERS) else set()
    if "handle" not in duties:
        acts.discard("withdraw")
    if found.assigned_to_id != request.user.pk:
        acts -= {"uphold", "reject"}
    context = {
        "title": _("Objection %(number)s") % {"number": found.number},
        "objection": found,
        "tone": TONES[found.state],
        "late": found.answered_on is None and found.due_on < timezone.localdate(),
        "subject": _subject(found),
        "may": acts,
        **reversals_shown(found, request),
    }
    return render(request, "claims/reconciliation/objection.html", context)


def _subject(found: InstitutionObjection) -> tuple[str, str]:
    """What is objected to in words, and where the act that may follow is done."""
    if found.deduction is not None:
        return str(found.deduction), f"{reverse('claims:deductions')}?q={found.deduction.reference}"
    if found.finding is not None:
        return found.finding.number, reverse("claims:bill_finding", args=[found.finding.pk])
    if found.assessment is not None:
        return str(found.assessment), reverse("institutions:assessment", args=[found.assessment.pk])
    words = f"{found.month:%Y-%m} {name_of('insutype', found.insutype)}"
    month = f"{found.month:%Y-%m}"
    where = f"{reverse('claims:reconciliations')}?month={month}&q={found.institution.fixmedins_code}"
    return words, where


class ObjectionForm(forms.Form):
    """What is objected to is named by its number; for a statement by month and scheme."""

    about = forms.ChoiceField(label=gettext_lazy("Against"), choices=InstitutionObjection.About)
    reference = LineField(
        label=gettext_lazy("Number of the deduction, finding or assessment year"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("As printed; empty for a month's statement."),
    )
    month = MonthField(label=gettext_lazy("Month of the statement"), required=False)
    insutype = forms.ChoiceField(
        label=gettext_lazy("Scheme of the statement"),
        required=False,
        choices=[("", "—"), *CODES["insutype"].items()],
    )
    text = forms.CharField(
        label=gettext_lazy("What the institution objects"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    papers = LineField(label=gettext_lazy("Papers handed in"), max_length=500)
    received_on = DayField(label=gettext_lazy("Received on"))

    def __init__(self, *args: Any, institution: Institution, **options: Any) -> None:
        super().__init__(*args, **options)
        self.institution = institution

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        about, reference, month = values.get("about"), values.pop("reference", ""), values.get("month")
        if about == "statement":
            for name in ("month", "insutype"):
                if not values.get(name):
                    self.add_error(name, _("Name the statement by its month and scheme."))
            values["month"] = month.first if month else None
            return values
        values["month"], values["insutype"] = None, ""
        find: dict[str, Callable[[Institution, str], Any]] = {
            "deduction": _deduction,
            "finding": _finding,
            "assessment": _assessment,
        }
        if about in find:
            subject = find[about](self.institution, reference)
            if subject is None:
                self.add_error("reference", _("This institution has none with this number."))
            values[about] = subject
        return values


def _deduction(institution: Institution, reference: str) -> Deduction | None:
    found: Deduction | None = Deduction.objects.filter(institution=institution, reference=reference).first()
    return found


def _finding(institution: Institution, reference: str) -> BillFinding | None:
    digits = reference.removeprefix("SC")
    if not digits.isdecimal() or len(digits) > 15:
        return None
    found: BillFinding | None = BillFinding.objects.filter(
        bill__institution=institution, pk=int(digits)
    ).first()
    return found


def _assessment(institution: Institution, reference: str) -> Assessment | None:
    if not (reference.isdecimal() and len(reference) == 4):
        return None
    of_year = Assessment.objects.filter(institution=institution, round__year=int(reference))
    found: Assessment | None = of_year.first()
    return found


@requires(duty="handle")
@once
def enter(request: AgencyRequest, institution_id: int) -> HttpResponseBase:
    institution = get_object_or_404(Institution.objects.select_related("county", "area"), pk=institution_id)
    form = ObjectionForm(
        request.POST or None, institution=institution, initial={"received_on": timezone.localdate()}
    )

    def act() -> str:
        made = services.enter_objection(
            institution=institution, acting_user=_user(request), **form.cleaned_data
        )
        return address(made)

    return act_page(
        request,
        title=_("Enter an objection"),
        facts=[Fact(_("Institution"), institution)],
        warnings=[_("Another person answers it; what it is against stays as it is until then.")],
        form=form,
        do=act,
        label=_("Save"),
        said=_("The objection is entered."),
        cancel_url=reverse("institutions:institution", args=[institution.pk]),
    )


class AssignForm(forms.Form):
    assignee = forms.ChoiceField(label=gettext_lazy("Assigned to"))

    def __init__(self, *args: Any, objection: InstitutionObjection, **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {str(one.pk): one for one in services.reviewers_of(objection)}
        field: Any = self.fields["assignee"]
        field.choices = [(pk, str(one)) for pk, one in self.people.items()]

    def clean_assignee(self) -> Any:
        return self.people[self.cleaned_data["assignee"]]


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=gettext_lazy("Answer"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )


class FollowForm(forms.Form):
    followed = LineField(label=gettext_lazy("What followed"), max_length=300)


class ReasonForm(forms.Form):
    reason = LineField(label=gettext_lazy("Reason"), max_length=300)


@requires(duty=WORKERS)
@once
def assign(request: AgencyRequest, institution_objection_id: int) -> HttpResponseBase:
    found = _objection(institution_objection_id)
    form = AssignForm(request.POST or None, objection=found)
    return _act(
        request, found, services.assign_objection, form, title=_("Assign the objection"), label=_("Assign"),
        said=_("The objection is assigned."),
    )  # fmt: skip


@requires(duty="review")
@once
def uphold(request: AgencyRequest, institution_objection_id: int) -> HttpResponseBase:
    return _answer(
        request, institution_objection_id, True, title=_("Uphold the objection"), label=_("Uphold"),
        said=_("The objection is upheld; say what followed once it is done."),
        warnings=[
            _("Nothing is changed by this: what follows is done by its own act, a deduction given back by two people.")
        ],
    )  # fmt: skip


@requires(duty="review")
@once
def reject(request: AgencyRequest, institution_objection_id: int) -> HttpResponseBase:
    return _answer(
        request, institution_objection_id, False, title=_("Reject the objection"), label=_("Reject"),
        said=_("The objection is rejected."), danger=True,
    )  # fmt: skip


@requires(duty=WORKERS)
@once
def follow(request: AgencyRequest, institution_objection_id: int) -> HttpResponseBase:
    found = _objection(institution_objection_id)
    return _act(
        request, found, services.follow_objection, FollowForm(request.POST or None),
        title=_("Say what followed"), label=_("Save"), said=_("The objection is followed."),
    )  # fmt: skip


@requires(duty="handle")
@once
def withdraw(request: AgencyRequest, institution_objection_id: int) -> HttpResponseBase:
    found = _objection(institution_objection_id)
    return _act(
        request, found, services.withdraw_objection, ReasonForm(request.POST or None),
        title=_("Withdraw the objection"), label=_("Withdraw"), said=_("The objection is withdrawn."), danger=True,
    )  # fmt: skip


def _answer(request: AgencyRequest, pk: int, upheld: bool, **page: Any) -> HttpResponseBase:
    def do(**given: Any) -> Any:
        return services.answer_objection(upheld=upheld, **given)

    return _act(request, _objection(pk), do, AnswerForm(request.POST or None), **page)


def _act(
    request: AgencyRequest, found: InstitutionObjection, do: Any, form: forms.Form, **page: Any
) -> HttpResponseBase:
    def act() -> str:
        do(objection=found, acting_user=_user(request), **form.cleaned_data)
        return address(found)

    facts = [
        Fact(_("Institution"), found.institution),
        Fact(_("Against"), f"{found.get_about_display()} {_subject(found)[0]}"),
        Fact(_("What the institution objects"), found.text),
        Fact(_("Answer due on"), found.due_on),
    ]
    return act_page(request, facts=facts, form=form, do=act, cancel_url=address(found), **page)


def _objection(pk: int) -> InstitutionObjection:
    related = (
        "institution", "county__parent", "deduction", "finding__bill", "finding__deduction",
        "assessment__institution", "assessment__round",
        "entered_by", "assigned_to", "answered_by", "followed_by",
    )  # fmt: skip
    return get_object_or_404(InstitutionObjection.objects.select_related(*related), pk=pk)


def _user(request: AgencyRequest) -> Any:
    return request.user
