"""Inspections, rosters, physicians, credit of persons."""

from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "inspections": _(
        "Inspections planned by one person, approved by another and drawn by lot. Open one to draw, "
        "begin, record results and close it."
    ),
    "inspection": _(
        "The plan, the institutions and inspectors drawn, what was found at each, and what can be done now."
    ),
    "approve_inspection": _(
        "Approves the plan as a second person; only then institutions and inspectors are drawn."
    ),
    "draw": _(
        "The record of the lot, drawn again as you look: every rank, who was left out and why, and "
        "whether it comes out the same."
    ),
    "inspected": _(
        "What the inspection found at this institution. Record the result here; where there are problems,"
        " open a case."
    ),
    "rosters": _(
        "Inspectors, experts and supervisors, from when until when each stands on the roster. Inspectors "
        "and experts are drawn by lot from it."
    ),
    "roster_member": _(
        "The member's days on the roster and the institutions the member must not inspect. Conflicts and "
        "the last day are entered here."
    ),
    "physicians": _(
        "Physicians with findings on their bills or points lost in the year. Ask for a suspension where "
        "it is needed."
    ),
    "physician_suspensions": _(
        "Suspensions of physicians asked for and decided. A second person grants or refuses each."
    ),
    "suspend_physician": _(
        "Name the physician, the days and the reason. Another person decides; once granted, screening "
        "finds the bills of those days."
    ),
    "physician_suspension": _(
        "Which physician, at which institution, for which days and why, and whether it is granted."
    ),
    "grant_physician_suspension": _(
        "Grants the suspension as a second person; screening then finds the physician's bills of those days."
    ),
    "refuse_physician_suspension": _("Refuses the suspension as a second person; the physician goes on."),
    "person_credit_events": _(
        "What insured persons did that costs credit points, and how far each event is. They are entered "
        "in a person's file or follow from a case."
    ),
    "new_person_credit_event": _(
        "Enter what the person did, with the evidence. Points are taken only when a second person has "
        "confirmed it."
    ),
    "person_credit_event": _(
        "What the person did, the evidence, the points, and whether it is confirmed or repaired."
    ),
    "confirm_person_credit_event": _("Confirms the event as a second person; the person's points are taken."),
    "refuse_person_credit_event": _(
        "Does not confirm the event, as a second person; the person loses no points."
    ),
    "ask_person_credit_repair": _(
        "Ask for the person's points back, with what was put right. A second person decides."
    ),
    "grant_person_credit_repair": _(
        "Grants the person's repair as a second person; the points are given back."
    ),
    "refuse_person_credit_repair": _(
        "Refuses the person's repair as a second person; the points stay taken."
    ),
    "person_ratings": _(
        "Everybody with a confirmed event in the year, the points left and the rating they give."
    ),
    "plan_inspection": _(
        "Enter what is to be inspected, when and why. Another person approves the plan; only then it is drawn."
    ),
    "withdraw_inspection": _("The inspection will not take place; the reason is kept."),
    "name_inspected": _(
        "Put an institution on the list without a lot, for a reason such as a finding or a report."
    ),
    "draw_inspected": _(
        "Draws institutions by lot, but for those excluded with a reason. Drawn again, the earlier lot "
        "gives way."
    ),
    "draw_inspectors": _(
        "Draws inspectors by lot from the roster; whoever has a conflict with an institution is left out."
        " Draw the institutions first."
    ),
    "begin_inspection": _(
        "Begins the inspection: from now on everybody in the county may know of it, a surprise inspection too."
    ),
    "record_result": _(
        "Enter what was found at the institution and when; a later record replaces it, until a case is "
        "opened from it."
    ),
    "close_inspection": _(
        "Closes the inspection; every institution must have its result, and every one with problems its case."
    ),
    "enrol_member": _(
        "Put somebody on the county's roster from a first to a last day; inspectors and experts can then "
        "be drawn."
    ),
    "leave_roster": _("Enter the member's last day on the roster."),
    "declare_conflict": _(
        "Name an institution the member must not inspect; the member is never drawn for it."
    ),
}
