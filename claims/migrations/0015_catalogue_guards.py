"""A catalogue version in force and its rows stay for good, and an institution's own codes are its county's.

Bills are settled and explained by a version for years: no row of it is changed, removed or added. A change is a
new version.
"""

from django.db import migrations

from config.scoping import Whereabouts, row_level_security

INSTITUTION = Whereabouts(
    "institution_id", "institutions_institution", counties=("county_id",), areas=("area_id",)
)

VERSIONS = """
create function claims_catalogue_version_stays() returns trigger language plpgsql as $$
begin
    if old.state <> 'draft' then
        raise exception 'catalogue version %: in force; bring in a new version instead', old.number
            using errcode = 'restrict_violation';
    end if;
    return coalesce(new, old);
end $$;
create trigger catalogue_version_stays before update or delete on claims_catalogueversion
    for each row execute function claims_catalogue_version_stays();
"""

# Statement by statement: a draft of a hundred thousand rows comes in at once.
ITEMS = """
create function claims_catalogue_rows_stay() returns trigger language plpgsql as $$
begin
    if exists (
        select 1 from (select distinct version_id from touched) t
        join claims_catalogueversion v on v.id = t.version_id where v.state <> 'draft'
    ) then
        raise exception 'rows of a catalogue version in force stay as they are'
            using errcode = 'restrict_violation';
    end if;
    return null;
end $$;
create trigger catalogue_rows_added after insert on claims_catalogueitem
    referencing new table as touched for each statement execute function claims_catalogue_rows_stay();
create trigger catalogue_rows_changed after update on claims_catalogueitem
    referencing old table as touched for each statement execute function claims_catalogue_rows_stay();
create trigger catalogue_rows_moved after update on claims_catalogueitem
    referencing new table as touched for each statement execute function claims_catalogue_rows_stay();
create trigger catalogue_rows_removed after delete on claims_catalogueitem
    referencing old table as touched for each statement execute function claims_catalogue_rows_stay();
"""


# Whoever asks sees what they may see of the bills.
UNMATCHED_CODES = """
create view claims_unmatchedcode with (security_invoker = true) as
select min(l.id) as id, b.institution_id, l.medins_list_codg, l.med_list_codg, max(l.item_name) as item_name,
       count(*) as lines, count(distinct b.id) as bills, sum(l.det_item_fee_sumamt)::bigint as amount,
       min(b.begndate) as first_day, max(b.enddate) as last_day
from claims_billproblem p
join claims_bill b on b.id = p.bill_id
cross join lateral jsonb_array_elements_text(p.params -> 'lines') as named (number)
join claims_feeline l on l.bill_id = b.id and l.feedetl_sn = named.number
where p.code = 'unknown_item'
group by b.institution_id, l.medins_list_codg, l.med_list_codg
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0014_catalogue")]

    operations = [
        migrations.RunSQL(
            VERSIONS,
            "drop trigger catalogue_version_stays on claims_catalogueversion;"
            "drop function claims_catalogue_version_stays()",
        ),
        migrations.RunSQL(
            ITEMS,
            "drop trigger catalogue_rows_added on claims_catalogueitem;"
            "drop trigger catalogue_rows_changed on claims_catalogueitem;"
            "drop trigger catalogue_rows_moved on claims_catalogueitem;"
            "drop trigger catalogue_rows_removed on claims_catalogueitem;"
            "drop function claims_catalogue_rows_stay()",
        ),
        migrations.RunSQL(UNMATCHED_CODES, "drop view claims_unmatchedcode"),
        row_level_security("claims_institutioncode", whereabouts=[INSTITUTION]),
        row_level_security("claims_institutioncodeevent", whereabouts=[INSTITUTION]),
    ]
