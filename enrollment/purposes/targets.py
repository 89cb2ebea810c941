"""What the pages of enrolment targets are for."""

from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "target_board": _(
        "Month by month how many are enrolled and how much collected in each county, beside the year's "
        "target."
    ),
    "target_plans": _(
        "The year's targets, version by version: drafted and submitted by one, approved by another."
    ),
    "target_plan": _("One version: what was worked out for each county, what was adjusted and why."),
    "draft_targets": _(
        "Works a year's targets out from population and policy; adjust them before submitting."
    ),
    "adjust_target": _(
        "Sets one county's figure with a reason; what was worked out stays visible beside it."
    ),
    "submit_targets": _("Hands the targets to whoever approves; nothing can be adjusted meanwhile."),
    "approve_targets": _(
        "In force and shown to all counties; the version before is superseded. Whoever worked on it "
        "cannot approve."
    ),
    "return_targets": _("Back to be adjusted, with the reason."),
    "drop_targets": _("The version is not pursued; it stays with its reason so that another can be drafted."),
    "count_target_months": _("Counts the ended months now instead of tonight."),
    "populations": _("Population counts by county and year, the base of the targets."),
    "enter_population": _(
        "Enters a county's population; targets already worked out keep the number they used."
    ),
}
