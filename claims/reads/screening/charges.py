"""Fee lines: charged twice, too much, too dear, against the catalogue, the stay or the person."""

from django.utils.translation import gettext_lazy as _

from .rule import BREACH, HINT, SUSPECT, LineRule, SetRule, plain, yuan

# The names of the national price items.
BED, NURSING = "床位", "级护理"
OF_WOMEN = "子宫|阴道|宫颈|卵巢|输卵管|产程|剖宫|分娩"
OF_MEN = "前列腺|阴茎|睾丸|包皮|精索"
NEWBORN = "新生儿"
DRUGS = "('101', '102', '103', '104', '106')"

# Days may be counted with the day of discharge: one more is not held against anybody.
_DAYS_OF = """
    SELECT b.id, NULL::bigint, round(sum(l.amount) * (sum(l.cnt) - b.days - 1) / sum(l.cnt))::bigint,
           jsonb_build_object('charged', trim_scale(sum(l.cnt))::text, 'days', b.days)
    FROM screened b JOIN screened_line l ON l.bill_id = b.id AND l.item_name ~ '{name}'
    WHERE b.stay GROUP BY b.id, b.days HAVING sum(l.cnt) > b.days + 1
"""

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
        when=f"l.item_name ~ '{NEWBORN}' AND b.matn_type = '' AND b.begndate - b.brdy > %(newborn_most_days)s",
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
        FROM (SELECT b.id, l.code, min(l.item_name) AS item_name, count(*) AS n, sum(l.amount) - max(l.amount) AS amount
              FROM screened b JOIN screened_line l ON l.bill_id = b.id
              WHERE NOT b.stay GROUP BY b.id, l.code, l.pric, l.cnt HAVING count(*) > 1) d
        GROUP BY d.id
        """,
        needs_lines=True,
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
              FROM screened b JOIN screened_line l ON l.bill_id = b.id
              WHERE left(l.list_type, 3) = '201' GROUP BY b.id, b.days, l.code
              HAVING sum(l.cnt) > %(service_most_a_day)s * (b.days + 1)) d
        GROUP BY d.id, d.days
        """,
        needs_lines=True,
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
        FROM (SELECT b.id, l.code, min(l.item_name) AS item_name, sum(l.cnt) AS n, sum(l.amount) AS amount
              FROM screened b JOIN screened_line l ON l.bill_id = b.id
              WHERE NOT b.stay AND left(l.list_type, 3) IN ('101', '103', '104') GROUP BY b.id, l.code
              HAVING sum(l.cnt) > %(drug_most_units)s) d
        GROUP BY d.id
        """,
        needs_lines=True,
    ),
    SetRule(
        "bed_days",
        _("More bed days than days"),
        _("Bed days charged against the days of the stay and one more"),
        BREACH,
        query=_DAYS_OF.format(name=BED),
        needs_lines=True,
    ),
    SetRule(
        "nursing_days",
        _("More nursing days than days"),
        _("Nursing days charged against the days of the stay and one more"),
        BREACH,
        query=_DAYS_OF.format(name=NURSING),
        needs_lines=True,
    ),
    SetRule(
        "stay_without_bed",
        _("Stay without a bed"),
        _("Stay of days whose lines name no bed"),
        SUSPECT,
        query=f"""
        SELECT b.id, NULL::bigint, b.fund, jsonb_build_object('days', b.days)
        FROM screened b JOIN screened_line l ON l.bill_id = b.id
        WHERE b.stay AND b.days > 0 GROUP BY b.id, b.days, b.fund HAVING NOT bool_or(l.item_name ~ '{BED}')
        """,
        needs_lines=True,
    ),
    SetRule(
        "lines_not_the_total",
        _("Lines do not add up to the bill"),
        _("Sum of the lines against the total of the bill"),
        SUSPECT,
        query=f"""
        SELECT b.id, NULL::bigint, abs(b.total - sum(l.amount))::bigint,
               jsonb_build_object('total', {yuan("b.total")}, 'lines', {yuan("sum(l.amount)")})
        FROM screened b JOIN screened_line l ON l.bill_id = b.id
        GROUP BY b.id, b.total HAVING sum(l.amount) <> b.total
        """,
        needs_lines=True,
    ),
    SetRule(
        "drugs_in_a_stay",
        _("Stay that is mostly drugs"),
        _("Share of drugs in the lines of the stay against the highest usual"),
        HINT,
        ("drug.most_share",),
        query=f"""
        SELECT b.id, NULL::bigint, b.fund, jsonb_build_object('drugs', {yuan("d.drugs")}, 'lines', {yuan("d.total")})
        FROM screened b JOIN (
            SELECT bill_id, sum(amount) AS total,
                   coalesce(sum(amount) FILTER (WHERE left(list_type, 3) IN {DRUGS}), 0) AS drugs
            FROM screened_line GROUP BY bill_id) d ON d.bill_id = b.id
        WHERE b.stay AND d.drugs * 10000 > d.total * %(drug_most_share)s
        """,
        needs_lines=True,
    ),
)
