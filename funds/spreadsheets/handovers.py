"""The sheet of a handover list's items: rows go to the open list of that title of the uploader's county (HG-12)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

from config.errors import DomainError
from config.models import ImportRun
from config.money import from_fen
from config.spreadsheets.checks import SetCheck, unique_in_file
from config.spreadsheets.columns import Column
from config.spreadsheets.faults import register_messages
from config.spreadsheets.resources import ImportResource, Staging, register_import
from funds.models import Handover
from funds.services.handovers.prepare import put_item
from institutions.models import User

register_messages(
    {
        "handover_no_list": _noop("your county has no single open list of this title for assets or records"),
        "handover_item_there": _noop("this item is on the list already"),
    }
)

_LISTS = "SELECT h.id FROM funds_handover h WHERE h.county_id = %(agency)s AND h.state = 'draft' AND h.kind <> 'fund'"
_NO_LIST = f"""
    SELECT s.row_no, s.title, NULL::jsonb FROM {{staging}} s
    WHERE 1 <> (SELECT count(*) FROM ({_LISTS} AND h.title = s.title) found)
"""
_THERE = f"""
    SELECT s.row_no, s.name, NULL::jsonb FROM {{staging}} s
    WHERE EXISTS (SELECT FROM funds_handoveritem i WHERE i.name = s.name
                  AND i.handover_id IN ({_LISTS} AND h.title = s.title))
"""


class HandoverItems(ImportResource):
    """Assets or records to be handed over."""

    kind = "handover_items"
    title = _("Items of a handover list by sheet")
    description = _(
        "Assets or records of a handover list your county has open; its title says which list is meant."
    )
    sheet, sheet_label = "handover_items", _("Sheet of handover items")
    duty = "finance"
    shown = ("title", "name", "amount")
    columns = (
        Column("title", _("Title"), required=True, max_length=120),
        Column("name", _("Item"), required=True, max_length=160),
        Column("quantity", _("Quantity"), "money", required=True),
        Column("unit", _("Unit of quantity"), max_length=20),
        Column("amount", _("Amount"), "money"),
    )
    checks = (
        unique_in_file("title", "name"),
        SetCheck("handover_no_list", "title", _NO_LIST),
        SetCheck("handover_item_there", "name", _THERE),
    )
    example = {
        "title": "新农合资产移交清册",
        "name": "服务器",
        "quantity": "2.00",
        "unit": "台",
        "amount": "80000.00",
    }

    def apply_rows(self, staging: Staging, acting_user: User) -> None:
        lists = {
            one.title: one
            for one in Handover.objects.filter(county=staging.run.agency, state=Handover.State.DRAFT).exclude(
                kind=Handover.Kind.FUND
            )
        }
        for title, name, quantity, unit, amount in staging.rows(
            "SELECT title, name, quantity, unit, amount FROM {staging} ORDER BY row_no"
        ):
            put_item(
                handover=lists[title], name=name, quantity=from_fen(quantity), unit=unit or "",
                amount=from_fen(amount) if amount is not None else Decimal(0), acting_user=acting_user,
            )  # fmt: skip

    def result_url(self, run: ImportRun) -> str | None:
        return reverse("funds:handovers")

    def blockers(self, run: ImportRun) -> Iterable[DomainError]:
        yield DomainError(_("Items stay on the list; what is wrong is noted as a difference."))


register_import(HandoverItems())
