"""Whatever is damaged is named, with its place; what is not damaged is not."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.utils import translation

from config.jobs import enqueue
from config.jobs.run import run_job
from config.models import Job
from config.scoping import system_scope
from config.verifying import declared, run, verify

from .conftest import PAPER, Kept, damaged

OFF = "alter table {} disable trigger user"
LEGS_OPEN = OFF.format("funds_leg")


def found(*names: str) -> str:
    with translation.override("en"):
        return "\n".join(line for outcome in verify(names) for line in outcome.lines())


def test_what_was_done_rightly_differs_nowhere(kept: Kept) -> None:
    assert found() == ""


def unguarded(table: str, *statements: str) -> list[str]:
    return [OFF.format(table), *statements]


LAST_LEG = "(select max(id) from funds_leg where debit > 0)"
BOTH_SIDES = (
    "update funds_leg set debit = debit + (debit > 0)::int, credit = credit + (credit > 0)::int"
    " where entry_id = (select entry_id from funds_leg group by 1 having count(*) = 2 order by 1 desc limit 1)"
)
COPY = "update funds_financialstatement set content = jsonb_set(content, '{sheets,0,rows,1,cells,0}', '123456789')"

DAMAGES = {
    "a running total": (
        unguarded("funds_accountbalance", "update funds_accountbalance set debit = debit + 1"
                  " where id = (select max(id) from funds_accountbalance)"),
        ["balances: funds_accountbalance · ", "stored (opening, debit, credit, carried, in fen)"],
    ),
    "a leg on one side": (
        unguarded("funds_leg", f"update funds_leg set debit = debit + 1 where id = {LAST_LEG}"),
        ["debit less credit is 1 fen", "is not what was posted", "balances: "],
    ),
    "a leg on both sides": (unguarded("funds_leg", BOTH_SIDES), ["entries: ", "is not what was posted", "balances: "]),
    "a payment that never came back": (
        unguarded("funds_payment", "update funds_payment set state = 'returned', returned_on = paid_on,"
                  " failure_reason = 'x' where id = (select max(id) from funds_payment where state = 'paid')"),
        ["sent-back: funds_payment · ", "booked are 0"],
    ),
    "a leg taken out": (
        unguarded("funds_leg", f"delete from funds_leg where id = {LAST_LEG}"),
        ["legs too many or missing: -1"],
    ),
    "an entry without its legs": (
        unguarded("funds_leg", "delete from funds_leg where entry_id = (select max(id) from funds_entry)"),
        ["has no legs"],
    ),
    "an entry booked on another day": (
        unguarded("funds_entry", LEGS_OPEN, "alter table funds_leg drop constraint leg_of_its_entry",
                  "update funds_entry set source_id = source_id + 1 where id = (select max(id) from funds_entry"
                  " where source_id is not null)"),
        ["is not what was posted"],
    ),
    "a voucher number": (
        unguarded("funds_entry", "update funds_entry set number = 900 where id = (select max(id) from funds_entry)"),
        ["numbers: funds_entry · ", "to 900"],
    ),
    "an identity of a settlement": (
        ["alter table claims_settlement drop constraint settlement_identity_i1",
         *unguarded("claims_settlement", "update claims_settlement set preselfpay_amt = 1"
                    " where id = (select max(id) from claims_settlement)")],
        ["settlements: claims_settlement S", "I1 do not hold",
         "constraints: claims_settlement · settlement_identity_i1: the constraint is missing"],
    ),
    "a counter": (
        ["insert into claims_accumulator (person_id, insutype, year, counter, amount)"
         " select max(id), '390', 2020, 'pool', 5 from enrollment_person"],
        ["counters: claims_accumulator ", "5 fen are stored, settlements used 0"],
    ),
    "a line of a statement": (
        ["alter table funds_statementline drop constraint statement_line_adds_up",
         "update funds_statementline set payable = payable + 1 where id = (select max(id) from funds_statementline)"],
        ["statements: funds_statement ", "act_dfr_amt: ", "posted as owed are"],
    ),
    "a statement's head": (
        ["alter table funds_statement drop constraint statement_adds_up",
         "update funds_statement set det_sumamt = det_sumamt + 1 where id = (select max(id) from funds_statement)"],
        [" · det_sumamt: ", "the lines come to"],
    ),
    "a filed copy": (unguarded("funds_financialstatement", COPY), ["filed: ", "the copy is not what was filed"]),
    "books changed after filing": (
        unguarded("funds_bookperiod", "update funds_bookperiod set state = 'closed', change_count = change_count + 1",
                  OFF.format("funds_accountbalance"), OFF.format("funds_financialstatement"),
                  "update funds_financialstatement set version = 1",
                  "update funds_accountbalance set debit = debit + 5, opening = opening + 5 where id ="
                  " (select min(id) from funds_accountbalance)"),
        ["filed: ", "the copy is not what the books say"],
    ),
    "history switched off": (
        ["alter table institutions_payeeaccount disable trigger user"],
        ["triggers: institutions_payeeaccount · pgtrigger_", "the trigger is switched off"],
    ),
    "a guard dropped": (
        ["drop trigger settlement_one_way on claims_settlement"],
        ["triggers: claims_settlement · settlement_one_way: the trigger is missing"],
    ),
    "row-level security off": (
        ["alter table claims_bill disable row level security"],
        ["row_level_security: claims_bill: row-level security is off"],
    ),
    "a policy dropped": (
        ["drop policy agency_scope on funds_leg"],
        ["row_level_security: funds_leg: row-level security is off or its policy is missing"],
    ),
    "a right too many": (
        ["grant update, delete on funds_entry to {app}"],
        ["rights: funds_entry: the application may change", "rights: funds_entry: the application may remove rows"],
    ),
    "a sequence behind": (
        unguarded("institutions_agencyaccount", "update institutions_agencyaccount set id = 900000"
                  " where id = (select max(id) from institutions_agencyaccount)"),
        ["sequences: institutions_agencyaccount.id: ", "rows go up to 900000"],
    ),
    "a person who is gone": (
        unguarded("claims_settlement", "update claims_settlement set person_id = 987654321"
                  " where id = (select max(id) from claims_settlement)"),
        ["references: claims_settlement.person_id = 987654321: 1 rows point to a row of enrollment_person"],
    ),
    "a paper's fingerprint": (
        unguarded("institutions_attachment", "update institutions_attachment set sha256 = repeat('0', 64)"),
        ["files: institutions_attachment ", "the file is not the one that was kept"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_every_damage_is_named(kept: Kept, damage: str, settings: object) -> None:
    statements, named = DAMAGES[damage]
    made = [statement.replace("{app}", settings.DATABASE_APP_ROLE) for statement in statements]
    with damaged(kept.database, *made):
        said = found()
    for text in named:
        assert text in said


def test_every_damage_has_its_question() -> None:
    """No question is asked that no damage of this list answers."""
    texts = " ".join(text for _statements, named in DAMAGES.values() for text in named)
    from config.verifying import verifications

    assert [name for name in verifications() if f"{name}: " not in texts] == []


def test_a_file_lost_or_changed_is_named(kept: Kept) -> None:
    (paper,) = (path for path in kept.media.rglob("*.pdf"))
    paper.write_bytes(b"other")
    assert "the file is not the one that was kept" in found("files")
    paper.unlink()
    assert "the file is missing" in found("files")
    paper.write_bytes(PAPER)
    assert found("files") == ""


def test_more_than_a_hundred_are_counted(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "NAMED", 1)
    with damaged(
        kept.database, *unguarded("funds_accountbalance", "update funds_accountbalance set debit = debit + 1")
    ):
        assert "balances: and " in found("balances")


def test_nothing_can_be_written_while_verifying(kept: Kept) -> None:
    asked = verify(["numbers"])
    next(asked)
    with pytest.raises(DatabaseError, match="read-only"):
        get_user_model().objects.update(is_active=False)
    asked.close()


def test_the_command_says_so_by_its_exit(kept: Kept, capsys: pytest.CaptureFixture[str]) -> None:
    with translation.override("en"):
        call_command("verify", "balances", "numbers")
        assert "Nothing differs." in capsys.readouterr().out
        broken = unguarded(
            "funds_entry", "update funds_entry set number = 900 where id = (select max(id) from funds_entry)"
        )
        with damaged(kept.database, *broken), pytest.raises(CommandError, match="1 differences"):
            call_command("verify", "numbers")
        with pytest.raises(CommandError, match="Unknown: x"):
            call_command("verify", "x")


def test_a_worker_verifies_too(kept: Kept) -> None:
    with system_scope():
        job = enqueue("config.verify", owner=kept.town.cast.administrator_city)
    run_job(job.pk)
    done = Job.objects.get(pk=job.pk)
    assert (done.state, done.result_name) == ("done", "verification.txt"), done.message
    assert "没有差异" in done.result_file.read().decode()


def test_migrations_declare_every_trigger_that_is_there(kept: Kept) -> None:
    """A trigger made otherwise than the reader of migrations understands would never be missed."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "select c.relname, t.tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid where not tgisinternal"
        )
        triggers = {declared.Guard(*row) for row in cursor.fetchall()}
        cursor.execute("select c.relname, p.polname from pg_policy p join pg_class c on c.oid = p.polrelid")
        policies = {declared.Guard(*row) for row in cursor.fetchall()}
    expected, guarded = declared.guards()
    assert triggers == expected | set(declared.history_triggers())
    assert policies == guarded
