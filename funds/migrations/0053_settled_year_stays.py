"""A December that a posted settlement stands on is not opened again; nothing is posted over one that is open."""

from django.db import migrations

# Whichever of the two comes first holds the row of the month (``for share`` against the reopening's update), so that
# the second sees what the first did.
GUARDS = """
create function funds_settled_december_stays() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
declare
    settled bigint;
begin
    select settlement.id into settled from funds_yearsettlement settlement
        join funds_book book on book.area_id = settlement.area_id and book.insutype = settlement.insutype
        where book.id = new.book_id and settlement.year = extract(year from new.month)
            and settlement.state in ('posted', 'settled');
    if found then
        raise exception 'accounting month %: year settlement % is posted, its December stays closed', new.id, settled
            using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger settled_december_stays before update on funds_bookperiod for each row
    when (old.state = 'closed' and new.state <> 'closed' and extract(month from new.month) = 12)
    execute function funds_settled_december_stays();
create function funds_settlement_over_closed_years() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
declare
    last_month date := make_date(new.year, 12, 1);
    still_open bigint;
begin
    perform from funds_bookperiod period join funds_book book on book.id = period.book_id
        where book.area_id = new.area_id and book.insutype = new.insutype and period.month = last_month
        order by period.id for share of period;
    select book.id into still_open from funds_book book
        left join funds_bookperiod period on period.book_id = book.id and period.month = last_month
        where book.area_id = new.area_id and book.insutype = new.insutype and book.opened_on <= last_month
            and period.state is distinct from 'closed'
        limit 1;
    if found then
        raise exception 'year settlement %: December of book % is not closed', new.id, still_open
            using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger settlement_over_closed_years before update on funds_yearsettlement for each row
    when (old.state <> 'posted' and new.state = 'posted')
    execute function funds_settlement_over_closed_years();
"""
UNDO = """
drop trigger settled_december_stays on funds_bookperiod;
drop trigger settlement_over_closed_years on funds_yearsettlement;
drop function funds_settled_december_stays();
drop function funds_settlement_over_closed_years();
"""


class Migration(migrations.Migration):
    dependencies = [("funds", "0052_rush_audit")]

    operations = [migrations.RunSQL(GUARDS, UNDO)]
