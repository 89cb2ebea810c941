import config.migrating
import config.money
import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("claims", "0001_initial"),
        ("config", "0002_initial"),
        ("institutions", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        config.migrating.CreateTables(
            [
                migrations.CreateModel(
                    name="Book",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        (
                            "opened_on",
                            models.DateField(
                                help_text="First day of the first month.", verbose_name="Opened on"
                            ),
                        ),
                        (
                            "basis",
                            models.CharField(
                                choices=[("cash", "Cash basis"), ("accrual", "Accrual basis")],
                                default="cash",
                                max_length=10,
                                verbose_name="Basis",
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="books",
                                to="institutions.poolingarea",
                                verbose_name="Pooling area",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="books",
                                to="institutions.agency",
                                verbose_name="Accounting unit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Book",
                        "verbose_name_plural": "Books of account",
                        "ordering": ("insutype", "unit__code"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("insutype", "unit"), name="book_once_per_fund_and_unit"
                            ),
                            models.UniqueConstraint(fields=("id", "area"), name="book_id_area"),
                            models.CheckConstraint(
                                condition=models.Q(("opened_on__day", 1)), name="book_opens_on_first_day"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Account",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("memorandum", models.BooleanField(verbose_name="Memorandum")),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Agency",
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.poolingarea",
                                verbose_name="Pooling area",
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                blank=True,
                                help_text="Whose share this is, where balances are kept by county.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="County",
                            ),
                        ),
                        (
                            "book",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="accounts",
                                to="funds.book",
                                verbose_name="Book",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Account",
                        "verbose_name_plural": "Accounts",
                        "ordering": ("book", "subject__code", "agency__code", "county__code"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("id", "book", "memorandum"), name="account_id_book_memorandum"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BookEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        (
                            "opened_on",
                            models.DateField(
                                help_text="First day of the first month.", verbose_name="Opened on"
                            ),
                        ),
                        (
                            "basis",
                            models.CharField(
                                choices=[("cash", "Cash basis"), ("accrual", "Accrual basis")],
                                default="cash",
                                max_length=10,
                                verbose_name="Basis",
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.poolingarea",
                                verbose_name="Pooling area",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="funds.book",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="Accounting unit",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="BookPeriod",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("month", models.DateField(verbose_name="Month")),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "Month open"), ("closed", "Month closed")],
                                default="open",
                                max_length=6,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "last_number",
                            models.PositiveIntegerField(
                                default=0, editable=False, verbose_name="Last entry number"
                            ),
                        ),
                        (
                            "change_count",
                            models.PositiveIntegerField(default=1, editable=False, verbose_name="Changes"),
                        ),
                        (
                            "book",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="periods",
                                to="funds.book",
                                verbose_name="Book",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Accounting month",
                        "verbose_name_plural": "Accounting months",
                        "ordering": ("book", "month"),
                        "constraints": [
                            models.UniqueConstraint(fields=("book", "month"), name="period_once_per_book"),
                            models.UniqueConstraint(fields=("id", "book"), name="period_id_book"),
                            models.CheckConstraint(
                                condition=models.Q(("month__day", 1)), name="period_first_day"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Clearing",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("month", models.DateField(verbose_name="Month")),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("collecting", "Collecting"),
                                    ("adjudicated", "Adjudicated"),
                                    ("reviewed", "Reviewed"),
                                    ("netted", "Netted"),
                                    ("posted", "Posted"),
                                    ("paid", "Paid"),
                                    ("closed", "Closed"),
                                ],
                                default="collecting",
                                max_length=12,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "started_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Started at"),
                        ),
                        (
                            "reviewed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Reviewed at"),
                        ),
                        (
                            "returned_reason",
                            models.CharField(
                                blank=True,
                                help_text="By the last reviewer who did.",
                                max_length=300,
                                verbose_name="Why it was sent back",
                            ),
                        ),
                        (
                            "payment_approved_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Payment approved at"),
                        ),
                        ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="Closed at")),
                        (
                            "area",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="clearings",
                                to="institutions.poolingarea",
                                verbose_name="Pooling area",
                            ),
                        ),
                        (
                            "closed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Closed by",
                            ),
                        ),
                        (
                            "job",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="config.job",
                                verbose_name="Job",
                            ),
                        ),
                        (
                            "payment_approved_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Payment approved by",
                            ),
                        ),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Reviewed by",
                            ),
                        ),
                        (
                            "started_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Started by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Monthly clearing",
                        "verbose_name_plural": "Monthly clearings",
                        "ordering": ("-month", "insutype"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("area", "month", "insutype"), name="clearing_once_a_month"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("month__day", 1)), name="clearing_month_first_day"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "collecting"), ("started_by__isnull", False), _connector="OR"
                                ),
                                name="clearing_started",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["collecting", "adjudicated"]),
                                    models.Q(
                                        ("reviewed_by__isnull", False),
                                        models.Q(("reviewed_by", models.F("started_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="clearing_reviewed_by_another",
                                violation_error_message="Whoever starts a clearing cannot review it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("payment_approved_by__isnull", True),
                                    models.Q(("payment_approved_by", models.F("started_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="clearing_payment_approved_by_another",
                                violation_error_message="Whoever starts a clearing cannot approve its payment.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClearingEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("month", models.DateField(verbose_name="Month")),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("collecting", "Collecting"),
                                    ("adjudicated", "Adjudicated"),
                                    ("reviewed", "Reviewed"),
                                    ("netted", "Netted"),
                                    ("posted", "Posted"),
                                    ("paid", "Paid"),
                                    ("closed", "Closed"),
                                ],
                                default="collecting",
                                max_length=12,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "started_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Started at"),
                        ),
                        (
                            "reviewed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Reviewed at"),
                        ),
                        (
                            "returned_reason",
                            models.CharField(
                                blank=True,
                                help_text="By the last reviewer who did.",
                                max_length=300,
                                verbose_name="Why it was sent back",
                            ),
                        ),
                        (
                            "payment_approved_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Payment approved at"),
                        ),
                        ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="Closed at")),
                        (
                            "area",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.poolingarea",
                                verbose_name="Pooling area",
                            ),
                        ),
                        (
                            "closed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Closed by",
                            ),
                        ),
                        (
                            "job",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="config.job",
                                verbose_name="Job",
                            ),
                        ),
                        (
                            "payment_approved_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Payment approved by",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="funds.clearing",
                            ),
                        ),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Reviewed by",
                            ),
                        ),
                        (
                            "started_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Started by",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ClearingStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "step",
                            models.CharField(
                                choices=[
                                    ("adjudicate", "Adjudicate"),
                                    ("net", "Net"),
                                    ("post", "Post"),
                                    ("pay", "Pay"),
                                ],
                                max_length=12,
                                verbose_name="Step",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("pending", "Pending"),
                                    ("running", "Running"),
                                    ("done", "Done"),
                                    ("failed", "Failed"),
                                ],
                                default="pending",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="Attempts")),
                        (
                            "heartbeat",
                            models.DateTimeField(blank=True, null=True, verbose_name="Last sign of life"),
                        ),
                        (
                            "started_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Started at"),
                        ),
                        (
                            "finished_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Finished at"),
                        ),
                        ("fault_code", models.CharField(blank=True, max_length=40, verbose_name="Fault")),
                        (
                            "fault_params",
                            models.JSONField(blank=True, default=dict, verbose_name="Fault details"),
                        ),
                        (
                            "clearing",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="funds.clearing",
                                verbose_name="Clearing",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Unit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Clearing step",
                        "verbose_name_plural": "Clearing steps",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("clearing", "step", "unit"), name="clearing_step_per_unit"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Entry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="Number")),
                        ("booked_on", models.DateField(verbose_name="Booked on")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("opening", "Opening balance"),
                                    ("clearing", "Clearing"),
                                    ("payment", "Payment"),
                                    ("returned", "Returned payment"),
                                    ("transfer", "Transfer between accounts"),
                                    ("receipt", "Receipt"),
                                    ("recovery", "Overpayments recovered"),
                                    ("interest", "Interest"),
                                    ("allocation", "Allocation between counties and reserves"),
                                    ("accounts", "Personal accounts"),
                                    ("closing", "Closing entry"),
                                    ("manual", "Manual entry"),
                                    ("reversal", "Reversal"),
                                ],
                                max_length=12,
                                verbose_name="Kind",
                            ),
                        ),
                        ("key", models.CharField(max_length=200, verbose_name="Posting key")),
                        ("payload_hash", models.BinaryField(max_length=32, verbose_name="Payload hash")),
                        ("memorandum", models.BooleanField(verbose_name="Memorandum")),
                        ("leg_count", models.PositiveIntegerField(verbose_name="Legs")),
                        ("summary", models.CharField(max_length=200, verbose_name="Summary")),
                        ("source_type", models.CharField(blank=True, max_length=60, verbose_name="Source")),
                        (
                            "source_id",
                            models.BigIntegerField(blank=True, null=True, verbose_name="Source record"),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="Recorded at"
                            ),
                        ),
                        (
                            "book",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="entries",
                                to="funds.book",
                                verbose_name="Book",
                            ),
                        ),
                        (
                            "checked_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Checked by",
                            ),
                        ),
                        (
                            "corrects",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrected_by",
                                to="funds.entry",
                                verbose_name="Corrects",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Drawn up by",
                            ),
                        ),
                        (
                            "period",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="entries",
                                to="funds.bookperiod",
                                verbose_name="Accounting month",
                            ),
                        ),
                        (
                            "reverses",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reversed_by",
                                to="funds.entry",
                                verbose_name="Reverses",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Entry",
                        "verbose_name_plural": "Entries",
                        "ordering": ("book", "booked_on", "number"),
                        "indexes": [
                            models.Index(
                                condition=models.Q(("source_id__isnull", False)),
                                fields=["source_type", "source_id"],
                                name="entry_source",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("book", "key"), name="entry_key_once_per_book"),
                            models.UniqueConstraint(
                                fields=("period", "number"), name="entry_number_once_per_month"
                            ),
                            models.UniqueConstraint(
                                fields=("id", "leg_count", "book", "memorandum", "booked_on"),
                                name="entry_as_legs_see_it",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("leg_count__gte", 2)), name="entry_two_legs_at_least"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("checked_by__isnull", True),
                                    models.Q(("checked_by", models.F("made_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="entry_two_people",
                                violation_error_message="Whoever prepares cannot check.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind__in", ["opening", "manual", "reversal"]), _negated=True),
                                    ("checked_by__isnull", False),
                                    _connector="OR",
                                ),
                                name="entry_checked_by_kind",
                                violation_error_message="This kind of entry needs a second person.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "reversal"), ("reverses__isnull", False)),
                                    models.Q(
                                        models.Q(("kind", "reversal"), _negated=True),
                                        ("reverses__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="entry_reversal_names_its_entry",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("source_id__isnull", True), ("source_type", "")),
                                    models.Q(
                                        models.Q(("source_type", ""), _negated=True),
                                        ("source_id__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="entry_source_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Leg",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("n", models.PositiveIntegerField(verbose_name="Line")),
                        ("leg_count", models.PositiveIntegerField(verbose_name="Legs")),
                        ("memorandum", models.BooleanField(verbose_name="Memorandum")),
                        ("booked_on", models.DateField(verbose_name="Booked on")),
                        ("debit", config.money.MoneyField(default=0, verbose_name="Debit")),
                        ("credit", config.money.MoneyField(default=0, verbose_name="Credit")),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="Note")),
                        (
                            "account",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="legs",
                                to="funds.account",
                                verbose_name="Account",
                            ),
                        ),
                        (
                            "book",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="funds.book",
                                verbose_name="Book",
                            ),
                        ),
                        (
                            "entry",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="legs",
                                to="funds.entry",
                                verbose_name="Entry",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Leg",
                        "verbose_name_plural": "Legs",
                        "ordering": ("entry", "n"),
                        "indexes": [
                            models.Index(fields=["account", "booked_on", "id"], name="leg_statement")
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("entry", "n"), name="leg_once"),
                            models.CheckConstraint(
                                condition=models.Q(("n__gte", 1), ("n__lte", models.F("leg_count"))),
                                name="leg_within_count",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("credit", 0), ("debit__gt", 0)),
                                    models.Q(("credit__gt", 0), ("debit", 0)),
                                    _connector="OR",
                                ),
                                name="leg_one_side",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NetPosition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "owes",
                            config.money.MoneyField(
                                help_text="For its people's care elsewhere.", verbose_name="Owes"
                            ),
                        ),
                        (
                            "is_owed",
                            config.money.MoneyField(
                                help_text="For other counties' people treated here.", verbose_name="Is owed"
                            ),
                        ),
                        (
                            "net",
                            config.money.MoneyField(
                                help_text="Positive: receives from the city; negative: pays to the city.",
                                verbose_name="Net amount",
                            ),
                        ),
                        (
                            "clearing",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="net_positions",
                                to="funds.clearing",
                                verbose_name="Clearing",
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="County",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Net position",
                        "verbose_name_plural": "Net positions",
                        "constraints": [
                            models.UniqueConstraint(fields=("clearing", "county"), name="net_position_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "net",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("is_owed"), "-", models.F("owes")
                                        ),
                                    )
                                ),
                                name="net_position_adds_up",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NettingLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("bill_count", models.PositiveIntegerField(verbose_name="Bills")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        (
                            "care_county",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Care in",
                            ),
                        ),
                        (
                            "clearing",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="netting_lines",
                                to="funds.clearing",
                                verbose_name="Clearing",
                            ),
                        ),
                        (
                            "insu_county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Insured in",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Netting line",
                        "verbose_name_plural": "Netting lines",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("clearing", "insu_county", "care_county"),
                                name="netting_line_once",
                                nulls_distinct=False,
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PaymentBatch",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("number", models.CharField(max_length=40, unique=True, verbose_name="Batch number")),
                        ("prepared_at", models.DateTimeField(auto_now_add=True, verbose_name="Prepared at")),
                        (
                            "approved_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Approved at"),
                        ),
                        (
                            "exported_at",
                            models.DateTimeField(
                                blank=True,
                                help_text="First time; from then on the bank may have paid.",
                                null=True,
                                verbose_name="Exported at",
                            ),
                        ),
                        (
                            "returned_at",
                            models.DateTimeField(
                                blank=True,
                                help_text="Last time the bank told how its payments ended.",
                                null=True,
                                verbose_name="Returned at",
                            ),
                        ),
                        (
                            "approved_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Approved by",
                            ),
                        ),
                        (
                            "clearing",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="batches",
                                to="funds.clearing",
                                verbose_name="Clearing",
                            ),
                        ),
                        (
                            "payer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Paid by",
                            ),
                        ),
                        (
                            "prepared_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Prepared by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Payment batch",
                        "verbose_name_plural": "Payment batches",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approved_by__isnull", True),
                                    models.Q(("approved_by", models.F("prepared_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="payment_batch_two_people",
                                violation_error_message="Whoever prepares cannot approve.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("exported_at__isnull", True),
                                    ("approved_by__isnull", False),
                                    _connector="OR",
                                ),
                                name="payment_batch_exported_approved",
                                violation_error_message="Only an approved batch goes to the bank.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Payment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "number",
                            models.CharField(max_length=40, unique=True, verbose_name="Payment number"),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("institution", "To an institution"),
                                    ("net_transfer", "Between county and city"),
                                    ("person", "To a person"),
                                ],
                                max_length=14,
                                verbose_name="Kind",
                            ),
                        ),
                        ("account_name", models.CharField(max_length=120, verbose_name="Account name")),
                        ("account_no", models.CharField(max_length=34, verbose_name="Account number")),
                        ("bank_name", models.CharField(max_length=120, verbose_name="Bank")),
                        ("bank_code", models.CharField(blank=True, max_length=14, verbose_name="Bank code")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("prepared", "Prepared"),
                                    ("sent", "Sent to the bank"),
                                    ("paid", "Paid"),
                                    ("failed", "Failed"),
                                ],
                                default="prepared",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        ("paid_on", models.DateField(blank=True, null=True, verbose_name="Paid on")),
                        (
                            "failure_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="Bank's reason"),
                        ),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Bank return"),
                        ),
                        (
                            "clearing",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="payments",
                                to="funds.clearing",
                                verbose_name="Clearing",
                            ),
                        ),
                        (
                            "net_position",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="payments",
                                to="funds.netposition",
                                verbose_name="Net position",
                            ),
                        ),
                        (
                            "payable",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="payments",
                                to="claims.payable",
                                verbose_name="Amount owed to a person",
                            ),
                        ),
                        (
                            "payee_agency",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Paid to",
                            ),
                        ),
                        (
                            "payer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Paid by",
                            ),
                        ),
                        (
                            "reissues",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reissued_as",
                                to="funds.payment",
                                verbose_name="Issued again for",
                            ),
                        ),
                        (
                            "batch",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="payments",
                                to="funds.paymentbatch",
                                verbose_name="Batch",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Payment",
                        "verbose_name_plural": "Payments",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)), name="payment_positive"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "failed"), _negated=True),
                                fields=("net_position",),
                                name="payment_one_live_per_net",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "failed"), _negated=True),
                                fields=("payable",),
                                name="payment_one_live_per_payable",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "paid"), _negated=True),
                                    ("paid_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="payment_paid_dated",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PaymentBatchEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("number", models.CharField(max_length=40, verbose_name="Batch number")),
                        ("prepared_at", models.DateTimeField(auto_now_add=True, verbose_name="Prepared at")),
                        (
                            "approved_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Approved at"),
                        ),
                        (
                            "exported_at",
                            models.DateTimeField(
                                blank=True,
                                help_text="First time; from then on the bank may have paid.",
                                null=True,
                                verbose_name="Exported at",
                            ),
                        ),
                        (
                            "returned_at",
                            models.DateTimeField(
                                blank=True,
                                help_text="Last time the bank told how its payments ended.",
                                null=True,
                                verbose_name="Returned at",
                            ),
                        ),
                        (
                            "approved_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Approved by",
                            ),
                        ),
                        (
                            "clearing",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.clearing",
                                verbose_name="Clearing",
                            ),
                        ),
                        (
                            "payer",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="Paid by",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="funds.paymentbatch",
                            ),
                        ),
                        (
                            "prepared_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Prepared by",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PeriodChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("n", models.PositiveIntegerField(verbose_name="Number")),
                        (
                            "act",
                            models.CharField(
                                choices=[
                                    ("opened", "Month opened"),
                                    ("closed", "Month closed"),
                                    ("reopened", "Month reopened"),
                                ],
                                max_length=10,
                                verbose_name="Act",
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="At")),
                        ("reason", models.CharField(blank=True, max_length=200, verbose_name="Reason")),
                        (
                            "checked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Checked by",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Drawn up by",
                            ),
                        ),
                        (
                            "period",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="changes",
                                to="funds.bookperiod",
                                verbose_name="Accounting month",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Change of an accounting month",
                        "verbose_name_plural": "Changes of accounting months",
                        "ordering": ("period", "n"),
                        "constraints": [
                            models.UniqueConstraint(fields=("period", "n"), name="period_change_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("checked_by__isnull", True),
                                    models.Q(("checked_by", models.F("made_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="period_change_two_people",
                                violation_error_message="Whoever prepares cannot check.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("act", "reopened"), _negated=True),
                                    models.Q(
                                        ("checked_by__isnull", False), models.Q(("reason", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="period_reopened_with_reason",
                                violation_error_message="Reopening needs a second person and a reason.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Statement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("bill_count", models.PositiveIntegerField(verbose_name="Bills")),
                        ("medfee_sumamt", config.money.MoneyField(verbose_name="Total medical fee")),
                        ("fund_appy_sum", config.money.MoneyField(verbose_name="Funds together")),
                        ("acct_pay", config.money.MoneyField(default=0, verbose_name="Personal accounts")),
                        (
                            "brought_forward",
                            config.money.MoneyField(default=0, verbose_name="Brought forward"),
                        ),
                        ("det_sumamt", config.money.MoneyField(verbose_name="Deductions")),
                        (
                            "det_later",
                            config.money.MoneyField(
                                default=0,
                                help_text="Beyond the pooled part of this month.",
                                verbose_name="Deductions left for next month",
                            ),
                        ),
                        ("dpst_sumamt", config.money.MoneyField(verbose_name="Quality deposit")),
                        (
                            "carried_forward",
                            config.money.MoneyField(default=0, verbose_name="Carried forward"),
                        ),
                        ("act_dfr_amt", config.money.MoneyField(verbose_name="Payable")),
                        (
                            "clearing",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="statements",
                                to="funds.clearing",
                                verbose_name="Clearing",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="statements",
                                to="institutions.institution",
                                verbose_name="Institution",
                            ),
                        ),
                        (
                            "payer",
                            models.ForeignKey(
                                help_text="The county of care; the city for care outside the area.",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Paid by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Institution statement",
                        "verbose_name_plural": "Institution statements",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("clearing", "institution", "payer"),
                                name="statement_once_per_institution",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "act_dfr_amt",
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    django.db.models.expressions.CombinedExpression(
                                                        django.db.models.expressions.CombinedExpression(
                                                            models.F("fund_appy_sum"),
                                                            "+",
                                                            models.F("acct_pay"),
                                                        ),
                                                        "+",
                                                        models.F("brought_forward"),
                                                    ),
                                                    "-",
                                                    models.F("det_sumamt"),
                                                ),
                                                "-",
                                                models.F("dpst_sumamt"),
                                            ),
                                            "-",
                                            models.F("carried_forward"),
                                        ),
                                    )
                                ),
                                name="statement_adds_up",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("act_dfr_amt__gte", 0),
                                    ("det_later__gte", 0),
                                    ("det_sumamt__gte", 0),
                                    ("dpst_sumamt__gte", 0),
                                ),
                                name="statement_not_negative",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PaymentEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.CharField(max_length=40, verbose_name="Payment number")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("institution", "To an institution"),
                                    ("net_transfer", "Between county and city"),
                                    ("person", "To a person"),
                                ],
                                max_length=14,
                                verbose_name="Kind",
                            ),
                        ),
                        ("account_name", models.CharField(max_length=120, verbose_name="Account name")),
                        ("account_no", models.CharField(max_length=34, verbose_name="Account number")),
                        ("bank_name", models.CharField(max_length=120, verbose_name="Bank")),
                        ("bank_code", models.CharField(blank=True, max_length=14, verbose_name="Bank code")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("prepared", "Prepared"),
                                    ("sent", "Sent to the bank"),
                                    ("paid", "Paid"),
                                    ("failed", "Failed"),
                                ],
                                default="prepared",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        ("paid_on", models.DateField(blank=True, null=True, verbose_name="Paid on")),
                        (
                            "failure_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="Bank's reason"),
                        ),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Bank return"),
                        ),
                        (
                            "batch",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.paymentbatch",
                                verbose_name="Batch",
                            ),
                        ),
                        (
                            "clearing",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.clearing",
                                verbose_name="Clearing",
                            ),
                        ),
                        (
                            "net_position",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.netposition",
                                verbose_name="Net position",
                            ),
                        ),
                        (
                            "payable",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.payable",
                                verbose_name="Amount owed to a person",
                            ),
                        ),
                        (
                            "payee_agency",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="Paid to",
                            ),
                        ),
                        (
                            "payer",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="Paid by",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="funds.payment",
                            ),
                        ),
                        (
                            "reissues",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.payment",
                                verbose_name="Issued again for",
                            ),
                        ),
                        (
                            "statement",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.statement",
                                verbose_name="Statement",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ]
        ),
        migrations.AddField(
            model_name="payment",
            name="statement",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="payments",
                to="funds.statement",
                verbose_name="Statement",
            ),
        ),
        config.migrating.CreateTables(
            [
                migrations.CreateModel(
                    name="StatementLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "fund_part",
                            models.CharField(
                                help_text="National amount, such as hifp_pay.",
                                max_length=12,
                                verbose_name="Fund part",
                            ),
                        ),
                        ("bill_count", models.PositiveIntegerField(verbose_name="Bills")),
                        ("approved", config.money.MoneyField(verbose_name="Approved")),
                        ("brought", config.money.MoneyField(default=0, verbose_name="Brought forward")),
                        ("deducted", config.money.MoneyField(default=0, verbose_name="Deducted")),
                        ("deposit", config.money.MoneyField(default=0, verbose_name="Deposit")),
                        ("carried", config.money.MoneyField(default=0, verbose_name="Carried forward")),
                        ("payable", config.money.MoneyField(verbose_name="Payable")),
                        (
                            "insu_county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Insured in",
                            ),
                        ),
                        (
                            "statement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lines",
                                to="funds.statement",
                                verbose_name="Statement",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Statement line",
                        "verbose_name_plural": "Statement lines",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("statement", "insu_county", "fund_part"), name="statement_line_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "payable",
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    django.db.models.expressions.CombinedExpression(
                                                        models.F("approved"), "+", models.F("brought")
                                                    ),
                                                    "-",
                                                    models.F("deducted"),
                                                ),
                                                "-",
                                                models.F("deposit"),
                                            ),
                                            "-",
                                            models.F("carried"),
                                        ),
                                    )
                                ),
                                name="statement_line_adds_up",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Subject",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("role", models.CharField(max_length=40, unique=True, verbose_name="Role")),
                        ("code", models.CharField(max_length=12, unique=True, verbose_name="Code")),
                        ("name", models.CharField(max_length=60, verbose_name="Name")),
                        ("name_en", models.CharField(max_length=80, verbose_name="English name")),
                        (
                            "klass",
                            models.CharField(
                                choices=[
                                    ("asset", "Asset"),
                                    ("liability", "Liability"),
                                    ("net", "Net assets"),
                                    ("income", "Income"),
                                    ("expense", "Expense"),
                                    ("memo", "Memorandum"),
                                ],
                                max_length=10,
                                verbose_name="Class",
                            ),
                        ),
                        (
                            "normal_side",
                            models.CharField(
                                choices=[("debit", "Debit"), ("credit", "Credit")],
                                max_length=6,
                                verbose_name="Normal side",
                            ),
                        ),
                        ("memorandum", models.BooleanField(editable=False, verbose_name="Memorandum")),
                        (
                            "verified",
                            models.BooleanField(
                                default=False,
                                help_text="Unverified codes are marked and stay off national forms.",
                                verbose_name="Code verified",
                            ),
                        ),
                        ("source", models.CharField(blank=True, max_length=200, verbose_name="Source")),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="funds.subject",
                                verbose_name="Part of",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Subject",
                        "verbose_name_plural": "Subjects",
                        "ordering": ("code",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("klass", "memo"), ("memorandum", True)),
                                    models.Q(
                                        models.Q(("klass", "memo"), _negated=True), ("memorandum", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="subject_memorandum_by_class",
                            ),
                            models.UniqueConstraint(
                                fields=("id", "memorandum"), name="subject_id_memorandum"
                            ),
                        ],
                    },
                ),
            ]
        ),
        migrations.AddField(
            model_name="account",
            name="subject",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="accounts",
                to="funds.subject",
                verbose_name="Subject",
            ),
        ),
        config.migrating.CreateTables(
            [
                migrations.CreateModel(
                    name="SubjectEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("role", models.CharField(max_length=40, verbose_name="Role")),
                        ("code", models.CharField(max_length=12, verbose_name="Code")),
                        ("name", models.CharField(max_length=60, verbose_name="Name")),
                        ("name_en", models.CharField(max_length=80, verbose_name="English name")),
                        (
                            "klass",
                            models.CharField(
                                choices=[
                                    ("asset", "Asset"),
                                    ("liability", "Liability"),
                                    ("net", "Net assets"),
                                    ("income", "Income"),
                                    ("expense", "Expense"),
                                    ("memo", "Memorandum"),
                                ],
                                max_length=10,
                                verbose_name="Class",
                            ),
                        ),
                        (
                            "normal_side",
                            models.CharField(
                                choices=[("debit", "Debit"), ("credit", "Credit")],
                                max_length=6,
                                verbose_name="Normal side",
                            ),
                        ),
                        ("memorandum", models.BooleanField(editable=False, verbose_name="Memorandum")),
                        (
                            "verified",
                            models.BooleanField(
                                default=False,
                                help_text="Unverified codes are marked and stay off national forms.",
                                verbose_name="Code verified",
                            ),
                        ),
                        ("source", models.CharField(blank=True, max_length=200, verbose_name="Source")),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.subject",
                                verbose_name="Part of",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="funds.subject",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AccountBalance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("month", models.DateField(verbose_name="Month")),
                        ("opening", config.money.MoneyField(default=0, verbose_name="Opening")),
                        ("debit", config.money.MoneyField(default=0, verbose_name="Debit")),
                        ("credit", config.money.MoneyField(default=0, verbose_name="Credit")),
                        (
                            "account",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="balances",
                                to="funds.account",
                                verbose_name="Account",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Account balance",
                        "verbose_name_plural": "Account balances",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("account", "month"), name="balance_once_per_month"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("credit__gte", 0), ("debit__gte", 0)),
                                name="balance_movement_not_negative",
                            ),
                        ],
                    },
                ),
            ]
        ),
        config.migrating.AddTrigger(
            model_name="book",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_bookevent" ("area_id", "basis", "id", "insutype", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id") SELECT new_values."area_id", new_values."basis", new_values."id", new_values."insutype", new_values."opened_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."unit_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="84ee3c8954e374e3c195e49f48d34b932932f687",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_19a7c",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_book",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="book",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_bookevent" ("area_id", "basis", "id", "insutype", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id") SELECT new_values."area_id", new_values."basis", new_values."id", new_values."insutype", new_values."opened_on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."unit_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="5c8b9f8f307ca64037476ac46cc0f049cd5d3c29",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a0abe",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_book",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="book",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_bookevent" ("area_id", "basis", "id", "insutype", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id") SELECT old_values."area_id", old_values."basis", old_values."id", old_values."insutype", old_values."opened_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."unit_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="47ca340b962065b99c906e3725b28930cc4ccb98",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_36a35",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_book",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="clearing",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_clearingevent" ("area_id", "closed_at", "closed_by_id", "id", "insutype", "job_id", "month", "payment_approved_at", "payment_approved_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned_reason", "reviewed_at", "reviewed_by_id", "started_at", "started_by_id", "state") SELECT new_values."area_id", new_values."closed_at", new_values."closed_by_id", new_values."id", new_values."insutype", new_values."job_id", new_values."month", new_values."payment_approved_at", new_values."payment_approved_by_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."returned_reason", new_values."reviewed_at", new_values."reviewed_by_id", new_values."started_at", new_values."started_by_id", new_values."state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="670a91b05e4c2f5d6e641f4821f0a1e571616fcc",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_85688",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_clearing",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="clearing",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_clearingevent" ("area_id", "closed_at", "closed_by_id", "id", "insutype", "job_id", "month", "payment_approved_at", "payment_approved_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned_reason", "reviewed_at", "reviewed_by_id", "started_at", "started_by_id", "state") SELECT new_values."area_id", new_values."closed_at", new_values."closed_by_id", new_values."id", new_values."insutype", new_values."job_id", new_values."month", new_values."payment_approved_at", new_values."payment_approved_by_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."returned_reason", new_values."reviewed_at", new_values."reviewed_by_id", new_values."started_at", new_values."started_by_id", new_values."state" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="cce91a8a87bf2d80154762d06d70cb4d5d1f963a",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5bd40",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_clearing",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="clearing",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_clearingevent" ("area_id", "closed_at", "closed_by_id", "id", "insutype", "job_id", "month", "payment_approved_at", "payment_approved_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned_reason", "reviewed_at", "reviewed_by_id", "started_at", "started_by_id", "state") SELECT old_values."area_id", old_values."closed_at", old_values."closed_by_id", old_values."id", old_values."insutype", old_values."job_id", old_values."month", old_values."payment_approved_at", old_values."payment_approved_by_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."returned_reason", old_values."reviewed_at", old_values."reviewed_by_id", old_values."started_at", old_values."started_by_id", old_values."state" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="e22d6260ba2f00c129fb6a8f103e9885ed111bf6",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e6fa1",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_clearing",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="paymentbatch",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_paymentbatchevent" ("approved_at", "approved_by_id", "clearing_id", "exported_at", "id", "insutype", "number", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "returned_at") SELECT new_values."approved_at", new_values."approved_by_id", new_values."clearing_id", new_values."exported_at", new_values."id", new_values."insutype", new_values."number", new_values."payer_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."prepared_at", new_values."prepared_by_id", new_values."returned_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="16bdbfafec0476d68de7f3d55b1ccf930ee9a50b",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b773c",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_paymentbatch",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="paymentbatch",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_paymentbatchevent" ("approved_at", "approved_by_id", "clearing_id", "exported_at", "id", "insutype", "number", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "returned_at") SELECT new_values."approved_at", new_values."approved_by_id", new_values."clearing_id", new_values."exported_at", new_values."id", new_values."insutype", new_values."number", new_values."payer_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."prepared_at", new_values."prepared_by_id", new_values."returned_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="633a49da69a51fa32df11971dea1a35e424aedd4",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3944a",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_paymentbatch",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="paymentbatch",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_paymentbatchevent" ("approved_at", "approved_by_id", "clearing_id", "exported_at", "id", "insutype", "number", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "returned_at") SELECT old_values."approved_at", old_values."approved_by_id", old_values."clearing_id", old_values."exported_at", old_values."id", old_values."insutype", old_values."number", old_values."payer_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."prepared_at", old_values."prepared_by_id", old_values."returned_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="8132cf30eeaa8c690189991009a5a5ba28e989f0",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e76c8",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_paymentbatch",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("clearing__isnull", False),
                        ("kind", "institution"),
                        ("net_position__isnull", True),
                        ("payable__isnull", True),
                        ("statement__isnull", False),
                    ),
                    models.Q(
                        ("clearing__isnull", False),
                        ("kind", "net_transfer"),
                        ("net_position__isnull", False),
                        ("payable__isnull", True),
                        ("statement__isnull", True),
                    ),
                    models.Q(
                        ("clearing__isnull", True),
                        ("kind", "person"),
                        ("net_position__isnull", True),
                        ("payable__isnull", False),
                        ("statement__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="payment_one_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "failed"), _negated=True),
                fields=("statement",),
                name="payment_one_live_per_statement",
            ),
        ),
        config.migrating.AddTrigger(
            model_name="payment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_paymentevent" ("account_name", "account_no", "amount", "bank_code", "bank_name", "batch_id", "clearing_id", "failure_reason", "id", "import_run_id", "kind", "net_position_id", "number", "paid_on", "payable_id", "payee_agency_id", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reissues_id", "state", "statement_id") SELECT new_values."account_name", new_values."account_no", new_values."amount", new_values."bank_code", new_values."bank_name", new_values."batch_id", new_values."clearing_id", new_values."failure_reason", new_values."id", new_values."import_run_id", new_values."kind", new_values."net_position_id", new_values."number", new_values."paid_on", new_values."payable_id", new_values."payee_agency_id", new_values."payer_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reissues_id", new_values."state", new_values."statement_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="1956a3783f590e3120308c6597a799ba2b82fbb2",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4ea66",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_payment",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="payment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_paymentevent" ("account_name", "account_no", "amount", "bank_code", "bank_name", "batch_id", "clearing_id", "failure_reason", "id", "import_run_id", "kind", "net_position_id", "number", "paid_on", "payable_id", "payee_agency_id", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reissues_id", "state", "statement_id") SELECT new_values."account_name", new_values."account_no", new_values."amount", new_values."bank_code", new_values."bank_name", new_values."batch_id", new_values."clearing_id", new_values."failure_reason", new_values."id", new_values."import_run_id", new_values."kind", new_values."net_position_id", new_values."number", new_values."paid_on", new_values."payable_id", new_values."payee_agency_id", new_values."payer_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reissues_id", new_values."state", new_values."statement_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="0dc558d5f1e475817fa7d8be11661d2f4ce1082f",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c4f50",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_payment",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="payment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_paymentevent" ("account_name", "account_no", "amount", "bank_code", "bank_name", "batch_id", "clearing_id", "failure_reason", "id", "import_run_id", "kind", "net_position_id", "number", "paid_on", "payable_id", "payee_agency_id", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reissues_id", "state", "statement_id") SELECT old_values."account_name", old_values."account_no", old_values."amount", old_values."bank_code", old_values."bank_name", old_values."batch_id", old_values."clearing_id", old_values."failure_reason", old_values."id", old_values."import_run_id", old_values."kind", old_values."net_position_id", old_values."number", old_values."paid_on", old_values."payable_id", old_values."payee_agency_id", old_values."payer_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reissues_id", old_values."state", old_values."statement_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="c0bf624188d363087018550ec3b58d6cf9db626d",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_76efa",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_payment",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="subject",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_subjectevent" ("code", "id", "klass", "memorandum", "name", "name_en", "normal_side", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "source", "verified") SELECT new_values."code", new_values."id", new_values."klass", new_values."memorandum", new_values."name", new_values."name_en", new_values."normal_side", new_values."parent_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."role", new_values."source", new_values."verified" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d9f7f12221cdd7a050acf44410edddffd8b045cd",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0f568",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_subject",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="subject",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_subjectevent" ("code", "id", "klass", "memorandum", "name", "name_en", "normal_side", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "source", "verified") SELECT new_values."code", new_values."id", new_values."klass", new_values."memorandum", new_values."name", new_values."name_en", new_values."normal_side", new_values."parent_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."role", new_values."source", new_values."verified" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="013445ec34411017bc719a0428ac3046ed5bc03b",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c9405",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_subject",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="subject",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_subjectevent" ("code", "id", "klass", "memorandum", "name", "name_en", "normal_side", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "source", "verified") SELECT old_values."code", old_values."id", old_values."klass", old_values."memorandum", old_values."name", old_values."name_en", old_values."normal_side", old_values."parent_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."role", old_values."source", old_values."verified" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="e3071ecafc97029947ec8a12265cb80ab7773347",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_bc128",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_subject",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.UniqueConstraint(
                fields=("book", "subject", "agency", "county"), name="account_once", nulls_distinct=False
            ),
        ),
    ]
