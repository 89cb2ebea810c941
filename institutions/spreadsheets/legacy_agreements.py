"""The sheet that takes in legacy institutions with what they must still bring to standard (HG-06 四(五)).

One row for each open condition of an institution; one row without a condition where none is open. Each institution
becomes an agreement that waits for the signature of a second person.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

from config.errors import DomainError
from config.models import ImportRun
from config.scoping import Scope
from config.spreadsheets import merging
from config.spreadsheets.checks import Lookup, SetCheck
from config.spreadsheets.columns import Column
from config.spreadsheets.faults import RowFault, register_messages
from config.spreadsheets.resources import PREVIEW_ROWS, ImportResource, register_import
from config.spreadsheets.staging import Staging
from config.spreadsheets.withdrawing import DependedOn
from institutions.models import Agency, Agreement, Institution, User
from institutions.policy.agreements import Listed, agreement_policy_or_none
from institutions.policy.in_force import policy_for
from institutions.services.agreements.accept import withdraw
from institutions.services.agreements.states import signing_agency
from institutions.services.agreements.take_in import take_in

register_messages(
    {
        "agreement_other": _noop("the institution has agreement %(number)s already"),
        "agreement_outside": _noop("the institution lies outside the area"),
        "agreement_rows_differ": _noop("services, days or evidence differ from row %(first)s of this institution"),
        "agreement_days": _noop("the agreement ends before it begins"),
        "agreement_services": _noop("no such service; known: %(known)s"),
        "agreement_condition": _noop("no such entry condition; known: %(known)s"),
        "agreement_condition_due": _noop("a day by which nothing must be met"),
        "agreement_signed_by": _noop("%(agency)s signs with this institution: it brings the sheet"),
        "agreement_no_policy": _noop("no policy on agreements is in force on this day"),
    }
)  # fmt: skip

_SERVICES = {str(value): value for value in Agreement.Service.values}
_KNOWN_STATES = "('refused', 'withdrawn', 'terminated', 'expired', 'replaced')"
_SAME = "a.kind = 'legacy' AND a.period = daterange(s.first_day, s.last_day, '[]')"
_OTHER = f"""
    SELECT DISTINCT ON (s.row_no) s.row_no, s.fixmedins_code, jsonb_build_object('number', a.number)
    FROM {{staging}} s JOIN institutions_agreement a ON a.institution_id = s.institution_id
    WHERE a.state NOT IN {_KNOWN_STATES} AND NOT ({_SAME})
"""
_OUTSIDE = """
    SELECT s.row_no, s.fixmedins_code, NULL::jsonb FROM {staging} s
    JOIN institutions_institution i ON i.id = s.institution_id WHERE i.county_id IS NULL
"""
_FOREIGN = """
    SELECT s.row_no, s.fixmedins_code, NULL::jsonb FROM {staging} s
    JOIN institutions_institution i ON i.id = s.institution_id
    WHERE NOT %(everything)s AND i.county_id IS NOT NULL AND i.county_id <> ALL(%(counties)s::bigint[])
"""
_DIFFER = """
    SELECT row_no, fixmedins_code, jsonb_build_object('first', first) FROM (
        SELECT s.row_no, s.fixmedins_code, first_value(s.row_no) OVER w AS first,
               (s.services, s.first_day, s.last_day, s.evidence) IS DISTINCT FROM
               (first_value(s.services) OVER w, first_value(s.first_day) OVER w, first_value(s.last_day) OVER w,
                first_value(s.evidence) OVER w) AS differs
        FROM {staging} s WINDOW w AS (PARTITION BY s.fixmedins_code ORDER BY s.row_no)
    ) d WHERE differs
"""
_ROWS = """
    SELECT s.row_no, s.institution_id, i.kind, s.services, s.first_day, s.last_day, s.evidence, s.condition, s.due_on,
           EXISTS (SELECT 1 FROM institutions_agreement a WHERE a.institution_id = s.institution_id
                   AND a.state NOT IN ('refused', 'withdrawn') AND a.kind = 'legacy'
                   AND a.period = daterange(s.first_day, s.last_day, '[]')), s.fixmedins_code
    FROM {staging} s JOIN institutions_institution i ON i.id = s.institution_id
    ORDER BY s.institution_id, s.row_no
"""


class TakenIn(NamedTuple):
    """A staged row; ``known`` says that its agreement is stored already."""

    row_no: int
    institution_id: int
    kind: str
    services: str
    first_day: dt.date
    last_day: dt.date
    evidence: str
    condition: str | None
    due_on: dt.date | None
    known: bool
    code: str


def _taken_in(staging: Staging) -> list[TakenIn]:
    return [TakenIn(*row) for row in staging.rows(_ROWS)]


def _conditions(staging: Staging, kind: str, day: dt.date) -> list[Listed] | None:
    """The entry conditions in force on ``day``; None where the area has no policy on agreements."""
    policy = agreement_policy_or_none(policy_for(staging.run.agency.area, day))
    return None if policy is None else policy.conditions(kind)


def _key_of(condition: str, known: Iterable[Listed]) -> str | None:
    """The condition's name, given by it or in words."""
    return next((one.key for one in known if condition in (one.key, one.title)), None)


class PolicyCheck(SetCheck):
    """What the policy of the first day says: who signs, and which conditions there are."""

    def faults(self, staging: Staging, scope: Scope) -> Iterator[RowFault]:
        for row in _taken_in(staging):
            known = _conditions(staging, row.kind, row.first_day)
            if known is None:
                yield RowFault(row.row_no, "first_day", "agreement_no_policy", f"{row.first_day}")
            elif row.condition and _key_of(row.condition, known) is None:
                names = {"known": "、".join(f"{one.key} {one.title}" for one in known)}
                yield RowFault(row.row_no, "condition", "agreement_condition", row.condition, names)
            elif (signs := _signs(staging, row)) is not None and signs.pk != staging.run.agency_id:
                yield RowFault(
                    row.row_no, "fixmedins_code", "agreement_signed_by", row.code, {"agency": str(signs)}
                )


def _signs(staging: Staging, row: TakenIn) -> Agency | None:
    """Who signs with the institution; None outside the area."""
    county = Institution.unscoped.select_related("county").get(pk=row.institution_id).county
    if county is None:
        return None
    return signing_agency(area=staging.run.agency.area, county=county, day=row.first_day)


class LegacyAgreements(ImportResource):
    """Institutions designated before, with their open conditions."""

    kind = "legacy_agreements"
    title = _("Agreements taken in")
    description = _(
        "Institutions that were designated before: all are taken in, public and private alike, with the entry "
        "conditions they must still meet, one row each (one without a condition where none is open). Each "
        "agreement waits for the signature of a second person."
    )
    sheet, sheet_label = "legacy_agreements", _("Agreements taken in")
    duty = "handle"
    shown = ("fixmedins_code", "first_day", "last_day", "condition", "due_on")
    columns = (
        Column("fixmedins_code", _("Institution code"), "code", required=True,
               pattern=r"[HP][0-9]{11}", form="H99010100001"),
        Column("services", _("Services"), required=True, max_length=100,
               help=_("One or several of outpatient, chronic, inpatient, internet, drugs; with “、” between them.")),
        Column("first_day", _("First day"), "date", required=True),
        Column("last_day", _("Last day"), "date", required=True),
        Column("evidence", _("Evidence"), required=True, max_length=200,
               help=_("What proves the agreement and the conditions that are met.")),
        Column("condition", _("Open condition"), max_length=300, help=_("By its name or in the policy's words.")),
        Column("due_on", _("To be met by"), "date", help=_("As the policy says when empty.")),
    )  # fmt: skip
    lookups = (
        Lookup(
            "fixmedins_code",
            "institutions_institution",
            into="institution_id",
            match="fixmedins_code",
            what=_("institution"),
        ),
    )
    checks = (
        SetCheck("agreement_outside", "fixmedins_code", _OUTSIDE),
        SetCheck("out_of_scope", "fixmedins_code", _FOREIGN),
        SetCheck("agreement_other", "fixmedins_code", _OTHER),
        SetCheck("agreement_rows_differ", "fixmedins_code", _DIFFER),
        PolicyCheck("agreement_condition", "condition", ""),
    )
    example = {
        "fixmedins_code": "H99010100001",
        "services": "outpatient、inpatient",
        "first_day": "2020-01-01",
        "last_day": "2020-12-31",
        "evidence": "原服务协议2019-12号",
        "condition": "information_system_ready",
        "due_on": "2020-06-30",
    }

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        labels = {str(label): value for value, label in Agreement.Service.choices}
        asked = [part.strip() for part in row["services"].replace(",", "、").replace("，", "、").split("、")]
        named = [labels.get(part, part) for part in asked if part]
        if not named or not set(named) <= _SERVICES.keys():
            known = {"known": "、".join(_SERVICES)}
            yield RowFault(number, "services", "agreement_services", row["services"], known)
        else:
            row["services"] = "、".join(named)
        if row["last_day"] < row["first_day"]:
            yield RowFault(number, "last_day", "agreement_days", f"{row['last_day']}")
        if row["due_on"] is not None and not row["condition"]:
            yield RowFault(number, "due_on", "agreement_condition_due", f"{row['due_on']}")

    def preview(self, staging: Staging) -> tuple[dict[int, int], list[dict[str, Any]]]:
        rows = _taken_in(staging)
        new = [row for row in rows if not row.known]
        first = [
            {
                "row": row.row_no,
                "action": merging.ACTIONS[merging.NEW],
                "shown": {
                    "fixmedins_code": row.code, "first_day": f"{row.first_day}", "last_day": f"{row.last_day}",
                    "condition": row.condition, "due_on": None if row.due_on is None else f"{row.due_on}",
                },
                "changes": [],
            }
            for row in new[:PREVIEW_ROWS]
        ]  # fmt: skip
        return {merging.NEW: len(new), merging.SAME: len(rows) - len(new), merging.CHANGED: 0}, first

    def apply_rows(self, staging: Staging, acting_user: User) -> None:
        new = (row for row in _taken_in(staging) if not row.known)
        for institution_id, rows in groupby(new, key=lambda row: row.institution_id):
            self._take_in(staging, institution_id, list(rows), acting_user)

    def _take_in(self, staging: Staging, institution_id: int, rows: list[TakenIn], acting_user: User) -> None:
        first = rows[0]
        known = _conditions(staging, first.kind, first.first_day) or []
        still_open = {
            _key_of(row.condition, known) or row.condition: row.due_on for row in rows if row.condition
        }
        take_in(
            institution=Institution.objects.get(pk=institution_id), services=first.services.split("、"),
            first_day=first.first_day, last_day=first.last_day, open_conditions=still_open,
            evidence=first.evidence, acting_user=acting_user, import_run_id=staging.run.pk,
        )  # fmt: skip

    def blockers(self, run: ImportRun) -> Iterable[DomainError]:
        signed = _of_run(run).exclude(state__in=("proposed", "withdrawn")).count()
        if signed:
            yield DependedOn(_("%(count)s of this import are decided by a second person."), count=signed)

    def undo(self, run: ImportRun) -> None:
        """What nobody signed is withdrawn; that it was taken in stays on its log."""
        for agreement in _of_run(run).filter(state="proposed"):
            withdraw(agreement=agreement, reason=str(self.title), acting_user=run.withdrawn_by)


def _of_run(run: ImportRun) -> Any:
    return Agreement.unscoped.filter(import_run_id=run.pk)


register_import(LegacyAgreements())
