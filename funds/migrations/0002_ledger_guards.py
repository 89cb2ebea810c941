"""What the ledger refuses, whoever asks: the application role and the owner of the tables alike.

Order of a posting: lock of the book, entry (its month is held open by a shared lock), legs, balances; at
commit the entry is counted and weighed once. Functions run with the owner's rights, so that row-level
security never hides a leg from them.
"""

from django.db import migrations

# Errors carry SQLSTATEs of integrity violations, so that Django raises IntegrityError.
APPEND_ONLY = """
create function funds_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% of % refused: rows are kept for good; correct by reversal', tg_op, tg_table_name
        using errcode = 'restrict_violation';
end $$;
"""

KEPT_FOR_GOOD = ("funds_entry", "funds_leg", "funds_account", "funds_periodchange")


def refuse(table: str, acts: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"create trigger kept_for_good before {acts} on {table}"
        " for each statement execute function funds_refuse_change()",
        f"drop trigger kept_for_good on {table}",
    )


KEYS = """
alter table funds_account
    add constraint account_memorandum_of_subject
        foreign key (subject_id, memorandum) references funds_subject (id, memorandum),
    add constraint account_area_of_book
        foreign key (book_id, area_id) references funds_book (id, area_id);
alter table funds_entry
    add constraint entry_period_of_book
        foreign key (period_id, book_id) references funds_bookperiod (id, book_id);
alter table funds_leg
    add constraint leg_of_its_entry
        foreign key (entry_id, leg_count, book_id, memorandum, booked_on)
        references funds_entry (id, leg_count, book_id, memorandum, booked_on),
    add constraint leg_account_of_its_book
        foreign key (account_id, book_id, memorandum)
        references funds_account (id, book_id, memorandum);
"""
NO_KEYS = """
alter table funds_leg drop constraint leg_of_its_entry, drop constraint leg_account_of_its_book;
alter table funds_entry drop constraint entry_period_of_book;
alter table funds_account drop constraint account_memorandum_of_subject, drop constraint account_area_of_book;
"""

# The shared lock makes closing wait for postings under way, and postings wait for a closing under way.
OPEN_MONTH = """
create function funds_entry_into_open_month() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
declare
    held funds_bookperiod;
begin
    select * into held from funds_bookperiod where id = new.period_id for share;
    if not found or held.state <> 'open' then
        raise exception 'entry %: its month is closed or missing', new.key
            using errcode = 'check_violation', constraint = 'entry_into_open_month';
    end if;
    if date_trunc('month', new.booked_on)::date <> held.month then
        raise exception 'entry %: booked on %, outside its month %', new.key, new.booked_on, held.month
            using errcode = 'check_violation', constraint = 'entry_within_month';
    end if;
    if new.kind = 'opening' and exists (
        select from funds_bookperiod where book_id = new.book_id and month < held.month
    ) then
        raise exception 'entry %: opening balances belong to the first month', new.key
            using errcode = 'check_violation', constraint = 'entry_opening_first_month';
    end if;
    return new;
end $$;
create trigger into_open_month before insert on funds_entry
    for each row execute function funds_entry_into_open_month();
"""

COMPLETE = """
create function funds_entry_complete() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
declare
    legs bigint;
    difference numeric;
begin
    select count(*), sum(debit - credit) into legs, difference from funds_leg where entry_id = new.id;
    if legs <> new.leg_count then
        raise exception 'entry %: % legs of %', new.key, legs, new.leg_count
            using errcode = 'check_violation', constraint = 'entry_has_its_legs';
    end if;
    if difference <> 0 then
        raise exception 'entry %: debits exceed credits by % fen', new.key, difference
            using errcode = 'check_violation', constraint = 'entry_balances';
    end if;
    if new.reverses_id is not null and (
        exists (select from funds_entry where id = new.reverses_id and kind = 'reversal')
        or exists (
            select account_id, debit, credit from funds_leg where entry_id = new.id
            except all select account_id, credit, debit from funds_leg where entry_id = new.reverses_id
        )
        or new.leg_count <> (select leg_count from funds_entry where id = new.reverses_id)
    ) then
        raise exception 'entry %: not the mirror of the entry it reverses', new.key
            using errcode = 'check_violation', constraint = 'entry_mirrors_reversed';
    end if;
    return null;
end $$;
create constraint trigger complete after insert on funds_entry
    deferrable initially deferred for each row execute function funds_entry_complete();
"""

PERIODS = """
create function funds_period_guard() returns trigger language plpgsql as $$
begin
    if (new.id, new.book_id, new.month) is distinct from (old.id, old.book_id, old.month)
        or new.last_number < old.last_number
        or new.change_count <> old.change_count + (new.state <> old.state)::int
    then
        raise exception 'accounting month %: book, month and counters are kept', old.id
            using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger guard before update on funds_bookperiod
    for each row execute function funds_period_guard();

create function funds_period_traced() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if not exists (
        select from funds_periodchange
        where period_id = new.id and n = new.change_count
            and act = case when new.state = 'closed' then 'closed' when n = 1 then 'opened' else 'reopened' end
    ) then
        raise exception 'accounting month %: changed without a trace', new.id
            using errcode = 'check_violation', constraint = 'period_traced';
    end if;
    if exists (
        select from funds_bookperiod earlier
            join funds_bookperiod later on later.book_id = earlier.book_id and later.month > earlier.month
        where earlier.book_id = new.book_id and earlier.state = 'open' and later.state = 'closed'
    ) then
        raise exception 'accounting month %: a later month is closed while an earlier one is open', new.id
            using errcode = 'check_violation', constraint = 'period_closed_in_order';
    end if;
    if not exists (
        select from funds_book where id = new.book_id and opened_on = new.month
        union all
        select from funds_bookperiod
        where book_id = new.book_id and month = (new.month - interval '1 month')::date
    ) then
        raise exception 'accounting month %: the month before is missing', new.id
            using errcode = 'check_violation', constraint = 'period_follows';
    end if;
    return null;
end $$;
create constraint trigger opened_traced after insert on funds_bookperiod
    deferrable initially deferred for each row execute function funds_period_traced();
create constraint trigger change_traced after update on funds_bookperiod
    deferrable initially deferred for each row when (old.state is distinct from new.state)
    execute function funds_period_traced();
"""


class Migration(migrations.Migration):
    dependencies = [("funds", "0001_initial")]

    operations = [
        migrations.RunSQL(APPEND_ONLY, "drop function funds_refuse_change"),
        *(refuse(table, "update or delete or truncate") for table in KEPT_FOR_GOOD),
        refuse("funds_bookperiod", "delete or truncate"),
        migrations.RunSQL(KEYS, NO_KEYS),
        migrations.RunSQL(
            OPEN_MONTH,
            "drop trigger into_open_month on funds_entry; drop function funds_entry_into_open_month",
        ),
        migrations.RunSQL(
            COMPLETE, "drop trigger complete on funds_entry; drop function funds_entry_complete"
        ),
        migrations.RunSQL(
            PERIODS,
            "drop trigger guard on funds_bookperiod; drop trigger opened_traced on funds_bookperiod;"
            "drop trigger change_traced on funds_bookperiod;"
            "drop function funds_period_guard; drop function funds_period_traced",
        ),
    ]
