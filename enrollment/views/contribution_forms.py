"""The fields of one hypothetical case, by its kind: the columns of the sheet as a form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from config.codes import CODES, name_of
from config.spreadsheets.column_form import ColumnForm, column_field
from config.spreadsheets.columns import Column
from enrollment.rules.contributions.kinds import KINDS as ACTS
from enrollment.rules.contributions.quoting import NEEDS
from enrollment.spreadsheets.quote_contribution import COLUMNS
from institutions.models import Agency, PoolingArea
from institutions.policy.in_force import policy_for
from institutions.policy.wording import word
from institutions.rules.policy_tables import OTHERWISE, Table

_GROUP = ("psn_type", "aid_category", "permit_holder", "county", "collective_amt", "people")
_CAREER = (
    "joined", "pension_since", "gend", "county",
    "actual_months", "recognised_months", "veteran_months", "transferred_months",
)  # fmt: skip
FIELDS: dict[str, tuple[str, ...]] = {
    "employee": ("month", "wage", "date"),
    "employer": ("month", "wages", "payroll"),
    "flexible": ("month", "wage", "date"),
    "unemployed": ("month", "date"),
    "resident": ("year", *_GROUP),
    "late_enrolment": ("date", "reason", "year", *_GROUP),
    "newborn": ("date", "born", "year", *_GROUP),
    "refund": ("date", "reason", "amount", "year"),
    "retirement": ("date", *_CAREER),
    "topup_once": ("date", "months", "month", *_CAREER),
    "topup_monthly": ("month", "months", "date", *_CAREER),
    "late_fee": ("amount", "date", "month", "due"),
    "arrears": ("month", "date"),
}
"""A subsidy bill adds up other cases: it is asked by sheet."""
_REASONS = {"late_enrolment": "late.reasons", "refund": "refund.reasons"}
# What a column of the sheet is called where only one of its meanings is left.
_SAID: dict[tuple[str, str], Any] = {
    ("employee", "date"): gettext_lazy("Looked at again on"),
    ("flexible", "date"): gettext_lazy("Looked at again on"),
    ("unemployed", "date"): gettext_lazy("Looked at again on"),
    ("late_enrolment", "date"): gettext_lazy("Enrols on"),
    ("newborn", "date"): gettext_lazy("Enrols on"),
    ("refund", "date"): gettext_lazy("Day of the event"),
    ("refund", "amount"): gettext_lazy("Prepaid"),
    ("retirement", "date"): gettext_lazy("Retires on"),
    ("topup_once", "date"): gettext_lazy("Retires on"),
    ("topup_once", "month"): gettext_lazy("Month of payment"),
    ("topup_monthly", "date"): gettext_lazy("Retires on"),
    ("topup_monthly", "month"): gettext_lazy("First month"),
    ("late_fee", "amount"): gettext_lazy("Amount owed"),
    ("late_fee", "date"): gettext_lazy("Day of payment"),
    ("arrears", "month"): gettext_lazy("First month unpaid"),
    ("arrears", "date"): gettext_lazy("Day of payment"),
}
_NEEDS_NO_HELP = ("month", "date", "amount", "county", "gend")
_BY_NAME = {column.name: column for column in COLUMNS}


class CaseForm(ColumnForm):
    """One case of a kind; the wages of an employer's staff are typed in one field."""

    beside: ClassVar[Mapping[str, str]] = {"employer": "wages"}

    def __init__(self, data: Any, *, kind: str, area: PoolingArea | None) -> None:
        super().__init__(data)
        self.kind = kind
        choices = _choices(kind, area) if area is not None else {}
        for name in FIELDS[kind]:
            field = _wages() if name == "wages" else _field(_BY_NAME[name], choices.get(name))
            field.label = _SAID.get((kind, name), field.label)
            field.required = name in NEEDS[kind]
            field.initial = _usual(name, kind)
            self.fields[name] = field

    def rows(self) -> list[dict[str, Any]]:
        """The case as a row of the sheet, the employees of an employer beside it."""
        cells = self.typed(name for name in FIELDS[self.kind] if name != "wages")
        row = {"case": "1", "kind": self.kind} | cells
        wages = self.data.get("wages", "").replace("，", " ").replace(";", " ").split()
        if self.kind != "employer" or not wages:
            return [row]
        staff = {"kind": "employee", "month": cells["month"], "employer": "1"}
        return [
            row | {"employer": "1"},
            *({"case": str(n), "wage": wage} | staff for n, wage in enumerate(wages, 2)),
        ]


def _wages() -> forms.Field:
    return forms.CharField(
        label=gettext_lazy("Declared wages"),
        help_text=gettext_lazy("One for each employee, with spaces between."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def _field(column: Column, choices: list[tuple[str, str]] | None) -> forms.Field:
    if column.type == "flag":
        choices = [("0", word("no")), ("1", word("yes"))]
    return column_field(column, choices, helped=column.name not in _NEEDS_NO_HELP)


def _usual(name: str, kind: str) -> str:
    """This month, this year, today, where the kind cannot do without."""
    today = timezone.localdate()
    if name not in NEEDS[kind]:
        return ""
    return {"month": f"{today:%Y-%m}", "year": str(today.year), "date": today.isoformat()}.get(name, "")


def _choices(kind: str, area: PoolingArea) -> dict[str, list[tuple[str, str]]]:
    """What the policy in force and the area themselves offer."""
    counties = Agency.objects.filter(area=area, level=Agency.Level.COUNTY).order_by("code")
    found = {
        "county": [(county.code, county.name) for county in counties],
        "psn_type": [(code, name_of("psn_type", code)) for code in CODES["psn_type"]],
    }
    scheme = ACTS[kind].scheme if kind in ACTS else ""
    sections = policy_for(area, timezone.localdate()).sections
    aided = (contributions := sections.get(f"contributions.{scheme}")) and contributions.get("aided.share")
    if aided and isinstance(aided.value, Table) and isinstance(aided.value.root, dict):
        found["aid_category"] = [(name, word(name)) for name in aided.value.root if name != OTHERWISE]
    enrolment = sections.get(f"enrolment.{scheme}")
    reasons = enrolment.get(_REASONS[kind]) if enrolment is not None and kind in _REASONS else None
    if reasons is not None:
        found["reason"] = [(name, word(name)) for name in reasons.value]
    return {name: options for name, options in found.items() if options}
