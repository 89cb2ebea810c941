"""What is asked for about the regional fund: the paper of an act, the rates of every city, a voucher."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.forms import DayField, LineField, MoneyInput
from institutions.models import PoolingArea

from .forms_reserves import PaperForm


class RatesForm(PaperForm):
    """Collection rate and performance of every city, in per cent; the reported rate stands there already.

    ``assessed``: performance in ten-thousandths by area id where the year's assessment is final: it is not asked for.
    """

    def __init__(
        self,
        *given: Any,
        areas: Sequence[PoolingArea],
        reported: Mapping[int, int | None],
        assessed: Mapping[int, int],
        **more: Any,
    ) -> None:
        super().__init__(*given, **more)
        self.areas, self.assessed = areas, assessed
        for one in areas:
            rate = reported.get(one.pk)
            self._ask(
                f"rate_{one.pk}", one, _("Collection rate, %%"), None if rate is None else Decimal(rate) / 100
            )
            if one.pk not in assessed:
                self._ask(f"performance_{one.pk}", one, _("Performance of spending, %%"), None)

    def _ask(self, name: str, area: PoolingArea, label: Any, initial: Decimal | None) -> None:
        self.fields[name] = forms.DecimalField(
            label=f"{area}: {label}".replace("%%", "%"), min_value=Decimal(0), max_value=Decimal(200),
            max_digits=6, decimal_places=2, initial=initial,
        )  # fmt: skip

    @property
    def rates(self) -> dict[int, tuple[int, int]]:
        """(collection rate, performance) in ten-thousandths by area id."""
        found = self.cleaned_data
        return {
            one.pk: (
                int(found[f"rate_{one.pk}"] * 100),
                self.assessed[one.pk]
                if one.pk in self.assessed
                else int(found[f"performance_{one.pk}"] * 100),
            )
            for one in self.areas
        }


class VoucherForm(forms.Form):
    amount = MoneyInput(label=_("Amount"), min_value=Decimal("0.01"))
    moved_on = DayField(label=_("Day of the voucher"))
    evidence = LineField(label=_("Voucher"), max_length=80)
