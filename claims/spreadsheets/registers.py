"""What the rolls of all registers have in common: who is meant, what the policy asks, what is there already.

A row finds its person by number or certificate, among the uploader's own counties. It is put in force at once where
the policy wants no second person; else it waits to be decided with the rest of its import. What is registered is
never changed by a sheet: a right ends on its own page, with a reason.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

from claims.models import Registration
from claims.policy_registers import NotForeseen, RegisterPolicy, Terms, register_policy
from claims.services.person_locks import BLOCK_BITS, lock_blocks
from config.errors import DomainError
from config.models import ImportRun
from config.spreadsheets.columns import Column
from config.spreadsheets.faults import register_messages
from config.spreadsheets.resources import (
    ImportResource,
    Lookup,
    Merge,
    RowFault,
    SetCheck,
    Staging,
    in_scope,
)
from config.spreadsheets.withdrawing import DependedOn
from enrollment.spreadsheets import finding_people
from institutions.policy.in_force import calendar_of

from . import messages

__all__ = ["messages"]

register_messages(
    {
        "register_unknown": _noop("the policy in force then has no such registration"),
        "disease_not_listed": _noop("this disease is not on the policy's list"),
        "ends_before_it_begins": _noop("ends before it begins"),
        "died_before": _noop("the person died on %(died)s"),
        "registered_overlap": _noop("registered already from %(begins)s to %(ends)s"),
        "registered_overlap_in_file": _noop("overlaps row %(first)s"),
        "institution_elsewhere_than_place": _noop("this institution lies in district %(district)s"),
        "filed_too_late": _noop("had to be filed by %(last)s"),
        "declared_before": _noop("declared before it happened"),
        "liable_party_missing": _noop("name the liable party"),
        "liability_unknown": _noop("find out first whether somebody else is liable"),
        "admitted_before_accident": _noop("admitted before the accident"),
        "planned_outside": _noop("outside the days it would hold, from %(begins)s to %(ends)s"),
        "result_incomplete": _noop("give the day, the kind and the number of children together"),
        "result_before": _noop("it took place before the registration holds"),
        "no_promise_taken": _noop("the policy takes no promise for missing papers"),
    }
)

WHO = finding_people.COLUMNS
WHEN = (
    Column("applied_on", _("Applied on"), "date", help=_("The first day when empty.")),
    Column("begndate", _("Holds from"), "date", required=True),
    Column("enddate", _("Last day"), "date", help=_("As long as the policy lets it hold when empty.")),
    Column("reference", _("Former number"), "code", max_length=40),
    Column("remark", _("Remark"), max_length=300),
)
FOUND = (
    Column("person_id", "", "integer"),
    Column("county_id", "", "integer"),
    Column("found_no", ""),
    Column("found_name", ""),
    Column("ends", "", "date"),
    Column("foreseen", "", "flag"),
    Column("must_review", "", "flag"),
)
_FIND = finding_people.find_people(county_id="county_id", found_no="psn_no", found_name="psn_name")
DIED = """
    SELECT s.row_no, s.begndate, jsonb_build_object('died', p.deceased_on)
    FROM {staging} s JOIN enrollment_person p ON p.id = s.person_id WHERE p.deceased_on < s.begndate
"""
REVERSED = "SELECT s.row_no, s.enddate, NULL::jsonb FROM {staging} s WHERE s.ends <= s.begndate"
UNFORESEEN = "SELECT s.row_no, {shown}, NULL::jsonb FROM {{staging}} s WHERE s.foreseen IS FALSE"
PERIOD = "daterange(s.begndate, s.ends)"


def overlap_in_file(same: str) -> str:
    """A row that begins before an earlier row with the same ``same`` columns has ended."""
    return f"""
        SELECT row_no, begndate, jsonb_build_object('first', before) FROM (
            SELECT s.row_no, s.begndate, max(coalesce(s.ends, 'infinity')) OVER w AS reach,
                   last_value(s.row_no) OVER w AS before
            FROM {{staging}} s WHERE s.person_id IS NOT NULL
            WINDOW w AS (PARTITION BY {same} ORDER BY s.begndate, s.row_no
                         ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
        ) d WHERE begndate < reach
    """


def overlap_stored(table: str, alike: str) -> str:
    """A registration that counts in some of the row's days, other than the row itself (known by its first day)."""
    return f"""
        SELECT s.row_no, s.begndate, jsonb_build_object('begins', lower(r.period),
               'ends', coalesce((upper(r.period) - 1)::text, '…'))
        FROM {{staging}} s JOIN {table} r ON r.person_id = s.person_id AND {alike}
             AND r.state IN ('in_force', 'ended') AND r.period && {PERIOD}
        WHERE lower(r.period) <> s.begndate OR upper(r.period) IS DISTINCT FROM s.ends
    """


class RegisterSheet(ImportResource):
    """Base of a register's roll: name ``model``, ``what`` decides the kind, and the topic's own columns."""

    duty = "handle"
    derived = FOUND
    model: ClassVar[type[Registration]]
    shown = ("psn_no", "certno", "begndate", "enddate")

    def kind_of(self, row: dict[str, Any]) -> str:
        """The policy's word for a row's kind."""
        raise NotImplementedError

    # Columns (of the staging table) that decide kind, review and the policy's end.
    asks: ClassVar[tuple[str, ...]] = ()

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        if row["psn_no"] is None and row["certno"] is None:
            yield RowFault(number, "psn_no", "person_missing")
        if row["applied_on"] is None:
            row["applied_on"] = row["begndate"]
        if row["enddate"] is not None:
            if row["enddate"] < row["begndate"]:
                yield RowFault(number, "enddate", "ends_before_it_begins", str(row["enddate"]))
            row["ends"] = row["enddate"] + dt.timedelta(days=1)

    def prepare(self, staging: Staging) -> None:
        staging.execute(_FIND)
        calendar = calendar_of(staging.run.agency.area)
        for values in self._asked(staging):
            self._tell(
                staging, self._terms(register_policy(calendar.at(values["applied_on"])), values), values
            )

    def _asked(self, staging: Staging) -> Iterator[dict[str, Any]]:
        """Each combination of facts the policy is asked about, once."""
        names = ("applied_on", "begndate", *self.asks)
        columns = ", ".join(names)
        for row in staging.rows(f"SELECT DISTINCT {columns} FROM {{staging}} s"):
            yield dict(zip(names, row, strict=True))

    def _terms(self, policy: RegisterPolicy, values: dict[str, Any]) -> Terms | None:
        try:
            return policy.terms(self.kind_of(values))
        except NotForeseen:
            return None

    def _tell(self, staging: Staging, terms: Terms | None, values: dict[str, Any]) -> None:
        """Write beside the rows that asked it what the policy says."""
        told = {
            "foreseen": terms is not None and self.foreseen(terms, values),
            "must_review": terms is None or self.must_review(terms),
            "most": None if terms is None else terms.end(values["begndate"], values.get("dise_code", "none")),
        }
        same = " AND ".join(f'"{name}" IS NOT DISTINCT FROM %({name})s' for name in values)
        staging.execute(
            "UPDATE {staging} SET foreseen = %(foreseen)s, must_review = %(must_review)s,"
            f" ends = coalesce(ends, %(most)s::date) WHERE {same}",
            {**told, **values},
        )

    def foreseen(self, terms: Terms, values: dict[str, Any]) -> bool:
        return True

    def must_review(self, terms: Terms) -> bool:
        """Experts have been heard before a roll is made; a second person still confirms it."""
        return terms.must_review or terms.experts > 0

    def apply_rows(self, staging: Staging, acting_user: Any) -> None:
        blocks = staging.rows(f"SELECT DISTINCT person_id >> {BLOCK_BITS} FROM {{staging}} s")
        lock_blocks(block for (block,) in blocks)
        super().apply_rows(staging, acting_user)

    def after_apply(self, run: ImportRun) -> None:
        """What came into force at once may come after bills of its days."""
        from claims.tasks import enqueue_redo_registered

        enqueue_redo_registered(
            owner=run.confirmed_by, agency=run.agency, model=self.model, import_run_id=run.pk
        )

    def blockers(self, run: ImportRun) -> Iterable[DomainError]:
        decided = self.model.unscoped.filter(import_run_id=run.pk, reviewed_by__isnull=False).count()
        if decided:
            yield DependedOn(_("%(count)s of this import are decided by a second person."), count=decided)
        yield from super().blockers(run)


_UPLOADER = "(SELECT coalesce(a.county_id, a.id) FROM institutions_agency a WHERE a.id = %(agency)s)"


def register_merge(
    model: str,
    *,
    alias: str,
    key: dict[str, str],
    match: str,
    more: dict[str, str],
    later: dict[str, str] | None = None,
) -> Merge:
    """The merge that adds rows of a roll; a stored one that counts or waits is the same, never changed but for what
    is known only ``later``."""
    return Merge(
        model,
        alias=alias,
        key=key,
        fields=later or {},
        match=f"{match} AND lower({alias}.period) = s.begndate AND {alias}.state NOT IN ('refused', 'withdrawn')",
        on_insert={
            "psn_no": "s.found_no",
            "psn_name": "s.found_name",
            "county_id": "s.county_id",
            "handling_county_id": _UPLOADER,
            "state": "CASE WHEN s.must_review THEN 'applied' ELSE 'in_force' END",
            "must_review": "s.must_review",
            "applied_on": "s.applied_on",
            "period": PERIOD,
            "reference": "s.reference",
            "remark": "s.remark",
            "reason": "''",
            "handled_by_id": "%(user)s",
            "handled_at": "now()",
            **more,
        },
    )


def institution_lookup(column: str, into: str) -> Lookup:
    return Lookup(
        column, "institutions_institution", into=into, match="fixmedins_code", what=_("institution")
    )


def checks_of(kind_column: str, kind_shown: str) -> tuple[SetCheck, ...]:
    """Person, scope, dates and the policy, for every roll."""
    return (
        SetCheck("person_unknown", "psn_no", finding_people.UNKNOWN),
        SetCheck("person_conflict", "certno", finding_people.CONFLICT),
        in_scope("psn_no"),
        SetCheck("died_before", "begndate", DIED),
        SetCheck("ends_before_it_begins", "enddate", REVERSED),
        SetCheck("register_unknown", kind_column, UNFORESEEN.format(shown=kind_shown)),
    )
