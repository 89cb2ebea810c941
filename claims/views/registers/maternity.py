"""Maternity registrations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponseBase
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import MaternityRegistration
from claims.models.maternity import MATERNITY_TYPES
from claims.policy_registers import Terms
from claims.rules.registrations import Act
from claims.services.registers import maternity as acts
from config.forms import Fact, LineField
from config.listing import ChoiceFilter, Column, DayField, DaysFilter
from institutions.access import AgencyRequest

from .accidents import terms_of
from .desk import Register
from .forms import AreaForm, InstitutionField, RegisterForm
from .lists import FILTERS, FIND, FIRST, LAST, RegisterList


class MaternityList(RegisterList):
    key = "maternity"
    title = gettext_lazy("Maternity registrations")
    model, topic, name, sheet = MaternityRegistration, "maternity", "maternity_registration", "maternity"
    new_title = gettext_lazy("New registration")
    columns = (
        *FIRST,
        Column("matn_type", gettext_lazy("Kind planned")),
        Column("planned_on", gettext_lazy("Planned for"), "date"),
        Column("result_on", gettext_lazy("Took place on"), "date"),
        Column("children", gettext_lazy("Children born"), "number"),
        *LAST,
    )
    filters = (
        FIND,
        ChoiceFilter("kind", gettext_lazy("Kind planned"), field="matn_type", choices=MATERNITY_TYPES),
        DaysFilter("planned_on", gettext_lazy("Planned for")),
        *FILTERS,
    )
    empty_title = gettext_lazy("No maternity registrations.")
    empty_hint = gettext_lazy("A pregnancy is registered before the birth, its result afterwards.")


class MaternityForm(RegisterForm):
    field_order = (
        "who", "matn_type", "planned_on", "weeks", "spouse", "institution", "applied_on", "first",
        "paper_title", "paper", "remark",
    )  # fmt: skip
    matn_type = forms.ChoiceField(label=gettext_lazy("Kind planned"), choices=MATERNITY_TYPES)
    planned_on = DayField(label=gettext_lazy("Planned for"))
    weeks = forms.IntegerField(
        label=gettext_lazy("Weeks of pregnancy"), required=False, min_value=0, max_value=45
    )
    spouse = LineField(label=gettext_lazy("Spouse"), max_length=50, required=False)
    institution = InstitutionField(label=gettext_lazy("Institution"), required=False)
    first = DayField(
        label=gettext_lazy("Holds from"),
        required=False,
        help_text=gettext_lazy("The day applied on when empty."),
    )


class BirthForm(AreaForm):
    result_on = DayField(label=gettext_lazy("Took place on"), initial=timezone.localdate)
    result_type = forms.ChoiceField(label=gettext_lazy("Kind of delivery"), choices=MATERNITY_TYPES)
    children = forms.IntegerField(label=gettext_lazy("Children born"), min_value=0, max_value=9, initial=1)


class Maternity(Register):
    topic, name, model, listing, form = (
        "maternity", "maternity_registration", MaternityRegistration, MaternityList, MaternityForm,
    )  # fmt: skip
    new_title = gettext_lazy("New maternity registration")
    notice_title = gettext_lazy("Notice of maternity registration")
    related = ("institution",)

    @property
    def argument(self) -> str:
        return "maternity_id"

    def kind(self, record: MaternityRegistration) -> str:
        return "maternity"

    def facts(self, record: MaternityRegistration) -> list[Fact]:
        facts = [
            Fact(_("Kind planned"), record.get_matn_type_display()),
            Fact(_("Planned for"), record.planned_on),
            Fact(_("Weeks of pregnancy"), record.weeks),
            Fact(_("Spouse"), record.spouse or None),
            Fact(_("Institution"), record.institution),
            Fact(_("Applied on"), record.applied_on),
        ]
        if record.result_on:
            facts += [
                Fact(_("Took place on"), record.result_on),
                Fact(_("Kind of delivery"), record.get_result_type_display()),
                Fact(_("Children born"), record.children),
            ]
        return facts

    def brief(self, record: MaternityRegistration) -> str:
        return f"{record.get_matn_type_display()} · {record.planned_on:%Y-%m-%d}"

    def create(self, values: dict[str, Any], user: Any) -> MaternityRegistration:
        return acts.register_maternity(acting_user=user, **values)

    def steps(self, record: MaternityRegistration) -> list[tuple[Act, str, Any]]:
        return [(Act.RECORD_RESULT, "result", _("Record the result"))]

    def explain(self, area: Any) -> list[tuple[str, Terms]]:
        return terms_of(area, "maternity", self.model._meta.verbose_name)

    def urls_more(self) -> list[URLPattern]:
        return [
            path(
                f"{self.one}result/",
                self.handled(self.about(self.result)),
                name="maternity_registration_result",
            )
        ]

    def result(self, request: AgencyRequest, record: MaternityRegistration) -> HttpResponseBase:
        form = self.form_of(BirthForm, request, initial={"result_type": record.matn_type})
        return self.act(
            request,
            record,
            Act.RECORD_RESULT,
            title=_("Record the result"),
            form=form,
            do=lambda: acts.record_birth(registration=record, acting_user=request.user, **form.cleaned_data),
            said=_("The result is recorded."),
        )
