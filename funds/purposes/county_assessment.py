"""What acts of the counties' yearly assessment and its money are for."""

from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "city_assessments": _(
        "How the region assesses its cities for a year; a city sees its own sheet and, once published, the ranking."
    ),
    "draft_county_scheme": _(
        "Begins the year's scheme with the indicators of the policy; set points and targets before "
        "another person approves it."
    ),
    "change_county_indicator": _(
        "Set points and target of this indicator for the year, with the reason; only while the scheme "
        "is a draft."
    ),
    "change_county_days": _(
        "Set the days to report, verify, publish and appeal for the year; only while the scheme is a draft."
    ),
    "approve_county_scheme": _(
        "Indicators, points and days are frozen; the assessment is opened once the year is over. Not "
        "by whoever drafted it."
    ),
    "send_back_county_scheme": _(
        "The approved scheme becomes a draft again, with your reason. Not possible once it is open "
        "for self-reports."
    ),
    "open_county_scheme": _(
        "Whoever is assessed gets a sheet and begins to report on itself; compute the figures from data next."
    ),
    "compute_county_scheme": _(
        "Works out what indicators come to for everybody assessed: counties from our data, cities "
        "from their reports. Sheets verified already keep their figures."
    ),
    "publish_county_scheme": _(
        "Whoever was assessed is ranked and sees the table; ranks and scores stay for good. Every "
        "score must be final."
    ),
    "report_county_value": _(
        "Enter your own figure of this indicator and what proves it; entered again, it replaces the first."
    ),
    "attach_county_evidence": _(
        "Attach the paper that proves the reported value; only until the report is handed in."
    ),
    "submit_county_sheet": _(
        "The reviewer hands the report in; what has to be entered by hand must be complete. Not by "
        "whoever entered values."
    ),
    "return_county_sheet": _(
        "The report is corrected and handed in again; what was verified is looked at anew. Say why."
    ),
    "verify_county_value": _(
        "Say which value counts: the data's, the reported or another; a reason is needed where it differs."
    ),
    "verify_rest_of_county_sheet": _(
        "Takes all values not verified yet in which report and data agree, or only one is there; the "
        "rest is verified singly."
    ),
    "conclude_county_sheet": _(
        "The score is worked out from the verified values and waits for your reviewer."
    ),
    "send_back_county_sheet": _("Your clerk verifies the sheet anew; say what was not right."),
    "tell_county_sheet": _(
        "Whoever is assessed learns its score and may accept it or appeal within its days. Not by "
        "whoever verified."
    ),
    "accept_county_sheet": _(
        "You accept your score, so the days to appeal need not be waited for; it is then settled."
    ),
    "appeal_county_sheet": _(
        "Say what of your score is wrong and why; another person of whoever assesses decides."
    ),
    "decide_county_appeal": _(
        "Reject the appeal, or uphold it and set points anew. Not by whoever verified or reviewed the sheet."
    ),
    "settle_county_sheet": _(
        "The score is final then; appeals must be decided and the result accepted or its days be "
        "over. Not by whoever verified or reviewed."
    ),
    "enter_managerial": _(
        "Works out, from ledger and approved budget, what of a county's gap was in its own hands; "
        "another person confirms."
    ),
    "confirm_managerial": _(
        "From now on the year's settlement takes this part as the county's own. Not by whoever worked it out."
    ),
    "refuse_managerial": _(
        "The managerial part was worked out wrongly: it counts for nothing and may be entered anew."
    ),
    "withdraw_managerial": _(
        "A confirmed managerial part counts no more; a settlement drawn up with it is drawn up again "
        "before posting."
    ),
    "draw_incentive": _(
        "Works out from the published assessment what counties that kept within budgets get; another "
        "person approves and books it."
    ),
    "book_incentive": _(
        "Books the incentive from the reserve to the counties' balances. Not by whoever worked it out."
    ),
    "refuse_incentive": _("The incentive was worked out wrongly: nothing is booked."),
}
