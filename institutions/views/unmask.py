"""The page that shows a person's numbers whole, made once for every kind of record that has some."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from config import display
from config.access import requires
from config.client_address import client_address
from config.errors import DomainError
from config.forms import LineField
from institutions.access import AgencyRequest
from institutions.models import Duty, Unmasking
from institutions.services.unmask import unmask


@dataclass(frozen=True)
class Number:
    """One number of a record: ``field`` names it in the log, ``kind`` is a key of ``config.display.MASKS``."""

    field: str
    label: Any
    kind: str
    get: Callable[[Any], str]


class UnmaskForm(forms.Form):
    fields_wanted = forms.MultipleChoiceField(
        label=gettext_lazy("Which number"), widget=forms.CheckboxSelectMultiple
    )
    purpose = forms.ChoiceField(
        label=gettext_lazy("Purpose"), choices=[("", "—"), *Unmasking.Purpose.choices]
    )
    reason = LineField(
        label=gettext_lazy("Why, in words"),
        max_length=200,
        help_text=gettext_lazy("The case, the call, the letter: so that somebody else can check it."),
    )

    def __init__(self, *args: Any, numbers: Sequence[Number], **options: Any) -> None:
        super().__init__(*args, **options)
        wanted: Any = self.fields["fields_wanted"]
        wanted.choices = [(one.field, one.label) for one in numbers]
        if len(numbers) == 1:
            wanted.initial = [numbers[0].field]


def unmask_page(
    *,
    find: Callable[[Any, int], Any],
    numbers: Sequence[Number],
    subject: Callable[[Any], str],
    back: Callable[[Any, Any], str],
) -> Callable[..., HttpResponseBase]:
    """The view: GET asks which number and why, POST keeps that and shows it on this one answer.

    ``find(request, id)`` raises 404 out of reach; ``back(request, record)`` is the record's page.
    """

    @requires(duty=Duty.UNMASK)
    @never_cache
    def view(request: AgencyRequest, **ids: int) -> HttpResponseBase:
        [record_id] = ids.values()
        record = find(request, record_id)
        held = [one for one in numbers if one.get(record)]
        form = UnmaskForm(request.POST or None, numbers=held)
        shown: list[dict[str, Any]] = []
        if request.method == "POST" and form.is_valid():
            wanted = [one for one in held if one.field in form.cleaned_data["fields_wanted"]]
            try:
                with transaction.atomic():
                    unmask(
                        record=record,
                        subject=subject(record),
                        fields=[one.field for one in wanted],
                        purpose=form.cleaned_data["purpose"],
                        reason=form.cleaned_data["reason"],
                        agency=request.assignment.agency,
                        address=client_address(request.META),
                        acting_user=request.user,
                    )
            except DomainError as refusal:
                form.add_error(None, str(refusal))
            else:
                shown = [{"label": one.label, "value": one.get(record)} for one in wanted]
        masked = [{"label": one.label, "value": display.MASKS[one.kind](one.get(record))} for one in held]
        context = {
            "title": _("Full numbers of %(subject)s") % {"subject": subject(record)},
            "purpose": _("Shows a person's number whole, once; who saw it, when and what for is kept."),
            "form": form,
            "numbers": shown or masked,
            "is_shown": bool(shown),
            "back_url": back(request, record),
        }
        status = 422 if form.errors else 200
        return render(request, "institutions/unmask.html", context, status=status)

    return view
