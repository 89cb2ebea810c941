"""The columns of a sheet as a form: a what-if asks on its page what its sheet asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.forms.utils import ErrorDict

from .columns import Column
from .faults import RowFault

Choices = Sequence[tuple[str, Any]]


class ColumnForm(forms.Form):
    """Reads nothing itself: what was typed goes to the sheet's own reader, whose faults come back to the fields."""

    beside: ClassVar[Mapping[str, str]] = {}
    """Columns whose faults are shown at another field."""

    def full_clean(self) -> None:
        self._errors = ErrorDict()
        self.cleaned_data: dict[str, Any] = {}

    def typed(self, names: Iterable[str]) -> dict[str, str]:
        """The cells of these columns."""
        return {name: self.data.get(name, "").strip() for name in names}

    def blame(self, faults: Iterable[RowFault]) -> None:
        """What is wrong, beside the field; what belongs to none above them all."""
        for fault in faults:
            name = self.beside.get(fault.column, fault.column)
            self.add_error(name if name in self.fields else None, str(fault))


def column_field(column: Column, choices: Choices | None = None, *, helped: bool = True) -> forms.Field:
    """A field for a column; ``choices`` are offered beside nothing, a flag's beside each other only."""
    if choices is None and column.choices:
        choices = [(code, str(label)) for code, label in column.choices.items()]
    widget: forms.Widget = forms.TextInput(attrs={"size": 18})
    if choices is not None:
        first: Choices = [] if column.type == "flag" else [("", "—")]
        widget = forms.Select(choices=[*first, *choices])
    return forms.CharField(label=column.label, help_text=column.help if helped else "", widget=widget)
