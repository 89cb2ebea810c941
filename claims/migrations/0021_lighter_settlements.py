"""A settlement's references to other settlements are looked up for the few that have one.

A foreign key fires for every row of a bulk run, though nearly none refers to another: twice the cost of a tenth of
its writing. A trigger asks only where there is something to ask; settlements are never deleted (append-only).
"""

import django.db.models.deletion
from django.db import migrations, models

REFERS = """
create function claims_settlement_refers() returns trigger language plpgsql
    security definer set search_path = public, pg_temp as $$
begin
    if exists (select 1 from unnest(array[new.replaces_id, new.negates_id]) r(id)
                where r.id is not null
                  and not exists (select 1 from claims_settlement s where s.id = r.id and s.bill_id = new.bill_id)) then
        raise exception 'a settlement replaces or negates only a settlement of its own bill'
            using errcode = 'foreign_key_violation';
    end if;
    return new;
end $$;
create trigger settlement_refers before insert on claims_settlement for each row
    when (new.replaces_id is not null or new.negates_id is not null) execute function claims_settlement_refers();
"""
NO_LONGER = "drop trigger settlement_refers on claims_settlement; drop function claims_settlement_refers()"


def _to_itself(**options: object) -> models.ForeignKey:
    return models.ForeignKey(
        "claims.settlement",
        blank=True,
        null=True,
        db_constraint=False,
        db_index=False,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        **options,
    )


class Migration(migrations.Migration):
    dependencies = [("claims", "0020_personal_account_guards")]

    operations = [
        migrations.AlterField("settlement", "replaces", _to_itself(verbose_name="Replaces")),
        migrations.AlterField("settlement", "negates", _to_itself(verbose_name="Negates")),
        migrations.RunSQL(REFERS, NO_LONGER),
    ]
