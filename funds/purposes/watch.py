"""What acts on figures of the fund, warnings and the monthly report are for."""

from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "count_watch_month": _(
        "Counts an ended month's figures of every unit; what lies outside its corridor opens a "
        "warning. Not once its report is drawn up."
    ),
    "warning_answer": _(
        "The unit's finance says the cause and what it does about it; the city then decides on the answer."
    ),
    "warning_accept": _(
        "The city agrees to the unit's measures; where the level asks for it, a talk or a report comes next."
    ),
    "warning_send_back": _("The unit completes its answer; say what is missing in it."),
    "warning_talk": _(
        "Record the talk with those responsible: day, who took part, what was agreed, minutes."
    ),
    "warning_report": _(
        "Note that the government was told of the warning and its measures; needed before closing "
        "where the level asks for it."
    ),
    "warning_ask_closing": _("The measures worked: ask a second person of the city to close the warning."),
    "warning_close": _(
        "The warning is closed and stays as it is; a later month outside opens another. Not by whoever "
        "asked for it."
    ),
    "warning_keep_open": _("You do not agree to closing: say why; the warning goes on."),
    "draw_up_watch_report": _(
        "Write the analysis and hand the month's report to who approves it; from then on the figures stay."
    ),
    "publish_watch_report": _(
        "Every agency of the area sees all counties' figures then, and the report stays as it is. Not "
        "by whoever drew it up."
    ),
    "return_watch_report": _("The city's finance mends the report and may count the month again; say why."),
    "watch_indicator": _(
        "One key figure of a unit: where it comes from, how it went month by month, and its warnings."
    ),
}
