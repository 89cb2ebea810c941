"""What pages of the regional fund and of reports to the region are for."""

from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "region_board": _(
        "Every city by what it reported last, and the whole region added up; a city's name leads to its "
        "counties."
    ),
    "region_fund": _(
        "What the regional fund holds, what cities pay up and are granted; a city sees its own demands "
        "and grants."
    ),
    "enter_region_levy": _(
        "The policy's share of what every city collected last year, as reported with closed books; a second "
        "person issues it."
    ),
    "region_levy": _(
        "One year's levy, the demands it made and what came in; what came in can be distributed here."
    ),
    "issue_region_levy": _("With it every city has its demand. Not by whoever entered it."),
    "withdraw_region_levy": _(
        "A levy that is wrong is withdrawn with the reason, as long as no money moved for it."
    ),
    "distribute_region_levy": _(
        "Gives what came in and was not given yet, by people insured, collection rate and performance; a second "
        "person issues it."
    ),
    "region_distribution": _("One distribution, every city's part and what it was worked out from."),
    "issue_region_distribution": _(
        "With it every city has its notice and finance can pay. Not by whoever entered it."
    ),
    "withdraw_region_distribution": _(
        "A distribution that is wrong is withdrawn with the reason, as long as no money moved for it."
    ),
    "dun_region_demand": _("Writes to a city that is late, with what is short today. Print it and send it."),
    "region_demand": _(
        "The notice to a city to pay up, with what was paid and received; either side enters its "
        "vouchers here."
    ),
    "move_region_demand": _(
        "The city enters what it paid up, or the region what came in; a second person of the same side "
        "books it."
    ),
    "region_grant": _(
        "The notice of what a city is granted, with what was paid and arrived; either side enters its "
        "vouchers here."
    ),
    "move_region_grant": _(
        "The region enters what it paid to the city, or the city what arrived; a second person of the "
        "same side books it."
    ),
    "book_region_transfer": _(
        "Compare the voucher with the bank's slip: once checked, it is in the books of your side. Not "
        "by whoever entered it."
    ),
    "refuse_region_transfer": _(
        "The voucher was entered wrongly: nothing is booked and the notice is open again by that amount."
    ),
    "region_letter": _("The letter to a city late in paying up, as it was written; print and send it."),
    "region_statement": _(
        "One city and the regional fund in a year: owed, paid, granted, received; print it for both "
        "sides to sign."
    ),
    "region_reports": _(
        "What this city reported to the region: the latest and earlier ones; report today's figures here."
    ),
    "report_to_region": _(
        "Sends today's sums by county and scheme now instead of in the night; no person and no bill "
        "goes with them."
    ),
    "region_report": _(
        "A city's report as it came up; open a county for its values and what is behind them."
    ),
}
