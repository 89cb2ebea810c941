"""Rows of the catalogue as somebody proposes them: new items, and changes of those there are."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db.backends.postgresql.psycopg_any import DateRange
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import CatalogueItem, Change, ListType
from claims.services.catalogue_versions import propose
from claims.views.catalogue import item_url, versions_in_reach
from claims.views.catalogue_versions import page_of
from config.access import requires
from config.codes import CODES
from config.errors import DomainError
from config.forms import DayField, changed_meanwhile, done, once
from institutions.access import AgencyRequest
from institutions.models import MUNICIPAL

CODE = RegexValidator(r"^[0-9A-Za-z._-]{1,50}$", gettext_lazy("Letters, digits, dots and dashes."))


def _scheme_choices() -> list[tuple[str, Any]]:
    return [("", _("all schemes")), *CODES["insutype"].items()]


class ItemForm(forms.ModelForm):  # type: ignore[type-arg]
    """One row of a draft typed by a clerk."""

    insutype = forms.ChoiceField(label=gettext_lazy("Scheme"), required=False, choices=_scheme_choices)
    begndate = DayField(label=gettext_lazy("From"))
    enddate = DayField(
        label=gettext_lazy("To"),
        required=False,
        help_text=gettext_lazy("The last day; empty while it goes on."),
    )

    class Meta:
        model = CatalogueItem
        fields = (
            "med_list_codg", "change", "reason", "item_name", "list_type", "chrgitm_lv", "selfpay_prop",
            "pric_uplmt_amt", "pric_uplmt_lv1", "pric_uplmt_lv2", "pric_uplmt_lv3", "pay_standard", "procured",
            "procurement_price", "negotiated", "essential", "is_imported", "domestic_standard", "spec", "unit",
            "restriction",
        )  # fmt: skip

    field_order = ("med_list_codg", "change", "begndate", "enddate", "reason", "insutype")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["med_list_codg"].validators.append(CODE)
        self.fields["list_type"] = forms.ChoiceField(
            label=_("Kind of item"), required=False, choices=[("", "—"), *ListType.choices]
        )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        first, last = values.get("begndate"), values.get("enddate")
        if first and last and last < first:
            self.add_error("enddate", _("The period ends before it begins."))
        elif first:
            self.instance.period = DateRange(first, last + dt.timedelta(days=1) if last else None)
        if values.get("change") == Change.EXIT:
            for name in ("chrgitm_lv", "list_type", "item_name", "restriction"):
                values[name] = ""
            values["selfpay_prop"] = None
        return values

    def validate_constraints(self) -> None:
        """Checked by the service once the row stands in its draft."""

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() | {"version", "handled_by", "period"}


@requires(duty="handle", levels=MUNICIPAL)
@once
def propose_item(request: AgencyRequest) -> HttpResponseBase:
    """A new item for the area's draft."""
    return _propose(request, {"change": Change.ENTRY}, reverse("claims:catalogue"), _("New catalogue item"))


@requires(duty="handle", levels=MUNICIPAL)
@once
def propose_change(request: AgencyRequest, code: str) -> HttpResponseBase:
    """A change, exit or local override of an item, beginning from what holds now."""
    newest = (
        CatalogueItem.objects.filter(med_list_codg=code, version__in=versions_in_reach())
        .exclude(item_name="")
        .order_by("-version__number", "-period")
        .first()
    )
    if newest is None:
        raise Http404
    own = newest.version.area_id == request.assignment.agency.area_id
    initial = {name: getattr(newest, name) for name in ItemForm.Meta.fields if name != "reason"}
    initial |= {"change": Change.CHANGE, "insutype": newest.version.insutype}
    if not own:
        empty = (
            "item_name",
            "list_type",
            "spec",
            "unit",
            "essential",
            "procured",
            "negotiated",
            "is_imported",
        )
        initial = {"med_list_codg": code, "change": Change.OVERLAY} | dict.fromkeys(empty, "")
    return _propose(request, initial, item_url(code), newest.item_name)


def _propose(request: AgencyRequest, initial: dict[str, Any], cancel: str, title: str) -> HttpResponse:
    form = ItemForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and not changed_meanwhile(form):
        try:
            row = propose(
                item=form.instance,
                area=request.assignment.agency.area,
                insutype=form.cleaned_data["insutype"],
                acting_user=request.user,
            )
        except DomainError as error:
            form.add_error(None, str(error))
        except ValidationError as error:
            form.add_error(None, error.messages)  # type: ignore[arg-type]
        else:
            return done(
                request,
                _("The row stands in the draft; a second person puts it in force."),
                page_of(row.version),
            )
    return render(
        request,
        "components/form_page.html",
        {"title": title, "form": form, "save_label": _("Put into the draft"), "cancel_url": cancel},
        status=422 if form.errors else 200,
    )
