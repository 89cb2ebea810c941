"""Filings for care away from home."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.http import HttpResponseBase
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import CareFiling
from claims.policy_registers import Terms, register_policy_for
from claims.rules.registrations import Act
from claims.services.registers import filings as acts
from config.forms import Fact, LineField
from config.listing import ChoiceFilter, Column, DayField
from institutions.access import AgencyRequest

from .desk import Register, _after, kinds_of
from .forms import AreaForm, InstitutionField, RegisterForm
from .lists import FIND, FIRST, LAST, WHEN, RegisterList, StateFilter

UNCHECKED = Q(promise_due__isnull=False, promise_kept__isnull=True, state="in_force")


class FilingStateFilter(StateFilter):
    todo = (*StateFilter.todo, ("promise", gettext_lazy("Promise unchecked"), UNCHECKED))


class FilingList(RegisterList):
    key = "filings"
    title = gettext_lazy("Filings for care elsewhere")
    model, topic, name, sheet = CareFiling, "filings", "filing", "filings"
    new_title = gettext_lazy("New filing")
    related = ("institution",)
    columns = (
        *FIRST,
        Column("kind", gettext_lazy("Kind")),
        Column("where", gettext_lazy("Where"), get=lambda row: where(row)),
        Column("promise_due", gettext_lazy("Papers due on"), "date", default=False),
        Column("chain", gettext_lazy("Chain of transfers"), "code", default=False),
        *LAST,
    )
    filters = (
        FIND,
        ChoiceFilter("kind", gettext_lazy("Kind"), choices=CareFiling.Kind),
        FilingStateFilter("state", gettext_lazy("State")),
        *WHEN,
    )
    empty_title = gettext_lazy("No filings.")
    empty_hint = gettext_lazy(
        "A filing lets care away from home be paid without loss, where the policy asks for one. Register it here, or"
        " import the roll."
    )


def where(filing: CareFiling) -> str:
    """The target in words: the institution, else the place."""
    place = f"{filing.place_name} {filing.place}".strip()
    return f"{filing.institution} · {place}" if filing.institution else place


class FilingForm(RegisterForm):
    """Kind, place, days; what is missing is promised where the policy lets it."""

    field_order = (
        "who", "kind", "place", "place_name", "institution", "from_institution", "applied_on", "first", "last",
        "diagnosis", "missing_papers", "paper_title", "paper", "remark",
    )  # fmt: skip
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=CareFiling.Kind)
    place = forms.RegexField(
        r"^[1-9][0-9]{5}$",
        label=gettext_lazy("District code of the place"),
        help_text=gettext_lazy("Six digits; 310000 is a whole province, 310100 a whole city."),
        error_messages={"invalid": gettext_lazy("A district code has six digits.")},
    )
    place_name = LineField(label=gettext_lazy("Place"), max_length=100, required=False)
    institution = InstitutionField(
        label=gettext_lazy("Target institution"),
        required=False,
        help_text=gettext_lazy("Any institution of the place when empty."),
    )
    from_institution = InstitutionField(
        label=gettext_lazy("Transferred from"), required=False, help_text=gettext_lazy("For a transfer.")
    )
    first = DayField(label=gettext_lazy("Holds from"), initial=timezone.localdate)
    last = DayField(
        label=gettext_lazy("Last day"),
        required=False,
        help_text=gettext_lazy("As long as the policy lets it hold when empty."),
    )
    diagnosis = LineField(label=gettext_lazy("Diagnosis"), max_length=200, required=False)
    missing_papers = LineField(
        label=gettext_lazy("Missing papers"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("The person promises to bring them, where the policy takes a promise."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("kind") == CareFiling.Kind.TRANSFER and not cleaned.get("from_institution"):
            self.add_error("from_institution", _("A transfer says from where."))
        return cleaned


class PromiseForm(AreaForm):
    kept = forms.TypedChoiceField(
        label=gettext_lazy("Papers"),
        choices=[
            ("yes", gettext_lazy("have come and prove it")),
            ("no", gettext_lazy("did not come, or prove otherwise")),
        ],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
    )
    day = DayField(label=gettext_lazy("Checked on"), initial=timezone.localdate)
    remark = LineField(label=gettext_lazy("Remark"), max_length=300, required=False)


class Filings(Register):
    topic, name, model, listing, form = "filings", "filing", CareFiling, FilingList, FilingForm
    new_title = gettext_lazy("New filing for care elsewhere")
    notice_title = gettext_lazy("Notice of filing for care elsewhere")
    related = ("institution", "from_institution", "promise_checked_by")

    def kind(self, record: CareFiling) -> str:
        return f"filing.{record.kind}"

    def facts(self, record: CareFiling) -> list[Fact]:
        facts = [
            Fact(_("Kind"), record.get_kind_display()),
            Fact(_("Where"), where(record)),
            Fact(_("Applied on"), record.applied_on),
        ]
        if record.from_institution:
            facts.append(Fact(_("Transferred from"), record.from_institution))
        if record.chain:
            facts.append(Fact(_("Chain of transfers"), record.chain))
        if record.diagnosis:
            facts.append(Fact(_("Diagnosis"), record.diagnosis))
        if record.missing_papers:
            facts += [
                Fact(_("Missing papers"), record.missing_papers),
                Fact(_("Promise"), record.promise),
                Fact(_("Papers due on"), record.promise_due),
                Fact(_("Promise kept"), _kept(record)),
            ]
        if record.remark:
            facts.append(Fact(_("Remark"), record.remark))
        return facts

    def brief(self, record: CareFiling) -> str:
        return f"{record.get_kind_display()} · {where(record)}"

    def create(self, values: dict[str, Any], user: Any) -> CareFiling:
        return acts.file_care(acting_user=user, **values)

    def approve(self, record: CareFiling, asked: dict[str, Any], user: Any) -> CareFiling:
        return acts.approve_filing(
            filing=record, first=asked["first"], end=_after(asked["last"]), acting_user=user
        )

    def steps(self, record: CareFiling) -> list[tuple[Act, str, Any]]:
        if record.missing_papers and record.promise_kept is None:
            return [(Act.CHECK_PROMISE, "promise", _("Check the promise"))]
        return []

    def explain(self, area: Any) -> list[tuple[str, Terms]]:
        titles = dict(CareFiling.Kind.choices)
        known = kinds_of(register_policy_for(area, timezone.localdate()), "filing")
        return [(str(titles.get(kind, kind)), terms) for kind, terms in known]

    def urls_more(self) -> list[URLPattern]:
        return [path(f"{self.one}promise/", self.handled(self.about(self.promise)), name="filing_promise")]

    def promise(self, request: AgencyRequest, record: CareFiling) -> HttpResponseBase:
        form = self.form_of(PromiseForm, request)
        return self.act(
            request,
            record,
            Act.CHECK_PROMISE,
            title=_("Check the promise"),
            warnings=[_("If the papers did not come, the filing no longer holds from that day on.")],
            form=form,
            do=lambda: acts.check_promise(filing=record, acting_user=request.user, **form.cleaned_data),
            said=_("The promise is checked."),
        )


def _kept(filing: CareFiling) -> Any:
    if filing.promise_kept is None:
        return _("not checked yet")
    return _("yes") if filing.promise_kept else _("no")
