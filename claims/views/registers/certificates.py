"""Certificates of diseases: list, application, experts, institutions chosen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import Certificate, Expert
from claims.policy_registers import Terms, register_policy_for
from claims.rules.registrations import Act, Verdict
from claims.services.registers import certificates as acts
from config.access import requires
from config.forms import Fact, LineField
from config.listing import Action, ChoiceFilter, Column, DayField, FlagFilter, Listing, TextFilter
from institutions.access import AgencyRequest
from institutions.models import Duty

from .desk import Register, _after, kinds_of
from .forms import AreaForm, InstitutionField, RegisterForm
from .lists import FILTERS, FIND, FIRST, LAST, RegisterList

MOST_CHOSEN = 3
VERDICTS = {
    Verdict.OPEN: (gettext_lazy("opinions are awaited"), "info"),
    Verdict.AGREE: (gettext_lazy("in favour"), "ok"),
    Verdict.REFUSE: (gettext_lazy("against"), "bad"),
    Verdict.ONE_MORE: (gettext_lazy("divided"), "warn"),
}


def kind_choices(listing: Any) -> list[tuple[str, str]]:
    """The kinds the policy of the reader's area knows today."""
    policy = register_policy_for(listing.assignment.agency.area, timezone.localdate())
    return [(kind, terms.title) for kind, terms in kinds_of(policy, "certificate")]


class CertificateList(RegisterList):
    key = "certificates"
    title = gettext_lazy("Disease certificates")
    model, topic, name, sheet = Certificate, "certificates", "certificate", "certificates"
    new_title = gettext_lazy("New application")
    columns = (
        *FIRST,
        Column("disease", gettext_lazy("Disease")),
        Column("dise_code", gettext_lazy("Disease code"), "code", default=False),
        *LAST,
    )
    filters = (FIND, ChoiceFilter("kind", gettext_lazy("Kind"), choices=kind_choices), *FILTERS)
    empty_title = gettext_lazy("No certificates.")
    empty_hint = gettext_lazy(
        "Certificates let a person's care for a chronic disease be paid under its own rules. Register an application,"
        " or import the roll of those that hold already."
    )


class InstitutionsForm(AreaForm):
    """The institutions from a day on."""

    from_day = DayField(label=gettext_lazy("From"), initial=timezone.localdate)
    first = InstitutionField(label=gettext_lazy("Institution"))
    second = InstitutionField(label=gettext_lazy("Second institution"), required=False)
    third = InstitutionField(label=gettext_lazy("Third institution"), required=False)

    def chosen(self) -> list[Any]:
        named = (self.cleaned_data.get(name) for name in ("first", "second", "third"))
        return [institution for institution in named if institution is not None]


class CertificateForm(RegisterForm):
    """An application: disease, first day, where it will be used."""

    field_order = (
        "who", "kind", "dise_code", "applied_on", "holds_from", "applied_at",
        "chosen_1", "chosen_2", "chosen_3", "paper_title", "paper", "remark",
    )  # fmt: skip
    kind = forms.ChoiceField(label=gettext_lazy("Kind"))
    dise_code = LineField(
        label=gettext_lazy("Disease code"),
        max_length=30,
        widget=forms.TextInput(attrs={"list": "diseases", "autocomplete": "off"}),
    )
    holds_from = DayField(label=gettext_lazy("Holds from"), initial=timezone.localdate)
    applied_at = InstitutionField(
        label=gettext_lazy("Diagnosed at"),
        required=False,
        help_text=gettext_lazy("Its experts are not asked about this application."),
    )
    chosen_1 = InstitutionField(label=gettext_lazy("Chosen institution"), required=False)
    chosen_2 = InstitutionField(label=gettext_lazy("Second institution"), required=False)
    chosen_3 = InstitutionField(label=gettext_lazy("Third institution"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.kinds = kinds_of(register_policy_for(self.area, timezone.localdate()), "certificate")
        self.fields["kind"].choices = [(kind, terms.title) for kind, terms in self.kinds]  # type: ignore[attr-defined]

    @property
    def diseases(self) -> list[tuple[str, str]]:
        """Codes and names on the lists, to choose from while typing."""
        return list(dict(pair for _kind, terms in self.kinds for pair in terms.diseases()).items())

    def values(self) -> dict[str, Any]:
        values = super().values()
        chosen = [values.pop(f"chosen_{number}") for number in range(1, MOST_CHOSEN + 1)]
        values["first"] = values.pop("holds_from")
        values["dise_code"] = values["dise_code"].upper()
        return {**values, "institutions": [one for one in chosen if one is not None]}


class OpinionForm(AreaForm):
    score = forms.IntegerField(label=gettext_lazy("Score"), min_value=0, max_value=100)
    given_on = DayField(label=gettext_lazy("Given on"), initial=timezone.localdate)
    remark = LineField(label=gettext_lazy("Opinion"), max_length=300, required=False)


class Certificates(Register):
    topic, name, model, listing, form = (
        "certificates", "certificate", Certificate, CertificateList, CertificateForm,
    )  # fmt: skip
    new_title = gettext_lazy("New application for a certificate")
    notice_title = gettext_lazy("Notice of the decision on a disease certificate")
    parts = "claims/registers/certificate_parts.html"
    related = ("applied_at",)

    def kind(self, record: Certificate) -> str:
        return f"certificate.{record.kind}"

    def facts(self, record: Certificate) -> list[Fact]:
        return [
            Fact(_("Disease"), f"{record.disease} ({record.dise_code})"),
            Fact(_("Applied on"), record.applied_on),
            Fact(_("Diagnosed at"), record.applied_at),
            Fact(_("Remark"), record.remark or None),
        ]

    def brief(self, record: Certificate) -> str:
        return record.disease

    def create(self, values: dict[str, Any], user: Any) -> Certificate:
        return acts.apply_for_certificate(acting_user=user, **values)

    def approve(self, record: Certificate, asked: dict[str, Any], user: Any) -> Certificate:
        return acts.certify(
            certificate=record, first=asked["first"], end=_after(asked["last"]), acting_user=user
        )

    def refuse(self, record: Certificate, reason: str, user: Any) -> Certificate:
        return acts.refuse_certificate(certificate=record, reason=reason, acting_user=user)

    def steps(self, record: Certificate) -> list[tuple[Act, str, Any]]:
        return [
            (Act.ASK_EXPERTS, "experts", _("Ask the experts")),
            (Act.CHOOSE_INSTITUTIONS, "institutions", _("Choose institutions")),
        ]

    def context(self, record: Certificate) -> dict[str, Any]:
        opinions = list(record.opinions.select_related("expert", "recorded_by"))
        return {
            "opinions": opinions,
            "verdict": VERDICTS[acts.verdict_of(record)] if opinions else None,
            "chosen": record.chosen.select_related("institution", "chosen_by").order_by("period"),
        }

    def explain(self, area: Any) -> list[tuple[str, Terms]]:
        known = kinds_of(register_policy_for(area, timezone.localdate()), "certificate")
        return [(terms.title, terms) for _kind, terms in known]

    def urls_more(self) -> list[URLPattern]:
        return [
            path(f"{self.one}experts/", self.handled(self.about(self.ask)), name="certificate_experts"),
            path(
                f"{self.one}opinions/<int:opinion_id>/",
                self.handled(self.about(self.opinion)),
                name="certificate_opinion",
            ),
            path(
                f"{self.one}institutions/",
                self.handled(self.about(self.institutions)),
                name="certificate_institutions",
            ),
            path("experts/", requires()(expert_list), name="experts"),
        ]

    def ask(self, request: AgencyRequest, record: Certificate) -> HttpResponseBase:
        return self.act(
            request,
            record,
            Act.ASK_EXPERTS,
            title=_("Ask the experts"),
            warnings=[
                _("%(count)s experts are drawn by lot from the area's pool.") % {"count": record.experts}
            ],
            label=_("Draw"),
            do=lambda: acts.ask_experts(certificate=record, acting_user=request.user),
            said=_("The experts are drawn."),
        )

    def opinion(self, request: AgencyRequest, record: Certificate, opinion_id: int) -> HttpResponseBase:
        opinion = get_object_or_404(record.opinions.select_related("expert"), pk=opinion_id)
        form = self.form_of(OpinionForm, request)
        return self.act(
            request,
            record,
            Act.GIVE_OPINION,
            title=_("Opinion of %(expert)s") % {"expert": opinion.expert},
            form=form,
            do=lambda: acts.give_opinion(opinion=opinion, acting_user=request.user, **form.cleaned_data),
            said=_("The opinion is recorded."),
        )

    def institutions(self, request: AgencyRequest, record: Certificate) -> HttpResponseBase:
        form = self.form_of(InstitutionsForm, request)
        return self.act(
            request,
            record,
            Act.CHOOSE_INSTITUTIONS,
            title=_("Choose institutions"),
            warnings=[_("Those chosen before and not named here end the day before.")],
            form=form,
            do=lambda: acts.choose_institutions(
                certificate=record,
                institutions=form.chosen(),
                from_day=form.cleaned_data["from_day"],
                acting_user=request.user,
            ),
            said=_("The institutions are chosen."),
        )


class ExpertList(Listing):
    key = "experts"
    title = gettext_lazy("Experts")
    columns = (
        Column("code", gettext_lazy("Expert code"), "code", sort="code"),
        Column("name", gettext_lazy("Name")),
        Column("title", gettext_lazy("Professional title")),
        Column("specialty", gettext_lazy("Specialty")),
        Column("diseases", gettext_lazy("Diseases"), "code"),
        Column("institution", gettext_lazy("Works at")),
        Column("active", gettext_lazy("May be drawn"), get=lambda row: _("yes") if row.active else _("no")),
    )
    filters = (
        TextFilter("q", gettext_lazy("Expert"), lookups=("code", "name__begins")),
        FlagFilter("active", gettext_lazy("May be drawn")),
    )
    order = "code"
    empty_title = gettext_lazy("The pool of experts is empty.")
    empty_hint = gettext_lazy(
        "Import the pool; experts are drawn from it by lot for applications that need them."
    )

    def rows(self) -> Any:
        return Expert.objects.select_related("institution")

    def actions(self) -> list[Action]:
        if self.assignment is None or Duty.HANDLE not in self.assignment.duties:
            return []
        return [Action(_("Import"), "/imports/upload/?kind=experts", main=True)]


def expert_list(request: AgencyRequest) -> HttpResponseBase:
    """The pool of the reader's area."""
    return ExpertList.respond(request)
