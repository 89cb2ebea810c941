"""What a statement keeps by method comes to what it pays by method; statements of former days kept no methods."""

from django.db import migrations

ADDS_UP = """
create function funds_sum_of_amounts(amounts jsonb) returns numeric language sql immutable strict as $$
    select coalesce(sum(value::numeric), 0) from pg_catalog.jsonb_each_text(amounts)
$$;
alter table funds_statement add constraint statement_methods_add_up
    check (by_methods = '{}' or by_method = funds_sum_of_amounts(by_methods));
"""
UNDO = """
alter table funds_statement drop constraint statement_methods_add_up;
drop function funds_sum_of_amounts(jsonb);
"""


class Migration(migrations.Migration):
    dependencies = [("funds", "0026_insurer_guarded")]

    operations = [migrations.RunSQL(ADDS_UP, UNDO)]
