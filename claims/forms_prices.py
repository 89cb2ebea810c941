"""What clerks type about price applications."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from claims.models import Expert, ItemClass, PriceApplication, PriceInquiry
from config.forms import DayField, LineField, MoneyInput

FEN = Decimal("0.01")
CODE = RegexValidator(r"^[0-9A-Za-z._-]{1,50}$", _("Letters, digits, dots and dashes."))


def _cost(label: Any) -> MoneyInput:
    return MoneyInput(label=label, min_value=Decimal(0), required=False, initial=Decimal(0))


def _text(label: Any, length: int, **given: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, widget=forms.Textarea(attrs={"rows": 3}), **given)


class _ApplicationForm(forms.Form):
    fixmedins_code = LineField(label=_("Institution code"), max_length=30)
    content = _text(_("What the item contains"), 1000)
    unit = LineField(label=_("Unit"), max_length=20)
    papers = _text(_("Papers handed in"), 500)
    received_on = DayField(label=_("Received on"))


class EntryForm(_ApplicationForm):
    """A new item with its cost sheet; empty costs are none."""

    item_name = LineField(label=_("Item"), max_length=200)
    proposed_price = MoneyInput(label=_("Price applied for"), min_value=FEN, help_text=_("Yuan per unit."))
    cost_labour = _cost(_("Cost of labour"))
    cost_material = _cost(_("Cost of material"))
    cost_equipment = _cost(_("Cost of equipment"))
    cost_other = _cost(_("Other costs"))

    field_order = (
        "fixmedins_code", "item_name", "content", "unit", "proposed_price", "cost_labour", "cost_material",
        "cost_equipment", "cost_other", "papers", "received_on",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for name in ("cost_labour", "cost_material", "cost_equipment", "cost_other"):
            if values.get(name) is None and name not in self.errors:
                values[name] = Decimal(0)
        return values


class ExitForm(_ApplicationForm):
    med_list_codg = LineField(label=_("Catalogue code"), max_length=50, validators=[CODE])
    item_name = LineField(label=_("Item"), max_length=200)

    field_order = ("med_list_codg", "item_name", "fixmedins_code", "content", "unit", "papers", "received_on")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["fixmedins_code"].required = False
        self.fields["fixmedins_code"].help_text = _("Empty when the city begins it by itself.")
        self.fields["content"].label = _("Why it is to leave")


class MissingForm(forms.Form):
    missing = LineField(label=_("What is missing"), max_length=300)


class HandInForm(forms.Form):
    papers = _text(_("Papers handed in"), 500)
    day = DayField(label=_("Received on"))


class ActDayForm(forms.Form):
    """The day of an act that needs nothing else."""

    day = DayField(label=_("Day"))


class OpinionForm(forms.Form):
    expert = forms.ModelChoiceField(label=_("Expert"), queryset=Expert.unscoped.none())
    score = forms.DecimalField(
        label=_("Score"), min_value=0, max_value=100, decimal_places=2, help_text=_("0 to 100.")
    )
    opinion = LineField(label=_("Opinion"), max_length=500)
    day = DayField(label=_("Given on"))

    def __init__(self, *args: Any, application: PriceApplication, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["expert"]
        pool = Expert.objects.filter(area=application.area_id, active=True)
        if application.institution_id is not None:
            pool = pool.exclude(institution=application.institution_id)
        field.queryset = pool.order_by("code")


class CloseForm(forms.Form):
    objections = _text(
        _("Objections and answers"), 1000, required=False, help_text=_("Empty when nobody objected.")
    )
    day = DayField(label=_("Day"))


class ExitProposalForm(forms.Form):
    effective_from = DayField(label=_("Holds from"), help_text=_("Bills of earlier days stay as they are."))
    grounds = LineField(label=_("Grounds"), max_length=300)


class EntryProposalForm(ExitProposalForm):
    med_list_codg = LineField(label=_("Catalogue code"), max_length=50, validators=[CODE])
    price = MoneyInput(label=_("Price decided"), min_value=FEN, help_text=_("Yuan per unit."))
    chrgitm_lv = forms.ChoiceField(label=_("Class"), choices=ItemClass)
    selfpay_prop = forms.DecimalField(
        label=_("Own first share"), min_value=0, max_value=1, decimal_places=4, required=False,
        help_text=_("0.05 for 5 %; empty when the policy's share of the class holds."),
    )  # fmt: skip

    field_order = ("med_list_codg", "price", "chrgitm_lv", "selfpay_prop", "effective_from", "grounds")


class VerdictForm(forms.Form):
    verdict = forms.ChoiceField(
        label=_("Decision"),
        widget=forms.RadioSelect,
        choices=[
            ("grant", _("Grant")),
            ("send_back", _("Send back to be proposed anew")),
            ("refuse", _("Refuse")),
        ],
    )
    day = DayField(label=_("Day"))


class InquiryForm(forms.Form):
    """Exactly one is asked: the institution or the supplier."""

    kind = forms.ChoiceField(label=_("Kind"), choices=PriceInquiry.Kind)
    fixmedins_code = LineField(
        label=_("Institution code"), max_length=30, required=False,
        help_text=_("Of the institution that is asked; empty when a supplier is."),
    )  # fmt: skip
    supplier = LineField(label=_("Supplier"), max_length=200, required=False)
    med_list_codg = LineField(label=_("Catalogue code"), max_length=50, validators=[CODE])
    item_name = LineField(label=_("Item"), max_length=200)
    price = MoneyInput(label=_("Price asked about"), min_value=FEN, help_text=_("Yuan per unit."))
    question = _text(_("What is asked"), 500)
    follows_number = LineField(
        label=_("Follows inquiry"), max_length=30, required=False,
        help_text=_("Number of the letter that this talk or letter goes on from."),
    )  # fmt: skip
    opened_on = DayField(label=_("Opened on"))


class ReplyForm(forms.Form):
    reply = _text(_("Reply or record of the talk"), 1000)
    day = DayField(label=_("Replied on"))


class InquiryCloseForm(forms.Form):
    outcome = forms.ChoiceField(label=_("Outcome"), widget=forms.RadioSelect, choices=PriceInquiry.Outcome)
    new_price = MoneyInput(
        label=_("Price from now on"), min_value=FEN, required=False, help_text=_("Only when it was lowered.")
    )
    conclusion = LineField(label=_("Conclusion"), max_length=300)
    day = DayField(label=_("Closed on"))
