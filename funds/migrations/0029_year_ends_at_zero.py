"""Where a December is closed, no income and no expenditure is left in the book: what was not carried is refused."""

from django.db import migrations

# Counted from the legs, not from the running totals that the closing entry was made from, and from the first one on:
# every year before ended at zero, so what is left is of this year. Asked at commit, in one go with the entry.
YEAR_ENDS = """
create function funds_year_ends_at_zero() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
declare
    left_over record;
begin
    if not exists (select from funds_bookperiod where id = new.id and state = 'closed') then
        return null;
    end if;
    select subject.role, sum(leg.debit - leg.credit) as fen into left_over
        from funds_account account
        join funds_subject subject on subject.id = account.subject_id and subject.klass in ('income', 'expense')
        join funds_leg leg on leg.account_id = account.id
            and leg.booked_on < (new.month + interval '1 month')::date
        where account.book_id = new.book_id
        group by account.id, subject.role having sum(leg.debit - leg.credit) <> 0
        limit 1;
    if found then
        raise exception 'accounting month %: closed with % fen left of %', new.id, left_over.fen, left_over.role
            using errcode = 'check_violation', constraint = 'year_ends_at_zero';
    end if;
    return null;
end $$;
create constraint trigger year_ends_at_zero after update on funds_bookperiod
    deferrable initially deferred for each row
    when (new.state = 'closed' and old.state <> 'closed' and extract(month from new.month) = 12)
    execute function funds_year_ends_at_zero();
create constraint trigger year_begins_at_zero after insert on funds_bookperiod
    deferrable initially deferred for each row
    when (new.state = 'closed' and extract(month from new.month) = 12)
    execute function funds_year_ends_at_zero();
"""
UNDO = """
drop trigger year_ends_at_zero on funds_bookperiod;
drop trigger year_begins_at_zero on funds_bookperiod;
drop function funds_year_ends_at_zero();
"""


class Migration(migrations.Migration):
    dependencies = [("funds", "0028_advance_withdrawn")]

    operations = [migrations.RunSQL(YEAR_ENDS, UNDO)]
