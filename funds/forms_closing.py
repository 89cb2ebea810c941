"""Forms about accounting months."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ReopenForm(forms.Form):
    reason = forms.CharField(label=_("Why it is reopened"), max_length=200)


class RefuseForm(forms.Form):
    answer = forms.CharField(label=_("Why it is refused"), max_length=200)
