"""What clerks type about inspections, rosters and cases."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.models import Inspection, InspectionCase, InspectionTarget, PublicReport, RosterMember
from claims.services.cases.propose import Proposal
from config.forms import DayField, LineField, MoneyInput
from institutions.models import Institution, User

FEN = Decimal("0.01")
# Schemes whose funds pay institutions.
SCHEMES = ("310", "390")


def _text(label: Any, length: int, **given: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, widget=forms.Textarea(attrs={"rows": 4}), **given)


class InstitutionField(LineField):
    """The code of an institution that the reader sees; cleaned to the institution, or None when empty."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"label": _("Institution code"), "max_length": 30, **options})

    def clean(self, value: Any) -> Any:
        code = super().clean(value)
        if not code:
            return None
        found = Institution.objects.filter(fixmedins_code=code).select_related("county", "area").first()
        if found is None:
            raise forms.ValidationError(_("No institution has the code %(code)s."), params={"code": code})
        return found


class InspectionForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=Inspection.Kind)
    title = LineField(label=_("Title"), max_length=120)
    content = _text(_("What is inspected"), 500)
    partners = LineField(
        label=_("Together with"),
        max_length=200,
        required=False,
        help_text=_("The other offices of a joint inspection."),
    )
    bills_from = DayField(label=_("Bills from"))
    bills_to = DayField(label=_("Bills to"))
    starts_on = DayField(label=_("Begins on"))
    ends_on = DayField(label=_("Ends on"))


class LotForm(forms.Form):
    """How many are drawn, and who is left out beforehand."""

    size = forms.IntegerField(label=_("Number drawn"), min_value=1, max_value=500)
    excluded = _text(
        _("Left out beforehand"), 2000, required=False, help_text=_("A code and the reason, one a line.")
    )
    reason = LineField(label=_("Why it is drawn again"), max_length=200, required=False)

    def clean_excluded(self) -> dict[str, str]:
        lines = [line.strip() for line in self.cleaned_data["excluded"].splitlines() if line.strip()]
        parts = [tuple(line.split(maxsplit=1)) for line in lines]
        for part in parts:
            if len(part) < 2:
                raise forms.ValidationError(
                    _("Give a reason after the code %(code)s."), params={"code": part[0]}
                )
        return dict(parts)


class InstitutionLotForm(LotForm):
    kind = forms.ChoiceField(
        label=_("Kind of institution"), required=False, choices=[("", _("All")), *Institution.Kind.choices]
    )

    field_order = ("size", "kind", "excluded", "reason")


class NameForm(forms.Form):
    institution = InstitutionField()
    reason = LineField(label=_("Why it was named"), max_length=200)


class ResultForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("Outcome"), choices=[one for one in InspectionTarget.Outcome.choices if one[0]]
    )
    inspected_on = DayField(label=_("Inspected on"))
    findings = _text(_("What was found"), 1000)


class ConclusionForm(forms.Form):
    conclusion = _text(_("Conclusion"), 500)


class MemberForm(forms.Form):
    kind = forms.ChoiceField(label=_("Roster"), choices=RosterMember.Kind)
    code = LineField(label=_("Roster number"), max_length=30)
    name = LineField(label=_("Name"), max_length=50)
    organisation = LineField(label=_("Sent by"), max_length=120, required=False)
    stands_for = forms.ChoiceField(
        label=_("Stands for"),
        required=False,
        choices=[("", "—"), *RosterMember.StandsFor.choices],
        help_text=_("Of a member of the supervision committee: whose voice it is."),
    )
    specialty = LineField(label=_("Specialty"), max_length=60, required=False)
    tel = LineField(label=_("Phone"), max_length=30, required=False)
    works_at = InstitutionField(label=_("Works at"), required=False, help_text=_("Code of the institution."))
    first = DayField(label=_("From"))
    last = DayField(label=_("To"), required=False)


class ConflictForm(forms.Form):
    institution = InstitutionField()
    reason = LineField(label=_("Reason"), max_length=200)


class LeaveForm(forms.Form):
    last = DayField(label=_("Last day"))


class CaseForm(forms.Form):
    title = LineField(label=_("Title"), max_length=120)
    facts = _text(_("Facts"), 2000)


class StatementForm(forms.Form):
    statement = _text(_("Statement"), 2000)
    stated_on = DayField(label=_("Stated on"))


class DecisionForm(forms.Form):
    """What is proposed; all empty but the grounds closes the case without."""

    reason = _text(_("Grounds of the decision"), 1000)
    recover_310 = MoneyInput(label=_("Recovered, employees (310)"), min_value=FEN, required=False)
    recover_390 = MoneyInput(label=_("Recovered, residents (390)"), min_value=FEN, required=False)
    fine = MoneyInput(label=_("Fine (yuan)"), min_value=FEN, required=False)
    suspend_from = DayField(label=_("Agreement suspended from"), required=False)
    suspend_until = DayField(label=_("Agreement suspended until"), required=False)
    handed_to = forms.ChoiceField(label=_("Handed over to"), choices=InspectionCase.Authority, required=False)
    credit_event = forms.ChoiceField(label=_("Credit event"), required=False)
    physician_code = LineField(label=_("Code of the physician"), max_length=30, required=False)
    physician_name = LineField(label=_("Physician"), max_length=50, required=False)

    def __init__(self, *args: Any, events: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["credit_event"].choices = [("", "—"), *events]  # type: ignore[attr-defined]

    def proposal(self) -> Proposal:
        given = dict(self.cleaned_data)
        amounts = {scheme: given.pop(f"recover_{scheme}") for scheme in SCHEMES}
        return Proposal(recoveries={scheme: one for scheme, one in amounts.items() if one}, **given)


class ReportForm(forms.Form):
    channel = forms.ChoiceField(label=_("How it came"), choices=PublicReport.Channel)
    supervisor = forms.ModelChoiceField(
        label=_("Supervisor"),
        queryset=RosterMember.unscoped.none(),
        required=False,
        help_text=_("Of a grid or social supervisor's report."),
    )
    institution = InstitutionField(required=False)
    content = _text(_("What is reported"), 2000)
    received_on = DayField(label=_("Received on"))
    name = LineField(label=_("Reporter"), max_length=50, required=False, help_text=_("Empty when anonymous."))
    contact = LineField(label=_("How to reach them"), max_length=120, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["supervisor"]
        kinds = (RosterMember.Kind.GRID, RosterMember.Kind.SOCIAL)
        field.queryset = RosterMember.objects.filter(kind__in=kinds).order_by("code")


class ReportResultForm(forms.Form):
    founded = forms.TypedChoiceField(
        label=_("It is so"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    result = _text(_("Result"), 1000)
    amount = MoneyInput(label=_("Amount verified"), min_value=Decimal(0), required=False)


class HandOverForm(forms.Form):
    """Who takes over, among ``people``; cleaned to the person."""

    receiver = forms.ChoiceField(label=_("Taken over by"))
    reason = LineField(label=_("Reason"), max_length=300)

    def __init__(self, *args: Any, people: Iterable[User], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {str(one.pk): one for one in people}
        field: Any = self.fields["receiver"]
        field.choices = [(pk, str(one)) for pk, one in self.people.items()]

    def clean_receiver(self) -> User:
        return self.people[self.cleaned_data["receiver"]]


class ReceiptForm(forms.Form):
    day = DayField(label=_("Day"))
    receipt = LineField(label=_("Receipt"), max_length=60)
