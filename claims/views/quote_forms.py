"""The forms of a quote: which policy is asked, and the facts of a bill as a clerk types them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.services.quote import PolicyOf, policies_of
from claims.services.what_if_policy import policy_with, tried_upload, tried_version
from claims.spreadsheets.quote import COLUMNS
from config.codes import CODES
from config.forms import DayField
from config.spreadsheets.columns import Column
from institutions.models import PolicyVersion, PoolingArea

PLACES = {"own": ("1", "1"), "other": ("1", "2"), "outside": ("1", "outside")}
"""Where care was given: the counties that say so in a sheet."""
# What a single bill does not need: it is alone, and its place is asked for in words.
LEFT_OUT = {"case", "person", "setl_time", "tier", "insu_county", "care_county"}
GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (gettext_lazy("Person"), ("insutype", "psn_type", "age", "aid_category", "cover")),
    (
        gettext_lazy("Care"),
        ("med_type", "begndate", "enddate", "hosp_lv", "place", "filing", "accident", "dise_code"),
    ),
    (
        gettext_lazy("Amounts"),
        ("medfee_sumamt", "fulamt_ownpay_amt", "overlmt_selfpay", "preselfpay_amt", "inscp_scp_amt"),
    ),
)
"""What is always open; everything else a policy may ask follows under a heading of its own."""


class PolicyForm(forms.Form):
    """Which policy is asked: what is in force, a version, or a package that need not be loaded."""

    version = forms.ModelChoiceField(
        PolicyVersion.objects.none(),
        label=gettext_lazy("Policy"),
        required=False,
        empty_label=gettext_lazy("what is in force on the day"),
    )
    package = forms.FileField(
        label=gettext_lazy("Or a package"),
        required=False,
        help_text=gettext_lazy("A YAML file that need not be loaded; it is not kept."),
    )
    as_at = DayField(
        label=gettext_lazy("Policy as at"),
        required=False,
        help_text=gettext_lazy("Empty: the day of the bill."),
    )

    def __init__(self, *given: Any, area: PoolingArea, **more: Any) -> None:
        super().__init__(*given, **more)
        self.area = area
        version: Any = self.fields["version"]
        version.queryset = (
            PolicyVersion.objects.filter(document__area__in=[one.pk for one in area.lineage()])
            .select_related("document")
            .order_by("document__key", "-number")
        )
        version.label_from_instance = version_label

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if values.get("version") and values.get("package"):
            self.add_error("package", _("Choose a version or upload a package, not both."))
        if values.get("as_at") and not (values.get("version") or values.get("package")):
            self.add_error("as_at", _("Only a version or a package is asked as at another day."))
        return values

    def policy_of(self) -> PolicyOf:
        """Raises ``PolicyRefused`` for a package that is faulty or does not fit the area."""
        values = self.cleaned_data
        upload = values["package"]
        if values["version"]:
            tried = tried_version(values["version"])
        elif upload:
            tried = tried_upload(upload.read(), file=upload.name)
        else:
            return policies_of(self.area)
        return policy_with(self.area, tried.package, as_at=values["as_at"])


def version_label(version: PolicyVersion) -> str:
    return _("%(document)s, version %(number)s (%(state)s)") % {
        "document": version.document.title,
        "number": version.number,
        "state": version.get_state_display(),
    }


class BillForm(PolicyForm):
    """The facts of one bill: the columns of the sheet as fields, read by the sheet's own checks."""

    place = forms.ChoiceField(
        label=gettext_lazy("Care in"),
        choices=[
            ("own", gettext_lazy("own county")),
            ("other", gettext_lazy("another county of the area")),
            ("outside", gettext_lazy("outside the area")),
        ],
        initial="own",
    )

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        for column in COLUMNS:
            if column.name not in LEFT_OUT:
                self.fields[column.name] = _field(column)

    def cells(self) -> dict[str, Any]:
        """The row a sheet would hold."""
        values = {name: self.cleaned_data[name] for name in self.fields if name in _NAMES}
        insured, care = PLACES[self.cleaned_data["place"]]
        return {**values, "case": "1", "person": "1", "insu_county": insured, "care_county": care}

    def field_of(self, column: str) -> str | None:
        """Where a fault of a column is shown; at the top when the form has no such field."""
        return column if column in self.fields else None

    def groups(self) -> Iterator[tuple[Any, list[forms.BoundField], bool]]:
        """(heading, fields, whether it is open) in the order in which a clerk asks."""
        placed: set[str] = set()
        for title, names in GROUPS:
            placed |= set(names)
            yield title, [self[name] for name in names], True
        policy = ("version", "package", "as_at")
        yield _("Policy"), [self[name] for name in policy], True
        rest = [self[name] for name in self.fields if name not in placed and name not in policy]
        filled = any(bound.errors or (self.is_bound and bound.value() not in _USUAL) for bound in rest)
        yield _("Further facts"), rest, filled


class SheetForm(PolicyForm):
    """A sheet of hypothetical bills."""

    file = forms.FileField(
        label=gettext_lazy("Sheet"),
        help_text=gettext_lazy(
            "An .xlsx with the sheets “bills” and, if there are any, “lines”; or a .csv of bills."
        ),
    )
    field_order = ("file", "version", "package", "as_at")


_NAMES = {column.name for column in COLUMNS}
_USUAL = ("", None, False, *(str(column.default) for column in COLUMNS if column.default is not None), "0")


def _field(column: Column) -> forms.Field:
    """A field that keeps what is typed; the sheet's converter reads it. Codes are chosen by name."""
    about: dict[str, Any] = {"label": column.label, "required": column.required, "help_text": column.help}
    usual = column.default
    if column.type == "flag":
        return forms.BooleanField(**{**about, "required": False}, initial=bool(usual))
    names = column.choices or CODES.get(column.name)
    if names:
        choices = [] if column.choices and usual else [("", "—")]
        choices += [
            (code, f"{code} {name}" if column.name in CODES else name) for code, name in names.items()
        ]
        return forms.ChoiceField(**about, choices=choices, initial=usual or column.form or "")
    if column.type == "date":
        return DayField(**about)
    attributes: dict[str, Any] = {"size": 16}
    if column.type == "money":
        attributes |= {"class": "money", "inputmode": "decimal"}
    return forms.CharField(**about, initial="", widget=forms.TextInput(attrs=attributes))
