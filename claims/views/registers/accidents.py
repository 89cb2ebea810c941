"""Accident declarations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import AccidentDeclaration
from claims.policy_registers import NotForeseen, Terms, register_policy_for
from claims.services.registers import accidents as acts
from config.display import money
from config.forms import Fact, LineField, MoneyInput
from config.listing import ChoiceFilter, Column, DayField

from .desk import Register
from .forms import DecisionForm, InstitutionField, RegisterForm
from .lists import FILTERS, FIND, FIRST, LAST, RegisterList


class AccidentList(RegisterList):
    key = "accidents"
    title = gettext_lazy("Accident declarations")
    unit = gettext_lazy("yuan")
    model, topic, name, sheet = AccidentDeclaration, "accidents", "accident", "accidents"
    new_title = gettext_lazy("New declaration")
    columns = (
        *FIRST,
        Column("happened_on", gettext_lazy("Happened on"), "date"),
        Column("third_party", gettext_lazy("Who is liable")),
        Column("decision", gettext_lazy("Decision")),
        Column("liable_party", gettext_lazy("Liable party"), default=False),
        Column("liable_paid", gettext_lazy("Paid by the liable party"), "money", default=False),
        *LAST,
    )
    filters = (
        FIND,
        ChoiceFilter("decision", gettext_lazy("Decision"), choices=AccidentDeclaration.Decision),
        *FILTERS,
    )
    empty_title = gettext_lazy("No accident declarations.")
    empty_hint = gettext_lazy(
        "An injury is declared with its evidence; the decision says whether the fund pays."
    )


class AccidentForm(RegisterForm):
    field_order = (
        "who", "applied_on", "happened_on", "happened_at", "account", "institution", "admitted_on", "third_party",
        "liable_party", "liable_paid", "evidence", "paper_title", "paper", "remark",
    )  # fmt: skip
    happened_on = DayField(label=gettext_lazy("Happened on"))
    happened_at = LineField(label=gettext_lazy("Where"), max_length=200)
    account = forms.CharField(
        label=gettext_lazy("What happened"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    institution = InstitutionField(label=gettext_lazy("Treated at"), required=False)
    admitted_on = DayField(label=gettext_lazy("Admitted on"), required=False)
    third_party = forms.ChoiceField(
        label=gettext_lazy("Who is liable"),
        choices=AccidentDeclaration.ThirdParty,
        widget=forms.RadioSelect,
    )
    liable_party = LineField(label=gettext_lazy("Liable party"), max_length=120, required=False)
    liable_paid = MoneyInput(label=gettext_lazy("Paid by the liable party"), required=False, min_value=0)
    evidence = LineField(label=gettext_lazy("Evidence of the accident"), max_length=300, required=False)

    def values(self) -> dict[str, Any]:
        values = super().values()
        values["liable_paid"] = values["liable_paid"] or 0
        return values


class AccidentDecisionForm(DecisionForm):
    """Whose burden it is; a refusal says why no decision can be made on the declaration."""

    first = last = None  # type: ignore[assignment]
    decision = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        choices=[
            *AccidentDeclaration.Decision.choices,
            (DecisionForm.REFUSE, gettext_lazy("Refuse the declaration")),
        ],
        widget=forms.RadioSelect,
    )
    liable_party = LineField(label=gettext_lazy("Liable party"), max_length=120, required=False)
    liable_paid = MoneyInput(label=gettext_lazy("Paid by the liable party"), required=False, min_value=0)
    evidence = LineField(label=gettext_lazy("Evidence of the accident"), max_length=300, required=False)


class Accidents(Register):
    topic, name, model, listing, form = (
        "accidents", "accident", AccidentDeclaration, AccidentList, AccidentForm,
    )  # fmt: skip
    decision_form = AccidentDecisionForm
    new_title = gettext_lazy("New accident declaration")
    notice_title = gettext_lazy("Notice of the decision on an accident")
    related = ("institution",)

    def kind(self, record: AccidentDeclaration) -> str:
        return "accident"

    def facts(self, record: AccidentDeclaration) -> list[Fact]:
        facts = [
            Fact(_("Happened on"), record.happened_on),
            Fact(_("Where"), record.happened_at),
            Fact(_("What happened"), record.account),
            Fact(_("Treated at"), record.institution),
            Fact(_("Admitted on"), record.admitted_on),
            Fact(_("Who is liable"), record.get_third_party_display()),
            Fact(_("Evidence of the accident"), record.evidence or None),
        ]
        if record.liable_party:
            facts += [
                Fact(_("Liable party"), record.liable_party),
                Fact(_("Paid by the liable party"), money(record.liable_paid)),
            ]
        if record.decision:
            facts.append(Fact(_("Decision"), record.get_decision_display()))
        return facts

    def brief(self, record: AccidentDeclaration) -> str:
        return f"{record.happened_on:%Y-%m-%d} {record.get_decision_display() if record.decision else ''}".strip()

    def create(self, values: dict[str, Any], user: Any) -> AccidentDeclaration:
        return acts.declare_accident(acting_user=user, **values)

    def approve(self, record: AccidentDeclaration, asked: dict[str, Any], user: Any) -> AccidentDeclaration:
        return acts.decide_accident(
            declaration=record,
            decision=asked["decision"],
            liable_party=asked["liable_party"],
            liable_paid=asked["liable_paid"],
            evidence=asked["evidence"],
            acting_user=user,
        )

    def decision_initial(self, record: AccidentDeclaration) -> dict[str, Any]:
        return {
            "liable_party": record.liable_party,
            "liable_paid": record.liable_paid,
            "evidence": record.evidence,
        }

    def explain(self, area: Any) -> list[tuple[str, Terms]]:
        return terms_of(area, "accident", self.model._meta.verbose_name)


def terms_of(area: Any, kind: str, title: Any) -> list[tuple[str, Terms]]:
    """What today's policy asks of a register with one kind; nothing where it is not foreseen."""
    try:
        return [(str(title), register_policy_for(area, timezone.localdate()).terms(kind))]
    except NotForeseen:
        return []
