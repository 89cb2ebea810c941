"""Group catalogues in force stay; cases and reviews are seen where their bill or institution is; a settlement that no
longer stands loses its grouped case."""

from django.db import migrations

from config.scoping import row_level_security

# As versions of the item catalogue: a month's points are derived again from them for years.
CATALOGUES = """
create function claims_group_catalogue_stays() returns trigger language plpgsql as $$
begin
    if old.state <> 'draft' then
        raise exception 'group catalogue % of %: in force; bring in a new version instead', old.number, old.year
            using errcode = 'restrict_violation';
    end if;
    return coalesce(new, old);
end $$;
create trigger group_catalogue_stays before update or delete on claims_groupcatalogue
    for each row execute function claims_group_catalogue_stays();
create function claims_group_rows_stay() returns trigger language plpgsql as $$
begin
    if exists (
        select 1 from (select distinct catalogue_id from touched) t
        join claims_groupcatalogue c on c.id = t.catalogue_id where c.state <> 'draft'
    ) then
        raise exception 'groups and factors of a catalogue in force stay as they are'
            using errcode = 'restrict_violation';
    end if;
    return null;
end $$;
"""
NO_CATALOGUES = """
drop trigger group_catalogue_stays on claims_groupcatalogue;
drop function claims_group_catalogue_stays();
drop function claims_group_rows_stay();
"""
_KINDS = (("added", "insert", "new"), ("changed", "update", "old"), ("moved", "update", "new"), ("removed", "delete", "old"))  # fmt: skip


def _rows_stay(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        "".join(
            f"create trigger group_rows_{name} after {act} on {table} referencing {side} table as touched"
            " for each statement execute function claims_group_rows_stay();"
            for name, act, side in _KINDS
        ),
        "".join(f"drop trigger group_rows_{name} on {table};" for name, _act, _side in _KINDS),
    )


# As the owner: whoever supersedes a settlement need not see everything that hangs on it.
UNGROUPED = """
create function claims_settlement_ungrouped() returns trigger language plpgsql
    security definer set search_path = public, pg_temp as $$
begin
    delete from claims_groupedcase g using after a
     where g.settlement_id = a.id and (not a.is_current or a.negated);
    return null;
end $$;
create trigger settlement_ungrouped after update on claims_settlement
    referencing new table as after for each statement execute function claims_settlement_ungrouped();
"""
NOT_UNGROUPED = (
    "drop trigger settlement_ungrouped on claims_settlement; drop function claims_settlement_ungrouped()"
)
BILL = ["insu_county_id", "care_county_id", "handling_county_id"]


class Migration(migrations.Migration):
    dependencies = [("claims", "0011_payment_groups")]

    operations = [
        migrations.RunSQL(CATALOGUES, NO_CATALOGUES),
        _rows_stay("claims_paymentgroup"),
        _rows_stay("claims_institutionfactor"),
        migrations.RunSQL(UNGROUPED, NOT_UNGROUPED),
        row_level_security("claims_caserecord", through=[("bill_id", "claims_bill")]),
        row_level_security("claims_groupedcase", counties=BILL),
        *(
            row_level_security(f"claims_casereview{kind}", counties=["county_id"], areas=["area_id"])
            for kind in ("", "event")
        ),
        *(
            row_level_security(f"claims_caseopinion{kind}", through=[("review_id", "claims_casereview")])
            for kind in ("", "event")
        ),
    ]
