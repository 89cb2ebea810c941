"""Where what stopped a clearing's step is mended: the pages behind the faults a unit's row tells."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from funds.models import Clearing, ClearingStep
from institutions.models import Institution


class Mend(NamedTuple):
    """A page to go to, by what it is about."""

    label: str
    url: str


def mends_of(clearing: Clearing) -> dict[int, list[Mend]]:
    """By unit's id, for the steps that stand still; nothing for a fault no page of ours mends."""
    stopped = ClearingStep.objects.filter(clearing=clearing, state=ClearingStep.State.FAILED)
    return {step.unit_id: list(_mends(step)) for step in stopped}


def _mends(step: ClearingStep) -> Iterable[Mend]:
    if step.fault_code == "no_payee_account":
        # A fault names its rows as "code name".
        codes = [row.partition(" ")[0] for row in step.fault_params["rows"]]
        for one in Institution.objects.filter(fixmedins_code__in=codes).order_by("fixmedins_code"):
            yield Mend(
                _("Account of %(name)s") % {"name": one.name},
                reverse("institutions:institution", args=[one.pk]),
            )
    elif step.fault_code == "no_agency_account":
        yield Mend(_("Bank accounts of the fund"), reverse("funds:bank_accounts"))
    elif step.fault_code == "cash_short":
        yield Mend(_("Monthly rounds"), reverse("funds:rounds"))
