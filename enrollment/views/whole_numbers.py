"""Full numbers of people, payers and refunds, shown with a purpose that is kept."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from enrollment.models import ContributionRefund, LegacyRow, Payer
from enrollment.views.coverage import page_of
from enrollment.views.reach import person_in_reach
from institutions.views.unmask import Number, unmask_page


def payer_page(_request: HttpRequest, payer: Payer) -> str:
    return reverse("enrollment:payer", args=[payer.pk])


def own_page(_request: HttpRequest, record: Any) -> str:
    return str(record.get_absolute_url())


def address_of(payer: Payer) -> str:
    """Only a household's is masked."""
    return payer.addr if payer.kind == Payer.Kind.HOUSEHOLD else ""


whole_person = unmask_page(
    find=person_in_reach,
    numbers=(
        Number("certno", _("Certificate number"), "masked", lambda one: one.certno),
        Number("tel", _("Telephone"), "telephone", lambda one: one.tel),
        Number("addr", _("Address"), "address", lambda one: one.addr),
    ),
    subject=lambda person: f"{person.psn_name} {person.psn_no}",
    back=page_of,
)
whole_payer = unmask_page(
    find=lambda _request, payer_id: get_object_or_404(Payer.objects, pk=payer_id),
    numbers=(
        Number("tel", _("Telephone"), "telephone", lambda one: one.tel),
        Number("addr", _("Address"), "address", address_of),
    ),
    subject=lambda payer: f"{payer.name} {payer.emp_no}",
    back=payer_page,
)
whole_refund = unmask_page(
    find=lambda _request, refund_id: get_object_or_404(
        ContributionRefund.objects.select_related("enrolment__person"), pk=refund_id
    ),
    numbers=(Number("payee_account", _("Payee's account number"), "account", lambda one: one.payee_account),),
    subject=lambda refund: f"{refund.payee_name} {refund.enrolment.person.psn_no}",
    back=own_page,
)
whole_row = unmask_page(
    find=lambda _request, legacy_row_id: get_object_or_404(LegacyRow.objects, pk=legacy_row_id),
    numbers=(
        Number("certno", _("Certificate number"), "masked", lambda one: one.certno),
        Number("certno_given", _("Certificate number as given"), "masked", lambda one: one.certno_given),
    ),
    subject=lambda row: f"{row.name} {row.legacy_no}",
    back=own_page,
)
