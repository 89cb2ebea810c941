"""Fee lines: charged twice, too much, too dear, against the catalogue, the stay or the person."""

from django.utils.translation import gettext_lazy as _

from .rule import BREACH, HINT, SUSPECT, LineRule, SetRule, TotalRule, plain, yuan
from .staging import UNITS

# The names of the national price items.
OF_WOMEN = "子宫|阴道|宫颈|卵巢|输卵管|产程|剖宫|分娩"
OF_MEN = "前列腺|阴茎|睾丸|包皮|精索"
NEWBORN = "新生儿"


def _beyond_the_days(charged: str, amount: str) -> str:
    """SQL: what of ``amount`` was charged for days that the stay does not have."""
    return f"round(b.{amount} * (b.{charged} - b.days - 1) / b.{charged})::bigint"


RULES = (
    LineRule(
        "price_times_quantity",
        _("Price times quantity is not the amount"),
        _("Amount of the line against price × quantity, to ten fen"),
        SUSPECT,
        when="l.amount - l.cnt * l.pric * 100 > 10",
        amount="(l.amount - round(l.cnt * l.pric * 100))::bigint",
    ),
    LineRule(
        "price_above_limit",
        _("Price above the limit"),
        _("Price of the line against its ceiling or the catalogue's"),
        BREACH,
        when="l.pric > l.ceiling",
        amount="round((l.pric - l.ceiling) * l.cnt * 100)::bigint",
    ),
    LineRule(
        "better_class",
        _("Charged in a better class than listed"),
        _("Class of the line against that of the catalogue"),
        BREACH,
        when="l.listed <> '' AND l.chrgitm_lv < l.listed",
    ),
    LineRule(
        "restricted_without_diagnosis",
        _("Restricted item without a diagnosis"),
        _("Restriction in the catalogue against the diagnosis on the bill"),
        SUSPECT,
        when="l.restriction <> '' AND b.dise_code = ''",
    ),
    LineRule(
        "womens_item_for_a_man",
        _("Women's item for a man"),
        _("Name of the item against the person's sex"),
        BREACH,
        when=f"b.gend = '1' AND b.matn_type = '' AND l.item_name ~ '{OF_WOMEN}'",
    ),
    LineRule(
        "mens_item_for_a_woman",
        _("Men's item for a woman"),
        _("Name of the item against the person's sex"),
        BREACH,
        when=f"b.gend = '2' AND l.item_name ~ '{OF_MEN}'",
    ),
    LineRule(
        # A mother's bill carries her child's first days.
        "newborn_item",
        _("Newborn's item for an older person"),
        _("Name of the item against the person's age"),
        SUSPECT,
        ("newborn.most_days",),
        when=f"strpos(l.item_name, '{NEWBORN}') > 0 AND b.matn_type = ''"
        " AND b.begndate - b.brdy > %(newborn_most_days)s",
    ),
    SetRule(
        "line_twice",
        _("The same line twice"),
        _("Item, price and quantity of one line against the others of an outpatient bill"),
        SUSPECT,
        # In a stay the same charge comes every day.
        query="""
        SELECT d.id, NULL::bigint, sum(d.amount)::bigint,
               jsonb_build_object('item', min(d.item_name), 'count', sum(d.n))
        FROM (SELECT l.bill_id AS id, l.code, min(l.item_name) AS item_name, count(*) AS n,
                     sum(l.amount) - max(l.amount) AS amount
              FROM screened_line l WHERE NOT l.stay
              GROUP BY l.bill_id, l.code, l.pric, l.cnt HAVING count(*) > 1) d
        GROUP BY d.id
        """,
        odd="NOT b.stay AND b.twice",
    ),
    SetRule(
        "service_too_often",
        _("One service too often"),
        _("Quantity of one service against the most usual on so many days"),
        SUSPECT,
        ("service.most_a_day",),
        query=f"""
        SELECT d.id, NULL::bigint, sum(d.amount)::bigint,
               jsonb_build_object('item', min(d.item_name), 'charged', {plain("max(d.n)")}, 'days', d.days)
        FROM (SELECT b.id, b.days, l.code, min(l.item_name) AS item_name, sum(l.cnt) AS n, sum(l.amount) AS amount
              FROM screened_total b JOIN screened_line l ON l.bill_id = b.id AND l.list = '201'
              GROUP BY b.id, b.days, l.code HAVING sum(l.cnt) > %(service_most_a_day)s * (b.days + 1)) d
        GROUP BY d.id, d.days
        """,
        odd="b.services > %(service_most_a_day)s * (b.days + 1)",
    ),
    SetRule(
        "drug_too_much",
        _("One drug in too great a quantity"),
        _("Quantity of one drug on an outpatient bill against the most usual"),
        HINT,
        ("drug.most_units",),
        query=f"""
        SELECT d.id, NULL::bigint, sum(d.amount)::bigint,
               jsonb_build_object('item', min(d.item_name), 'charged', {plain("max(d.n)")},
                                  'limit', %(drug_most_units)s)
        FROM (SELECT l.bill_id AS id, l.code, min(l.item_name) AS item_name, sum(l.cnt) AS n, sum(l.amount) AS amount
              FROM screened_total b JOIN screened_line l ON l.bill_id = b.id
              WHERE NOT l.stay AND l.list IN {UNITS}
              GROUP BY l.bill_id, l.code HAVING sum(l.cnt) > %(drug_most_units)s) d
        GROUP BY d.id
        """,
        odd="NOT b.stay AND b.drug_units > %(drug_most_units)s",
    ),
    # Days may be counted with the day of discharge: one more is not held against anybody.
    TotalRule(
        "bed_days",
        _("More bed days than days"),
        _("Bed days charged against the days of the stay and one more"),
        BREACH,
        when="b.stay AND b.beds > b.days + 1",
        amount=_beyond_the_days("beds", "bed_amount"),
        told={"charged": plain("b.beds"), "days": "b.days"},
    ),
    TotalRule(
        "nursing_days",
        _("More nursing days than days"),
        _("Nursing days charged against the days of the stay and one more"),
        BREACH,
        when="b.stay AND b.nursing > b.days + 1",
        amount=_beyond_the_days("nursing", "nursing_amount"),
        told={"charged": plain("b.nursing"), "days": "b.days"},
    ),
    TotalRule(
        "stay_without_bed",
        _("Stay without a bed"),
        _("Stay of days whose lines name no bed"),
        SUSPECT,
        when="b.stay AND b.days > 0 AND NOT b.has_bed",
        told={"days": "b.days"},
    ),
    TotalRule(
        "lines_not_the_total",
        _("Lines do not add up to the bill"),
        _("Sum of the lines against the total of the bill"),
        SUSPECT,
        when="b.lines <> b.total",
        amount="abs(b.total - b.lines)::bigint",
        told={"total": yuan("b.total"), "lines": yuan("b.lines")},
    ),
    TotalRule(
        "drugs_in_a_stay",
        _("Stay that is mostly drugs"),
        _("Share of drugs in the lines of the stay against the highest usual"),
        HINT,
        ("drug.most_share",),
        when="b.stay AND b.line_drugs * 10000 > b.lines * %(drug_most_share)s",
        told={"drugs": yuan("b.line_drugs"), "lines": yuan("b.lines")},
    ),
)
