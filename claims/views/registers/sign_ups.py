"""Family-doctor sign-ups."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import SignUp
from claims.policy_registers import Terms
from claims.services.registers import sign_ups as acts
from config.forms import Fact, LineField
from config.listing import Column, DayField, TextFilter

from .accidents import terms_of
from .desk import Register
from .forms import InstitutionField, RegisterForm
from .lists import FILTERS, FIND, FIRST, LAST, RegisterList


class SignUpList(RegisterList):
    key = "sign-ups"
    title = gettext_lazy("Family-doctor sign-ups")
    model, topic, name, sheet = SignUp, "sign-ups", "sign_up", "sign_ups"
    new_title = gettext_lazy("New sign-up")
    related = ("institution",)
    columns = (
        *FIRST,
        Column("institution", gettext_lazy("Institution")),
        Column("doctor", gettext_lazy("Family doctor")),
        *LAST,
    )
    filters = (
        FIND,
        TextFilter("at", gettext_lazy("Institution"), lookups=("institution__fixmedins_code",)),
        *FILTERS,
    )
    empty_title = gettext_lazy("No sign-ups.")
    empty_hint = gettext_lazy("Register a person with a family doctor, or import an institution's roll.")


class SignUpForm(RegisterForm):
    field_order = (
        "who", "institution", "doctor", "applied_on", "first", "ends_former", "paper_title", "paper", "remark",
    )  # fmt: skip
    institution = InstitutionField(label=gettext_lazy("Institution"))
    doctor = LineField(label=gettext_lazy("Family doctor"), max_length=50, required=False)
    first = DayField(label=gettext_lazy("Holds from"), initial=timezone.localdate)
    ends_former = forms.BooleanField(
        label=gettext_lazy("Moves from another"),
        required=False,
        help_text=gettext_lazy("The sign-up that holds then ends the day before."),
    )


class SignUps(Register):
    topic, name, model, listing, form = "sign-ups", "sign_up", SignUp, SignUpList, SignUpForm
    new_title = gettext_lazy("New family-doctor sign-up")
    notice_title = gettext_lazy("Confirmation of the sign-up with a family doctor")
    related = ("institution",)

    def kind(self, record: SignUp) -> str:
        return "sign_up"

    def facts(self, record: SignUp) -> list[Fact]:
        return [
            Fact(_("Institution"), record.institution),
            Fact(_("Family doctor"), record.doctor or None),
            Fact(_("Applied on"), record.applied_on),
            Fact(_("Remark"), record.remark or None),
        ]

    def brief(self, record: SignUp) -> str:
        return str(record.institution)

    def create(self, values: dict[str, Any], user: Any) -> SignUp:
        return acts.sign_up(acting_user=user, **values)

    def explain(self, area: Any) -> list[tuple[str, Terms]]:
        return terms_of(area, "sign_up", self.model._meta.verbose_name)
