"""What identifies a person in a form that changes it: shown masked, kept when left so, replaced when typed anew.

Whoever changes a telephone need not see the old one, so opening such a form shows nothing that would have to be kept.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from config import display
from config.listing.filters import LineField

UNREAD = "*"
KEEPS = _("Leave it as it is shown to keep it; type the whole of it to change it.")


class _Masked(BoundField):
    """Its ``initial`` is the mask of what is stored, so that neither the page nor what travels with it tells more."""

    field: ProtectedField

    def __init__(self, form: forms.BaseForm, field: ProtectedField, name: str) -> None:
        super().__init__(form, field, name)
        if self.help_text == KEEPS and not self.stored:
            self.help_text = ""  # nothing to keep

    @property
    def stored(self) -> str:
        return str(self.form.get_initial_for_field(self.field, self.name) or "")

    @cached_property
    def initial(self) -> str:  # type: ignore[override]
        return display.MASKS[self.field.kind](self.stored) if self.stored else ""


class ProtectedField(LineField):
    """One line that holds a person's number; ``kind`` is one of ``config.display.MASKS``."""

    def __init__(self, kind: str, **options: Any) -> None:
        self.kind = kind
        super().__init__(**{"help_text": KEEPS, **options})

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> BoundField:
        return _Masked(form, self, field_name)

    def _clean_bound_field(self, bound: _Masked) -> Any:
        """The stored value where the mask came back. Raises ``ValidationError`` for a mask somebody typed into."""
        typed = self.to_python(bound.data)
        if typed and typed == bound.initial:
            return self.clean(bound.stored)
        if typed and UNREAD in typed:
            raise forms.ValidationError(_("Type the whole of it, or leave it as it was shown."))
        return self.clean(typed)
