"""Where every county keeps its own book, money given back comes into the insured county's, whoever laid out: that county
sees what was laid out for its people, and its own receipts. Statements stay those of who pays them."""

from django.db import migrations

from config.scoping import row_level_security

# Runs as the owner of the tables, past their policies: only sums, and only of counties within the caller's scope.
LAID_OUT = """
create function payer_laid_out(part text, first_month date, last_month date) returns table (
    fund_part text, insutype text, month date, payer_id bigint, insu_county_id bigint, payable bigint, bills bigint
) language sql stable security definer set search_path = public as $$
    select l.fund_part::text, c.insutype::text, c.month, t.payer_id, l.insu_county_id,
        sum(l.payable)::bigint, sum(l.bill_count)::bigint
    from funds_statementline l
    join funds_statement t on t.id = l.statement_id
    join funds_clearing c on c.id = t.clearing_id
    where l.fund_part in ('hifmi_pay', 'maf_pay') and c.state in ('posted', 'paid', 'closed')
        and (part is null or l.fund_part = part)
        and (first_month is null or c.month >= first_month) and (last_month is null or c.month <= last_month)
        and (
            (select current_setting('tongchou.everything', true)) = 'on'
            or array[t.payer_id, l.insu_county_id] &&
                (select string_to_array(nullif(current_setting('tongchou.counties', true), ''), ','))::bigint[]
        )
    group by 1, 2, 3, 4, 5
$$;
"""


def seen_by_both(table: str) -> list[migrations.RunSQL]:
    before = row_level_security(table, counties=["laid_out_by_id"])
    return [
        migrations.RunSQL(before.reverse_sql, before.sql),
        row_level_security(table, counties=["laid_out_by_id", "insu_county_id"]),
    ]


class Migration(migrations.Migration):
    dependencies = [("funds", "0054_payback")]

    operations = [
        migrations.RunSQL(LAID_OUT, "drop function payer_laid_out(text, date, date)"),
        *seen_by_both("funds_payerremittance"),
        *seen_by_both("funds_payerremittanceevent"),
    ]
