"""The bill against the person: alive, insured, of the sex and age its diagnosis supposes."""

from django.utils.translation import gettext_lazy as _

from .rule import BREACH, HINT, SUSPECT, BillRule, SetRule

# Chapters of the international classification (ICD-10): organs of one sex, the newborn, old age.
FEMALE = "^(C5[1-8]|D06|D2[5-7]|N7[0-7]|N8[0-9]|N9[0-8]|O[0-9][0-9])"
MALE = "^(C6[0-3]|D29|N4[0-9]|N5[01])"
PERINATAL = "^P[0-9][0-9]"
SENILE = "^(F0[0-3]|G30|H25|N40|M80)"

RULES = (
    BillRule(
        "dead_person",
        _("Care after death"),
        _("First day of the bill against the day of death"),
        BREACH,
        when="b.begndate > b.deceased_on",
        told={"died": "b.deceased_on", "began": "b.begndate"},
    ),
    BillRule(
        "before_birth",
        _("Care before birth"),
        _("First day of the bill against the day of birth"),
        BREACH,
        when="b.begndate < b.brdy",
        told={"born": "b.brdy", "began": "b.begndate"},
    ),
    BillRule(
        # An employee's wife without work gives birth on his insurance: not a breach by itself.
        "delivery_of_a_man",
        _("Delivery of a man"),
        _("Delivery on the bill against the person's sex"),
        SUSPECT,
        when="b.gend = '1' AND b.matn_type <> ''",
    ),
    BillRule(
        "female_disease_of_a_man",
        _("Women's disease of a man"),
        _("Diagnosis code against the person's sex"),
        BREACH,
        when=f"b.gend = '1' AND b.dise_code ~ '{FEMALE}'",
        told={"disease": "b.dise_code"},
    ),
    BillRule(
        "male_disease_of_a_woman",
        _("Men's disease of a woman"),
        _("Diagnosis code against the person's sex"),
        BREACH,
        when=f"b.gend = '2' AND b.dise_code ~ '{MALE}'",
        told={"disease": "b.dise_code"},
    ),
    BillRule(
        "age_at_delivery",
        _("Unusual age at delivery"),
        _("Delivery on the bill against the person's age"),
        SUSPECT,
        ("delivery.youngest", "delivery.oldest"),
        when="b.gend = '2' AND b.matn_type <> ''"
        " AND (b.begndate < b.brdy + make_interval(years => %(delivery_youngest)s)"
        " OR b.begndate >= b.brdy + make_interval(years => %(delivery_oldest)s + 1))",
        told={"born": "b.brdy", "began": "b.begndate"},
    ),
    BillRule(
        "newborn_disease",
        _("Newborn's disease of an older person"),
        _("Diagnosis code against the person's age"),
        SUSPECT,
        ("newborn.most_days",),
        when=f"starts_with(b.dise_code, 'P') AND b.dise_code ~ '{PERINATAL}'"
        " AND b.begndate - b.brdy > %(newborn_most_days)s",
        told={"disease": "b.dise_code", "born": "b.brdy"},
    ),
    BillRule(
        "senile_disease",
        _("Disease of old age of a young person"),
        _("Diagnosis code against the person's age"),
        HINT,
        ("senile.youngest",),
        when="b.begndate < b.brdy + make_interval(years => %(senile_youngest)s)"
        f" AND b.dise_code ~ '{SENILE}'",
        told={"disease": "b.dise_code", "born": "b.brdy"},
    ),
    SetRule(
        "not_covered",
        _("Care outside the cover"),
        _("First day of the bill against the person's cover of the scheme"),
        BREACH,
        query="""
        SELECT b.id, NULL::bigint, b.fund, jsonb_build_object('began', b.begndate)
        FROM screened_uncovered b
        WHERE NOT EXISTS (SELECT 1 FROM enrollment_coverage c WHERE c.person_id = b.person_id
            AND c.insutype = b.insutype AND c.effective AND c.period @> b.begndate)
        """,
    ),
    SetRule(
        "waiting_period",
        _("Care in the waiting period"),
        _("First day of the bill against the day from which benefits run"),
        BREACH,
        query="""
        SELECT b.id, NULL::bigint, b.fund, jsonb_build_object('began', b.begndate, 'entitled', min(c.entitled_from))
        FROM screened_uncovered b JOIN enrollment_coverage c ON c.person_id = b.person_id AND c.insutype = b.insutype
            AND c.effective AND c.period @> b.begndate AND c.entitled_from > b.begndate
        GROUP BY b.id, b.fund, b.begndate
        """,
    ),
    SetRule(
        # Only where the area keeps certificates at all.
        "chronic_without_certificate",
        _("Chronic disease without a certificate"),
        _("Chronic outpatient bill against the certificates in force"),
        SUSPECT,
        query="""
        SELECT b.id, NULL::bigint, b.fund, jsonb_build_object('disease', b.dise_code, 'began', b.begndate)
        FROM screened b
        WHERE b.counts AND b.kind = '14' AND EXISTS (SELECT 1 FROM claims_certificate)
          AND NOT EXISTS (SELECT 1 FROM claims_certificate c WHERE c.person_id = b.person_id
            AND c.state = 'in_force' AND c.period @> b.begndate AND b.dise_code IN ('', c.dise_code))
        """,
    ),
)
