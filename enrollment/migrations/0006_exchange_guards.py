"""The log of exchanged files is kept for good; rows of comparison files are seen by their county and the city."""

from django.db import migrations

from config.scoping import Whereabouts, row_level_security

AREA = Whereabouts(column="area_id", table="institutions_poolingarea", member_areas=("id",))
AGREEMENT = Whereabouts(
    column="agreement_id", table="enrollment_exchangeagreement", member_areas=("area_id",)
)

# A file that was exchanged was exchanged: only that it was withdrawn may be said later, once.
LOG = """
create function enrollment_exchange_log() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' then
        if old.withdrawn_at is null
           and (to_jsonb(new) - 'withdrawn_at' - 'withdrawn_by_id')
               = (to_jsonb(old) - 'withdrawn_at' - 'withdrawn_by_id') then
            return new;
        end if;
    end if;
    raise exception '% of the log of exchanged files refused: it is kept for good', tg_op
        using errcode = 'restrict_violation';
end $$;
create trigger exchange_log_kept before update or delete on enrollment_exchangefile
    for each row execute function enrollment_exchange_log();
create trigger exchange_log_not_emptied before truncate on enrollment_exchangefile
    for each statement execute function enrollment_exchange_log();
"""
NO_LOG = """
drop trigger exchange_log_kept on enrollment_exchangefile;
drop trigger exchange_log_not_emptied on enrollment_exchangefile;
drop function enrollment_exchange_log();
"""


class Migration(migrations.Migration):
    dependencies = [("enrollment", "0005_exchange")]

    operations = [
        migrations.RunSQL(LOG, NO_LOG),
        row_level_security("enrollment_exchangeagreement", whereabouts=[AREA]),
        row_level_security("enrollment_exchangeagreementevent", whereabouts=[AREA]),
        row_level_security("enrollment_exchangefile", whereabouts=[AGREEMENT]),
        row_level_security("enrollment_comparisonrow", counties=["county_id"], areas=["area_id"]),
    ]
