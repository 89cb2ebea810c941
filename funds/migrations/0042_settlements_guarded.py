"""Who sees year settlements and reserves; that lines add up to the fen; what was decided, written or booked stays."""

from django.db import migrations

from config.scoping import Whereabouts, row_level_security

OF_AREA = {"whereabouts": [Whereabouts("area_id", "institutions_poolingarea", member_areas=("id",))]}
OF_SETTLEMENT = {
    "whereabouts": [Whereabouts("settlement_id", "funds_yearsettlement", member_areas=("area_id",))]
}
OF_COUNTY = {"counties": ["county_id"]}
PLACES = {
    "yearsettlement": OF_AREA,
    "settlementcounty": OF_COUNTY,
    "settlementline": OF_COUNTY,
    "settlementagreement": OF_SETTLEMENT,
    "gapdemand": OF_COUNTY,
    "gapreceipt": OF_COUNTY,
    "gapdunning": OF_COUNTY,
    "reservemovement": OF_AREA,
    "reserveline": OF_COUNTY,
}

STAYS = """
create function funds_settlement_stays() returns trigger language plpgsql as $$
begin
    raise exception '% %: what was drawn up, agreed or written stays', tg_table_name, old.id
        using errcode = 'restrict_violation';
end $$;
"""
UNCHANGED = (
    "settlementcounty",
    "settlementline",
    "settlementagreement",
    "gapdemand",
    "gapdunning",
    "reserveline",
)

# A settlement goes forward only; its figures never change, and nobody's agreement is passed over.
COURSE = """
create function funds_settlement_course() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'year settlement %: settlements are kept', old.id using errcode = 'restrict_violation';
    end if;
    if (old.area_id, old.insutype, old.year, old.version, old.fund, old.fund_before, old.fund_after, old.financing,
        old.basis_hash, old.offices, old.drawn_by_id)
       is distinct from (new.area_id, new.insutype, new.year, new.version, new.fund, new.fund_before, new.fund_after,
        new.financing, new.basis_hash, new.offices, new.drawn_by_id) then
        raise exception 'year settlement %: its figures stay, draw it up again', old.id
            using errcode = 'restrict_violation';
    end if;
    if (old.state, new.state) not in (('drawn', 'agreed'), ('agreed', 'approved'), ('approved', 'posted'),
        ('posted', 'settled'), ('drawn', 'superseded'), ('agreed', 'superseded'), ('approved', 'superseded')) then
        raise exception 'year settlement %: % does not become %', old.id, old.state, new.state
            using errcode = 'restrict_violation';
    end if;
    if new.state = 'agreed' and jsonb_array_length(new.offices) <> (
        select count(*) from funds_settlementagreement where settlement_id = new.id and new.offices ? office
    ) then
        raise exception 'year settlement %: a department has not agreed', old.id using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger year_settlement_course before update or delete on funds_yearsettlement
    for each row execute function funds_settlement_course();
create function funds_settlement_still_drawn() returns trigger language plpgsql as $$
begin
    if (select state from funds_yearsettlement where id = new.settlement_id) is distinct from 'drawn' then
        raise exception 'year settlement %: it is decided, nothing is added', new.settlement_id
            using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger settlement_line_in_time before insert on funds_settlementline
    for each row execute function funds_settlement_still_drawn();
create trigger settlement_county_in_time before insert on funds_settlementcounty
    for each row execute function funds_settlement_still_drawn();
"""

# Lines of a county add up to its surplus or gap, what the fund draws to what was taken out, and the fund's lines to the
# change of what it holds.
ADDS_UP = """
create function funds_settlement_adds_up() returns trigger language plpgsql as $$
declare
    whole bigint := coalesce((to_jsonb(new) ->> 'settlement_id')::bigint, new.id);
    county record;
    held record;
begin
    for county in
        select year.county_id, year.income - year.taken_out - year.spending as result, year.taken_out,
            coalesce(sum(line.amount) filter (where line.step = 'surplus'), 0) as divided,
            coalesce(sum(line.amount) filter (where line.step = 'accrual'), 0) as drawn,
            coalesce(sum(line.amount) filter (where line.step not in ('surplus', 'accrual')), 0) as borne
        from funds_settlementcounty year
        left join funds_settlementline line
            on line.settlement_id = year.settlement_id and line.county_id = year.county_id
        where year.settlement_id = whole group by year.id
    loop
        if county.divided <> greatest(county.result, 0) or county.borne <> greatest(-county.result, 0)
            or county.drawn <> county.taken_out then
            raise exception 'year settlement %: the lines of county % do not add up', whole, county.county_id
                using errcode = 'check_violation';
        end if;
    end loop;
    if exists (
        select from funds_settlementline line where line.settlement_id = whole and not exists (
            select from funds_settlementcounty year
            where year.settlement_id = whole and year.county_id = line.county_id)
    ) then
        raise exception 'year settlement %: a line of no county', whole using errcode = 'check_violation';
    end if;
    select one.fund_after - one.fund_before as change, coalesce(sum(
        case when line.step in ('surplus', 'accrual') then line.amount else -line.amount end
    ) filter (where line.payer = one.fund), 0) as moved into held
    from funds_yearsettlement one left join funds_settlementline line on line.settlement_id = one.id
    where one.id = whole group by one.id;
    if held.change <> held.moved then
        raise exception 'year settlement %: the common fund does not add up', whole using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger year_settlement_adds_up after insert on funds_yearsettlement
    deferrable initially deferred for each row execute function funds_settlement_adds_up();
create constraint trigger settlement_line_adds_up after insert on funds_settlementline
    deferrable initially deferred for each row execute function funds_settlement_adds_up();
create constraint trigger settlement_county_adds_up after insert on funds_settlementcounty
    deferrable initially deferred for each row execute function funds_settlement_adds_up();
"""

WITHIN = """
create function funds_gap_receipt_within() returns trigger language plpgsql as $$
begin
    if (select sum(amount) from funds_gapreceipt where demand_id = new.demand_id and state <> 'refused')
        > (select amount from funds_gapdemand where id = new.demand_id) then
        raise exception 'gap demand %: more than is asked', new.demand_id using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger gap_receipt_within after insert or update on funds_gapreceipt
    deferrable initially deferred for each row execute function funds_gap_receipt_within();
create trigger booked_gapreceipt_stays before update or delete on funds_gapreceipt
    for each row when (old.state = 'booked') execute function funds_booked_movement_stays();
create trigger booked_reservemovement_stays before update or delete on funds_reservemovement
    for each row when (old.state = 'booked') execute function funds_booked_movement_stays();
create function funds_reserve_lines_add_up() returns trigger language plpgsql as $$
declare whole bigint := coalesce((to_jsonb(new) ->> 'movement_id')::bigint, new.id);
begin
    if (select amount from funds_reservemovement where id = whole)
        <> (select coalesce(sum(amount), 0) from funds_reserveline where movement_id = whole) then
        raise exception 'reserve movement %: the lines do not add up', whole using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger reserve_movement_adds_up after insert or update on funds_reservemovement
    deferrable initially deferred for each row execute function funds_reserve_lines_add_up();
create constraint trigger reserve_line_adds_up after insert on funds_reserveline
    deferrable initially deferred for each row execute function funds_reserve_lines_add_up();
"""
DROPPED = (
    ("gapreceipt", "gap_receipt_within"),
    ("gapreceipt", "booked_gapreceipt_stays"),
    ("reservemovement", "booked_reservemovement_stays"),
    ("reservemovement", "reserve_movement_adds_up"),
    ("reserveline", "reserve_line_adds_up"),
    ("yearsettlement", "year_settlement_adds_up"),
    ("settlementline", "settlement_line_adds_up"),
    ("settlementcounty", "settlement_county_adds_up"),
    ("yearsettlement", "year_settlement_course"),
    ("settlementline", "settlement_line_in_time"),
    ("settlementcounty", "settlement_county_in_time"),
    *((table, f"{table}_stays") for table in UNCHANGED),
)
FUNCTIONS = (
    "gap_receipt_within",
    "reserve_lines_add_up",
    "settlement_adds_up",
    "settlement_course",
    "settlement_still_drawn",
    "settlement_stays",
)
UNDO = "".join(f"drop trigger {name} on funds_{table};" for table, name in DROPPED) + "".join(
    f"drop function funds_{name};" for name in FUNCTIONS
)
MADE = (
    STAYS
    + "".join(
        f"create trigger {table}_stays before update or delete on funds_{table}"
        " for each row execute function funds_settlement_stays();"
        for table in UNCHANGED
    )
    + COURSE
    + ADDS_UP
    + WITHIN
)


class Migration(migrations.Migration):
    dependencies = [("funds", "0041_settlements")]

    operations = [
        *(
            row_level_security(f"funds_{table}{event}", **seen)
            for table, seen in PLACES.items()
            for event in ("", "event")
        ),
        migrations.RunSQL(MADE, UNDO),
    ]
