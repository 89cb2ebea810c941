"""What is watched: a month of indicators and its report, warnings and their course (JJ-01, JJ-10, JJ-18, ZY-19)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from config.codes import name_of
from config.history import tracked
from config.scoping import ScopedModel
from institutions.models import Agency, Attachment, PoolingArea, User

from .statements_filed import content_hash


class Level(models.TextChoices):
    """How a value stands to its corridor; the words of ``funds.rules.watch``."""

    UNKNOWN = "unknown", _("No data")
    UNSET = "unset", _("No corridor")
    WITHIN = "within", _("Within the corridor")
    WARNING = "warning", pgettext_lazy("fund warning", "Warning")
    TALK = "talk", _("Talk (约谈)")


class IndicatorCode(models.TextChoices):
    """What the indicators of ``funds.reads.indicators`` are called."""

    MONTHS_COVERED = "months_covered", _("Months the balance covers")
    CURRENT_BALANCE = "current_balance", _("Current balance rate")
    ACCUMULATED_BALANCE = "accumulated_balance", _("Accumulated balance rate")
    COVERAGE = "coverage", _("Coverage of residents")
    IN_POLICY_RATIO = "in_policy_ratio", _("Payment ratio of in-scope inpatient costs")
    REAL_RATIO = "real_ratio", _("Payment ratio of all costs")
    PERSONAL_SHARE = "personal_share", _("Personal share of costs")
    COLLECTION_RATE = "collection_rate", _("Collection rate of the year")
    PLAN_ACCURACY = "plan_accuracy", _("Accuracy of monthly plans")
    BUDGET_USE = "budget_use", _("Use of the spending budget")
    GROWTH_PER_HEAD = "growth_per_head", _("Growth of spending a head")
    SPENDING_PER_HEAD = "spending_per_head", _("Spending a head and year")
    INSURED = "insured", _("People insured")
    INCOME = "income", _("Income of the year so far")
    EXPENSE = "expense", _("Spending of the year so far")
    SURPLUS = "surplus", _("Income less spending of the year so far")
    BALANCE = "balance", _("Accumulated balance")
    WARNED_MONTHS = "warned_months", _("Months published with a warning")


@tracked()
class WatchMonth(ScopedModel):
    """A month's count of the indicators and its report: counted anew until it is drawn up, then as it is.

    ``content`` is the published report, for every agency of the area; before that there is none.
    """

    class State(models.TextChoices):
        COUNTED = "counted", _("Indicators counted")
        DRAWN_UP = "drawn_up", _("Report waits for approval")
        PUBLISHED = "published", _("Report published")

    scope_fields = ()
    scope_member_area_fields = ("area",)

    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    month = models.DateField(_("Month"))
    state = models.CharField(_("State"), max_length=9, choices=State, default=State.COUNTED)
    final = models.BooleanField(
        _("Books closed"),
        default=False,
        help_text=_("All accounting months behind it were closed when counted."),
    )
    counted_at = models.DateTimeField(_("Counted at"), default=timezone.now)
    remarks = models.TextField(_("Analysis"), blank=True, default="", max_length=4000)
    reason = models.CharField(_("Why the report was returned"), max_length=200, blank=True, default="")
    drawn_up_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Drawn up by")
    )
    drawn_up_at = models.DateTimeField(_("Drawn up at"), null=True, blank=True)
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Approved by")
    )
    approved_at = models.DateTimeField(_("Approved at"), null=True, blank=True)
    content = models.JSONField(_("Content"), null=True, blank=True)
    content_hash = models.BinaryField(_("Content hash"), max_length=32, null=True, blank=True)

    class Meta:
        verbose_name = _("Watched month")
        verbose_name_plural = _("Watched months")
        ordering = ("-month",)
        constraints = [
            models.UniqueConstraint(fields=["area", "month"], name="watch_month_once"),
            models.CheckConstraint(name="watch_month_first_day", condition=Q(month__day=1)),
            models.CheckConstraint(
                name="watch_month_two_people",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("drawn_up_by")),
                violation_error_message=_("A second person approves."),
            ),
            models.CheckConstraint(
                name="watch_month_published_whole",
                condition=Q(state="counted", approved_by__isnull=True, content__isnull=True)
                | Q(
                    state="drawn_up",
                    drawn_up_by__isnull=False,
                    approved_by__isnull=True,
                    content__isnull=True,
                )
                | Q(
                    state="published",
                    drawn_up_by__isnull=False,
                    approved_by__isnull=False,
                    approved_at__isnull=False,
                    content__isnull=False,
                    content_hash__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return _("%(area)s, %(month)s") % {"area": self.area, "month": f"{self.month:%Y-%m}"}

    def get_absolute_url(self) -> str:
        return reverse("funds:watch_report", args=[self.pk])

    @property
    def intact(self) -> bool:
        """Whether the published content is what was approved."""
        return self.content is not None and content_hash(self.content) == bytes(self.content_hash or b"")


class IndicatorValue(ScopedModel):
    """One indicator of one unit and scheme in a month, with the corridor it was measured by.

    ``unit`` the city's agency: the whole area. ``insutype`` empty: of no one scheme. ``value`` exact to twelve decimals
    (a share, months, fen or people); empty where there is no data.
    """

    scope_fields = ("unit",)
    scope_area_fields = ("area",)

    month = models.ForeignKey(
        WatchMonth, models.PROTECT, related_name="values", verbose_name=_("Watched month")
    )
    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    unit = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("Of"))
    insutype = models.CharField(_("Scheme"), max_length=6, blank=True)
    code = models.CharField(_("Indicator"), max_length=30)
    value = models.DecimalField(_("Value"), max_digits=32, decimal_places=12, null=True)
    numerator = models.DecimalField(_("Numerator"), max_digits=26, decimal_places=6, null=True)
    denominator = models.DecimalField(_("Denominator"), max_digits=26, decimal_places=6, null=True)
    level = models.CharField(_("Level"), max_length=7, choices=Level)
    corridor = models.JSONField(_("Corridor"), default=dict)

    class Meta:
        verbose_name = _("Value of an indicator")
        verbose_name_plural = _("Values of indicators")
        constraints = [
            models.UniqueConstraint(
                fields=["month", "unit", "insutype", "code"], name="indicator_value_once"
            ),
            models.CheckConstraint(
                name="indicator_value_known_or_not",
                condition=Q(value__isnull=True, level="unknown")
                | (Q(value__isnull=False) & ~Q(level="unknown")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month_id} {self.unit_id} {self.insutype} {self.code}"


@tracked()
class FundWarning(ScopedModel):
    """One cause for warning: an indicator of a unit and scheme outside its corridor, until it is closed.

    ``due_on`` is the day of whoever's turn it is. ``outside`` and ``value`` are those of the last month looked at.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Cause and measures awaited")
        RETURNED = "returned", _("Answer returned")
        ANSWERED = "answered", pgettext_lazy("fund warning", "Answered")
        ACCEPTED = "accepted", _("Measures under way")
        CLOSING = "closing", _("Closing waits for the second person")
        CLOSED = "closed", pgettext_lazy("fund warning", "Closed")

    scope_fields = ("unit",)
    scope_area_fields = ("area",)

    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    unit = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("Of"))
    insutype = models.CharField(_("Scheme"), max_length=6, blank=True)
    code = models.CharField(_("Indicator"), max_length=30)
    month = models.DateField(_("Opened for"))
    seen_month = models.DateField(_("Last month looked at"))
    state = models.CharField(_("State"), max_length=8, choices=State, default=State.OPEN)
    level = models.CharField(_("Level"), max_length=7, choices=Level)
    value = models.DecimalField(_("Value"), max_digits=32, decimal_places=12)
    outside = models.DecimalField(_("How far outside"), max_digits=32, decimal_places=12)
    worse = models.PositiveSmallIntegerField(_("Months worse in a row"), default=0)
    due_on = models.DateField(_("Deadline"), null=True, blank=True)
    talk_due_on = models.DateField(_("Talk due on"), null=True, blank=True)
    reported_to = models.CharField(_("Reported to"), max_length=20, blank=True, default="")
    cause = models.TextField(_("Cause"), blank=True, default="", max_length=2000)
    measures = models.TextField(_("Measures"), blank=True, default="", max_length=2000)
    reason = models.CharField(_("Reason"), max_length=300, blank=True, default="")
    talked = models.BooleanField(_("Talk held"), default=False)
    reported = models.BooleanField(_("Told upwards"), default=False)
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Answered by")
    )
    closing_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Closing asked for by")
    )
    closed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Closed by")
    )
    closed_at = models.DateTimeField(_("Closed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("Warning of the fund")
        verbose_name_plural = _("Warnings of the fund")
        ordering = ("-month", "unit__code", "code")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "insutype", "code"],
                condition=~Q(state="closed"),
                name="fund_warning_one_open",
                violation_error_message=_("This cause has an open warning already."),
            ),
            models.CheckConstraint(name="fund_warning_level", condition=Q(level__in=["warning", "talk"])),
            models.CheckConstraint(
                name="fund_warning_closed_by_two",
                condition=Q(state="closed", closing_by__isnull=False, closed_by__isnull=False)
                & ~Q(closed_by=F("closing_by"))
                & ~Q(reason="")
                & Q(closed_at__isnull=False)
                | (~Q(state="closed") & Q(closed_by__isnull=True, closed_at__isnull=True)),
                violation_error_message=_("A second person closes a warning."),
            ),
            models.CheckConstraint(
                name="fund_warning_closed_whole",
                condition=~Q(state="closed")
                | (
                    (Q(talked=True) | Q(level="warning"))
                    & (Q(reported=True) | Q(reported_to=""))
                    & ~Q(cause="")
                    & ~Q(measures="")
                ),
                violation_error_message=_("Talk and report are still to come."),
            ),
            models.CheckConstraint(
                name="fund_warning_answered_whole",
                condition=Q(state__in=["open", "returned"])
                | (~Q(cause="") & ~Q(measures="") & Q(answered_by__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return _("Warning of %(unit)s: %(what)s") % {"unit": self.unit, "what": self.what}

    def get_absolute_url(self) -> str:
        return reverse("funds:fund_warning", args=[self.pk])

    @property
    def what(self) -> str:
        """The indicator, and of which scheme."""
        name = str(IndicatorCode(self.code).label) if self.code in IndicatorCode.values else self.code
        return f"{name_of('insutype', self.insutype)} · {name}" if self.insutype else name

    @property
    def needs_talk(self) -> bool:
        return self.level == Level.TALK and not self.talked

    @property
    def needs_report(self) -> bool:
        return bool(self.reported_to) and not self.reported


class WarningStep(ScopedModel):
    """What was done about a warning, when and by whom; nobody: the month's count. Nothing of it changes."""

    class Act(models.TextChoices):
        OPENED = "opened", _("Warning opened")
        WORSE = "worse", _("Grew worse")
        BETTER = "better", _("Grew better")
        BACK = "back", _("Back within the corridor")
        ANSWERED = "answered", _("Cause and measures given")
        ACCEPTED = "accepted", _("Answer accepted")
        RETURNED = "returned", _("Answer returned")
        TALK = "talk", _("Talk held")
        REPORTED = "reported", _("Reported to the government")
        CLOSING = "closing", _("Closing asked for")
        KEPT_OPEN = "kept_open", _("Kept open")
        CLOSED = "closed", _("Warning closed")

    scope_fields = ("warning__unit",)
    scope_area_fields = ("warning__area",)
    append_only = True

    warning = models.ForeignKey(
        FundWarning, models.PROTECT, related_name="steps", verbose_name=_("Warning of the fund")
    )
    act = models.CharField(_("What was done"), max_length=9, choices=Act)
    at = models.DateTimeField(_("At"), default=timezone.now)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("By"))
    text = models.TextField(_("In words"), blank=True, default="", max_length=4000)
    month = models.DateField(_("Month"), null=True)
    value = models.DecimalField(_("Value"), max_digits=32, decimal_places=12, null=True)
    level = models.CharField(_("Level"), max_length=7, choices=Level, blank=True, default="")
    day = models.DateField(_("Day"), null=True)
    people = models.CharField(_("Who took part"), max_length=300, blank=True, default="")
    document = models.CharField(_("Document number"), max_length=60, blank=True, default="")
    minutes = models.ForeignKey(
        Attachment, models.PROTECT, null=True, related_name="+", verbose_name=_("Minutes")
    )

    class Meta:
        verbose_name = _("Step of a warning")
        verbose_name_plural = _("Steps of warnings")
        ordering = ("warning", "pk")
        constraints = [
            models.CheckConstraint(
                name="warning_step_talk_recorded",
                condition=~Q(act="talk") | (Q(day__isnull=False, minutes__isnull=False) & ~Q(people="")),
                violation_error_message=_("A talk has a day, people and minutes."),
            ),
            models.CheckConstraint(
                name="warning_step_reported_by_document",
                condition=~Q(act="reported") | (Q(day__isnull=False) & ~Q(document="")),
                violation_error_message=_("Give the number of the document."),
            ),
            models.CheckConstraint(
                name="warning_step_by_somebody",
                condition=Q(act__in=["opened", "worse", "better", "back"], month__isnull=False)
                | Q(by__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["warning", "month"],
                condition=Q(act__in=["worse", "better", "back"]),
                name="warning_step_once_a_month",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.warning_id} {self.get_act_display()}"
