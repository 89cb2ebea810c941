import config.migrating
import config.money
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0040_year_ends_at_zero"),
        ("institutions", "0009_credit_row_level_security"),
        ("institutions", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        config.migrating.CreateTables(
            tables=[
                migrations.CreateModel(
                    name="ReserveMovement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("entered", "Waits for approval"),
                                    ("booked", "Booked"),
                                    ("refused", "Rejected"),
                                ],
                                default="entered",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Decided at"),
                        ),
                        (
                            "refused_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="Why it was refused"),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("reserve", models.CharField(max_length=20, verbose_name="Reserve")),
                        (
                            "act",
                            models.CharField(
                                choices=[
                                    ("first", "First payment"),
                                    ("top_up", "Topped up"),
                                    ("merge", "Closed and merged"),
                                    ("distribution", "Distributed"),
                                ],
                                max_length=12,
                                verbose_name="Act",
                            ),
                        ),
                        ("turn", models.CharField(max_length=20, verbose_name="For")),
                        ("as_of", models.DateField(verbose_name="As of")),
                        ("held", config.money.MoneyField(verbose_name="Held before")),
                        ("wanted", config.money.MoneyField(verbose_name="Asked for")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("formula", models.CharField(max_length=300, verbose_name="Formula")),
                        ("clause", models.CharField(blank=True, max_length=60, verbose_name="Clause")),
                        ("assumed", models.CharField(blank=True, max_length=300, verbose_name="Assumed")),
                        ("evidence", models.CharField(max_length=80, verbose_name="Number of the paper")),
                        ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
                        ("booked_on", models.DateField(blank=True, null=True, verbose_name="Booked on")),
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
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Decided by",
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Entered by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Movement of a reserve",
                        "verbose_name_plural": "Movements of reserves",
                        "ordering": ("-pk",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amount__gt", 0),
                                    ("held__gte", 0),
                                    ("wanted__gte", models.F("amount")),
                                    models.Q(("evidence", ""), _negated=True),
                                ),
                                name="reserve_movement_amounts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "entered"), ("decided_by__isnull", True)),
                                    models.Q(
                                        models.Q(("state", "entered"), _negated=True),
                                        ("decided_by__isnull", False),
                                        models.Q(("decided_by", models.F("entered_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="reserve_movement_two_people",
                                violation_error_message="Whoever prepares cannot approve.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "refused"), _negated=True),
                                fields=("area", "insutype", "reserve", "act", "turn"),
                                name="reserve_movement_once",
                                violation_error_message="This movement is entered already.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReserveMovementEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("entered", "Waits for approval"),
                                    ("booked", "Booked"),
                                    ("refused", "Rejected"),
                                ],
                                default="entered",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Decided at"),
                        ),
                        (
                            "refused_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="Why it was refused"),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("reserve", models.CharField(max_length=20, verbose_name="Reserve")),
                        (
                            "act",
                            models.CharField(
                                choices=[
                                    ("first", "First payment"),
                                    ("top_up", "Topped up"),
                                    ("merge", "Closed and merged"),
                                    ("distribution", "Distributed"),
                                ],
                                max_length=12,
                                verbose_name="Act",
                            ),
                        ),
                        ("turn", models.CharField(max_length=20, verbose_name="For")),
                        ("as_of", models.DateField(verbose_name="As of")),
                        ("held", config.money.MoneyField(verbose_name="Held before")),
                        ("wanted", config.money.MoneyField(verbose_name="Asked for")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("formula", models.CharField(max_length=300, verbose_name="Formula")),
                        ("clause", models.CharField(blank=True, max_length=60, verbose_name="Clause")),
                        ("assumed", models.CharField(blank=True, max_length=300, verbose_name="Assumed")),
                        ("evidence", models.CharField(max_length=80, verbose_name="Number of the paper")),
                        ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
                        ("booked_on", models.DateField(blank=True, null=True, verbose_name="Booked on")),
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
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Decided by",
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Entered by",
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
                                to="funds.reservemovement",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="YearSettlement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="Year")),
                        ("version", models.PositiveSmallIntegerField(default=1, verbose_name="Version")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("drawn", "Settlement drawn up"),
                                    ("agreed", "Lists agreed"),
                                    ("approved", "Settlement approved"),
                                    ("posted", "Posted, payments open"),
                                    ("settled", "Settled in full"),
                                    ("superseded", "Drawn up again"),
                                ],
                                default="drawn",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        ("fund", models.CharField(blank=True, max_length=20, verbose_name="Common fund")),
                        (
                            "fund_before",
                            config.money.MoneyField(default=0, verbose_name="Common fund before"),
                        ),
                        (
                            "fund_after",
                            config.money.MoneyField(default=0, verbose_name="Common fund afterwards"),
                        ),
                        (
                            "financing",
                            config.money.MoneyField(default=0, verbose_name="Financing of the year"),
                        ),
                        (
                            "basis_hash",
                            models.CharField(
                                editable=False, max_length=64, verbose_name="Hash of the figures"
                            ),
                        ),
                        ("lists_by", models.DateField(blank=True, null=True, verbose_name="Lists due by")),
                        (
                            "settled_by",
                            models.DateField(blank=True, null=True, verbose_name="To be settled by"),
                        ),
                        ("offices", models.JSONField(default=list, verbose_name="Departments that agree")),
                        ("clause", models.CharField(blank=True, max_length=60, verbose_name="Clause")),
                        ("drawn_at", models.DateTimeField(auto_now_add=True, verbose_name="Drawn up at")),
                        (
                            "approved_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Approved at"),
                        ),
                        ("posted_on", models.DateField(blank=True, null=True, verbose_name="Booked on")),
                        ("settled_on", models.DateField(blank=True, null=True, verbose_name="Settled on")),
                        (
                            "reason",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="Why it was drawn up again"
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
                            "area",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.poolingarea",
                                verbose_name="Pooling area",
                            ),
                        ),
                        (
                            "drawn_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Drawn up by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Year settlement",
                        "verbose_name_plural": "Year settlements",
                        "ordering": ("-year", "insutype", "-version"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("area", "insutype", "year", "version"),
                                name="year_settlement_version_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "superseded"), _negated=True),
                                fields=("area", "insutype", "year"),
                                name="year_settlement_one_in_force",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approved_by__isnull", True),
                                    models.Q(("approved_by", models.F("drawn_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="year_settlement_two_people",
                                violation_error_message="Whoever prepares cannot approve.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("approved_by__isnull", True),
                                        ("posted_on__isnull", True),
                                        ("state__in", ["drawn", "agreed"]),
                                    ),
                                    models.Q(
                                        ("approved_by__isnull", False),
                                        ("posted_on__isnull", True),
                                        ("state", "approved"),
                                    ),
                                    models.Q(
                                        ("approved_by__isnull", False),
                                        ("posted_on__isnull", False),
                                        ("settled_on__isnull", True),
                                        ("state", "posted"),
                                    ),
                                    models.Q(
                                        ("approved_by__isnull", False),
                                        ("posted_on__isnull", False),
                                        ("settled_on__isnull", False),
                                        ("state", "settled"),
                                    ),
                                    models.Q(
                                        ("posted_on__isnull", True),
                                        ("state", "superseded"),
                                        models.Q(("reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="year_settlement_state_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("fund_after__gte", 0), ("fund_before__gte", 0)),
                                name="year_settlement_fund_not_negative",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="YearSettlementEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="Year")),
                        ("version", models.PositiveSmallIntegerField(default=1, verbose_name="Version")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("drawn", "Settlement drawn up"),
                                    ("agreed", "Lists agreed"),
                                    ("approved", "Settlement approved"),
                                    ("posted", "Posted, payments open"),
                                    ("settled", "Settled in full"),
                                    ("superseded", "Drawn up again"),
                                ],
                                default="drawn",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        ("fund", models.CharField(blank=True, max_length=20, verbose_name="Common fund")),
                        (
                            "fund_before",
                            config.money.MoneyField(default=0, verbose_name="Common fund before"),
                        ),
                        (
                            "fund_after",
                            config.money.MoneyField(default=0, verbose_name="Common fund afterwards"),
                        ),
                        (
                            "financing",
                            config.money.MoneyField(default=0, verbose_name="Financing of the year"),
                        ),
                        (
                            "basis_hash",
                            models.CharField(
                                editable=False, max_length=64, verbose_name="Hash of the figures"
                            ),
                        ),
                        ("lists_by", models.DateField(blank=True, null=True, verbose_name="Lists due by")),
                        (
                            "settled_by",
                            models.DateField(blank=True, null=True, verbose_name="To be settled by"),
                        ),
                        ("offices", models.JSONField(default=list, verbose_name="Departments that agree")),
                        ("clause", models.CharField(blank=True, max_length=60, verbose_name="Clause")),
                        ("drawn_at", models.DateTimeField(auto_now_add=True, verbose_name="Drawn up at")),
                        (
                            "approved_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Approved at"),
                        ),
                        ("posted_on", models.DateField(blank=True, null=True, verbose_name="Booked on")),
                        ("settled_on", models.DateField(blank=True, null=True, verbose_name="Settled on")),
                        (
                            "reason",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="Why it was drawn up again"
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
                            "drawn_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Drawn up by",
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
                                to="funds.yearsettlement",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="GapDemand",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=30, unique=True, verbose_name="Number")),
                        (
                            "payer",
                            models.CharField(
                                choices=[
                                    ("county", "County finance"),
                                    ("city", "City finance"),
                                    ("region", "Region's finance"),
                                ],
                                max_length=8,
                                verbose_name="Asked of",
                            ),
                        ),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="Due on")),
                        ("written_at", models.DateTimeField(auto_now_add=True, verbose_name="Written at")),
                        (
                            "county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="County",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Written by",
                            ),
                        ),
                        (
                            "settlement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="demands",
                                to="funds.yearsettlement",
                                verbose_name="Year settlement",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Payment demand for a gap",
                        "verbose_name_plural": "Payment demands for gaps",
                        "ordering": ("settlement", "payer", "county__code"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("settlement", "county", "payer"), name="gap_demand_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)), name="gap_demand_positive"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GapDunning",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=30, unique=True, verbose_name="Number")),
                        ("due", config.money.MoneyField(verbose_name="Due")),
                        ("short", config.money.MoneyField(verbose_name="Still short")),
                        ("written_at", models.DateTimeField(auto_now_add=True, verbose_name="Written at")),
                        (
                            "county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="County",
                            ),
                        ),
                        (
                            "demand",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="letters",
                                to="funds.gapdemand",
                                verbose_name="Payment demand for a gap",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Written by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Dunning letter for a gap",
                        "verbose_name_plural": "Dunning letters for gaps",
                        "ordering": ("-pk",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("short__gt", 0), ("short__lte", models.F("due"))),
                                name="gap_dunning_short",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GapDunningEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.CharField(max_length=30, verbose_name="Number")),
                        ("due", config.money.MoneyField(verbose_name="Due")),
                        ("short", config.money.MoneyField(verbose_name="Still short")),
                        ("written_at", models.DateTimeField(auto_now_add=True, verbose_name="Written at")),
                        (
                            "county",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="County",
                            ),
                        ),
                        (
                            "demand",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.gapdemand",
                                verbose_name="Payment demand for a gap",
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
                                to="funds.gapdunning",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Written by",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="GapReceipt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("entered", "Waits for approval"),
                                    ("booked", "Booked"),
                                    ("refused", "Rejected"),
                                ],
                                default="entered",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Decided at"),
                        ),
                        (
                            "refused_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="Why it was refused"),
                        ),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("received_on", models.DateField(verbose_name="Received on")),
                        ("evidence", models.CharField(max_length=80, verbose_name="Voucher")),
                        ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
                        (
                            "county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="County",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Decided by",
                            ),
                        ),
                        (
                            "demand",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="receipts",
                                to="funds.gapdemand",
                                verbose_name="Payment demand for a gap",
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Entered by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Payment received for a gap",
                        "verbose_name_plural": "Payments received for gaps",
                        "ordering": ("-received_on", "-pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)), name="gap_receipt_positive"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "entered"), ("decided_by__isnull", True)),
                                    models.Q(
                                        models.Q(("state", "entered"), _negated=True),
                                        ("decided_by__isnull", False),
                                        models.Q(("decided_by", models.F("entered_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="gap_receipt_two_people",
                                violation_error_message="Whoever prepares cannot approve.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "refused"), _negated=True),
                                fields=("demand", "evidence"),
                                name="gap_receipt_voucher_once",
                                violation_error_message="This voucher is entered already.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GapReceiptEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("entered", "Waits for approval"),
                                    ("booked", "Booked"),
                                    ("refused", "Rejected"),
                                ],
                                default="entered",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Decided at"),
                        ),
                        (
                            "refused_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="Why it was refused"),
                        ),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("received_on", models.DateField(verbose_name="Received on")),
                        ("evidence", models.CharField(max_length=80, verbose_name="Voucher")),
                        ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
                        (
                            "county",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="County",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Decided by",
                            ),
                        ),
                        (
                            "demand",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.gapdemand",
                                verbose_name="Payment demand for a gap",
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Entered by",
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
                                to="funds.gapreceipt",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ReserveLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("basis", config.money.MoneyField(default=0, verbose_name="Worked out from")),
                        ("asked", config.money.MoneyField(verbose_name="Asked of it")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("facts", models.JSONField(default=dict, verbose_name="Figures")),
                        (
                            "county",
                            models.ForeignKey(
                                help_text="Or the city itself.",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="County",
                            ),
                        ),
                        (
                            "movement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="funds.reservemovement",
                                verbose_name="Movement of a reserve",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Line of a reserve's movement",
                        "verbose_name_plural": "Lines of reserves' movements",
                        "ordering": ("movement", "county__code", "insutype"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("movement", "county", "insutype"), name="reserve_line_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount__gte", 0), ("asked__gte", models.F("amount"))),
                                name="reserve_line_within_asked",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReserveLineEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("basis", config.money.MoneyField(default=0, verbose_name="Worked out from")),
                        ("asked", config.money.MoneyField(verbose_name="Asked of it")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("facts", models.JSONField(default=dict, verbose_name="Figures")),
                        (
                            "county",
                            models.ForeignKey(
                                db_constraint=False,
                                help_text="Or the city itself.",
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="County",
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
                                to="funds.reserveline",
                            ),
                        ),
                        (
                            "movement",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.reservemovement",
                                verbose_name="Movement of a reserve",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SettlementAgreement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "office",
                            models.CharField(
                                choices=[
                                    ("bureau", "Healthcare-security bureau"),
                                    ("finance", "Finance department"),
                                    ("tax", "Tax department"),
                                ],
                                max_length=8,
                                verbose_name="Department",
                            ),
                        ),
                        ("agreed_on", models.DateField(verbose_name="Agreed on")),
                        ("paper", models.CharField(max_length=80, verbose_name="Number of the paper")),
                        ("noted_at", models.DateTimeField(auto_now_add=True, verbose_name="Noted at")),
                        (
                            "noted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Noted by",
                            ),
                        ),
                        (
                            "settlement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agreements",
                                to="funds.yearsettlement",
                                verbose_name="Year settlement",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Agreement to a year settlement",
                        "verbose_name_plural": "Agreements to year settlements",
                        "ordering": ("settlement", "agreed_on", "pk"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("settlement", "office"),
                                name="settlement_agreed_once",
                                violation_error_message="This department's agreement is noted already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("paper", ""), _negated=True),
                                name="settlement_agreed_by_paper",
                                violation_error_message="The number of the paper is missing.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SettlementCounty",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("income", config.money.MoneyField(verbose_name="Income of the year")),
                        ("taken_out", config.money.MoneyField(default=0, verbose_name="Taken out first")),
                        ("spending", config.money.MoneyField(verbose_name="Spending of the year")),
                        ("managerial", config.money.MoneyField(default=0, verbose_name="Managerial part")),
                        (
                            "managerial_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="Why it is managerial"),
                        ),
                        ("balance", config.money.MoneyField(default=0, verbose_name="Balance held")),
                        (
                            "balance_after",
                            config.money.MoneyField(default=0, verbose_name="Balance afterwards"),
                        ),
                        ("collected", config.money.MoneyField(default=0, verbose_name="Collected last year")),
                        (
                            "county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="County",
                            ),
                        ),
                        (
                            "settlement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="counties",
                                to="funds.yearsettlement",
                                verbose_name="Year settlement",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "County's year in a settlement",
                        "verbose_name_plural": "Counties' years in settlements",
                        "ordering": ("settlement", "county__code"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("settlement", "county"), name="settlement_county_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("balance__gte", 0),
                                    ("balance_after__gte", 0),
                                    ("managerial__gte", 0),
                                    ("taken_out__gte", 0),
                                ),
                                name="settlement_county_not_negative",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SettlementLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="Position")),
                        ("step", models.CharField(max_length=40, verbose_name="Step")),
                        ("payer", models.CharField(max_length=20, verbose_name="Who pays or receives")),
                        ("asked", config.money.MoneyField(verbose_name="Asked of it")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("clause", models.CharField(blank=True, max_length=60, verbose_name="Clause")),
                        ("assumed", models.CharField(blank=True, max_length=300, verbose_name="Assumed")),
                        ("document", models.CharField(blank=True, max_length=200, verbose_name="Document")),
                        (
                            "county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="County",
                            ),
                        ),
                        (
                            "settlement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="funds.yearsettlement",
                                verbose_name="Year settlement",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Line of a year settlement",
                        "verbose_name_plural": "Lines of year settlements",
                        "ordering": ("settlement", "position"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("settlement", "position"), name="settlement_line_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount__gte", 0), ("asked__gte", models.F("amount"))),
                                name="settlement_line_within_asked",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SettlementLineEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("position", models.PositiveSmallIntegerField(verbose_name="Position")),
                        ("step", models.CharField(max_length=40, verbose_name="Step")),
                        ("payer", models.CharField(max_length=20, verbose_name="Who pays or receives")),
                        ("asked", config.money.MoneyField(verbose_name="Asked of it")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("clause", models.CharField(blank=True, max_length=60, verbose_name="Clause")),
                        ("assumed", models.CharField(blank=True, max_length=300, verbose_name="Assumed")),
                        ("document", models.CharField(blank=True, max_length=200, verbose_name="Document")),
                        (
                            "county",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="County",
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
                                to="funds.settlementline",
                            ),
                        ),
                        (
                            "settlement",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.yearsettlement",
                                verbose_name="Year settlement",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SettlementCountyEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("income", config.money.MoneyField(verbose_name="Income of the year")),
                        ("taken_out", config.money.MoneyField(default=0, verbose_name="Taken out first")),
                        ("spending", config.money.MoneyField(verbose_name="Spending of the year")),
                        ("managerial", config.money.MoneyField(default=0, verbose_name="Managerial part")),
                        (
                            "managerial_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="Why it is managerial"),
                        ),
                        ("balance", config.money.MoneyField(default=0, verbose_name="Balance held")),
                        (
                            "balance_after",
                            config.money.MoneyField(default=0, verbose_name="Balance afterwards"),
                        ),
                        ("collected", config.money.MoneyField(default=0, verbose_name="Collected last year")),
                        (
                            "county",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="County",
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
                                to="funds.settlementcounty",
                            ),
                        ),
                        (
                            "settlement",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.yearsettlement",
                                verbose_name="Year settlement",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SettlementAgreementEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "office",
                            models.CharField(
                                choices=[
                                    ("bureau", "Healthcare-security bureau"),
                                    ("finance", "Finance department"),
                                    ("tax", "Tax department"),
                                ],
                                max_length=8,
                                verbose_name="Department",
                            ),
                        ),
                        ("agreed_on", models.DateField(verbose_name="Agreed on")),
                        ("paper", models.CharField(max_length=80, verbose_name="Number of the paper")),
                        ("noted_at", models.DateTimeField(auto_now_add=True, verbose_name="Noted at")),
                        (
                            "noted_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Noted by",
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
                                to="funds.settlementagreement",
                            ),
                        ),
                        (
                            "settlement",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.yearsettlement",
                                verbose_name="Year settlement",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="GapDemandEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.CharField(max_length=30, verbose_name="Number")),
                        (
                            "payer",
                            models.CharField(
                                choices=[
                                    ("county", "County finance"),
                                    ("city", "City finance"),
                                    ("region", "Region's finance"),
                                ],
                                max_length=8,
                                verbose_name="Asked of",
                            ),
                        ),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="Due on")),
                        ("written_at", models.DateTimeField(auto_now_add=True, verbose_name="Written at")),
                        (
                            "county",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="County",
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
                                to="funds.gapdemand",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Written by",
                            ),
                        ),
                        (
                            "settlement",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.yearsettlement",
                                verbose_name="Year settlement",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ],
        ),
        config.migrating.AddTrigger(
            model_name="gapdunning",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_gapdunningevent" ("county_id", "demand_id", "due", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short", "written_at", "written_by_id") SELECT new_values."county_id", new_values."demand_id", new_values."due", new_values."id", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."short", new_values."written_at", new_values."written_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="45a3b7e8b4bd8052918849295b45332ead90d954",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5d7af",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_gapdunning",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="gapdunning",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_gapdunningevent" ("county_id", "demand_id", "due", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short", "written_at", "written_by_id") SELECT new_values."county_id", new_values."demand_id", new_values."due", new_values."id", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."short", new_values."written_at", new_values."written_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="25bc8f980c9c50d7afbd163d898cab24a757891d",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_527a1",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_gapdunning",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="gapdunning",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_gapdunningevent" ("county_id", "demand_id", "due", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short", "written_at", "written_by_id") SELECT old_values."county_id", old_values."demand_id", old_values."due", old_values."id", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."short", old_values."written_at", old_values."written_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="e95e97430feb671ada74efb9a3303e1163731224",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_173c6",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_gapdunning",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="gapreceipt",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_gapreceiptevent" ("amount", "county_id", "decided_at", "decided_by_id", "demand_id", "entered_at", "entered_by_id", "evidence", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "refused_reason", "state") SELECT new_values."amount", new_values."county_id", new_values."decided_at", new_values."decided_by_id", new_values."demand_id", new_values."entered_at", new_values."entered_by_id", new_values."evidence", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."received_on", new_values."refused_reason", new_values."state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="6b6d3d30b9b6a50cde315cca11300ca9ffcc02b7",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7115c",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_gapreceipt",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="gapreceipt",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_gapreceiptevent" ("amount", "county_id", "decided_at", "decided_by_id", "demand_id", "entered_at", "entered_by_id", "evidence", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "refused_reason", "state") SELECT new_values."amount", new_values."county_id", new_values."decided_at", new_values."decided_by_id", new_values."demand_id", new_values."entered_at", new_values."entered_by_id", new_values."evidence", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."received_on", new_values."refused_reason", new_values."state" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="20655b38ce4e4a6a162401605da1389d8e6bc91d",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6bf64",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_gapreceipt",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="gapreceipt",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_gapreceiptevent" ("amount", "county_id", "decided_at", "decided_by_id", "demand_id", "entered_at", "entered_by_id", "evidence", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "refused_reason", "state") SELECT old_values."amount", old_values."county_id", old_values."decided_at", old_values."decided_by_id", old_values."demand_id", old_values."entered_at", old_values."entered_by_id", old_values."evidence", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."received_on", old_values."refused_reason", old_values."state" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="54f1718f70e2ecd91bd2f2562505373b5e477a81",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d5b97",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_gapreceipt",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="reservemovement",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_reservemovementevent" ("act", "amount", "area_id", "as_of", "assumed", "booked_on", "clause", "decided_at", "decided_by_id", "entered_at", "entered_by_id", "evidence", "formula", "held", "id", "insutype", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "refused_reason", "reserve", "state", "turn", "wanted") SELECT new_values."act", new_values."amount", new_values."area_id", new_values."as_of", new_values."assumed", new_values."booked_on", new_values."clause", new_values."decided_at", new_values."decided_by_id", new_values."entered_at", new_values."entered_by_id", new_values."evidence", new_values."formula", new_values."held", new_values."id", new_values."insutype", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."refused_reason", new_values."reserve", new_values."state", new_values."turn", new_values."wanted" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="a88f393c8054470622f2aef690bde9daf89b01fc",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0714e",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_reservemovement",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="reservemovement",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_reservemovementevent" ("act", "amount", "area_id", "as_of", "assumed", "booked_on", "clause", "decided_at", "decided_by_id", "entered_at", "entered_by_id", "evidence", "formula", "held", "id", "insutype", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "refused_reason", "reserve", "state", "turn", "wanted") SELECT new_values."act", new_values."amount", new_values."area_id", new_values."as_of", new_values."assumed", new_values."booked_on", new_values."clause", new_values."decided_at", new_values."decided_by_id", new_values."entered_at", new_values."entered_by_id", new_values."evidence", new_values."formula", new_values."held", new_values."id", new_values."insutype", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."refused_reason", new_values."reserve", new_values."state", new_values."turn", new_values."wanted" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="892fcf6ba463d9d39fd94cdc32aaf987942f5373",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8246a",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_reservemovement",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="reservemovement",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_reservemovementevent" ("act", "amount", "area_id", "as_of", "assumed", "booked_on", "clause", "decided_at", "decided_by_id", "entered_at", "entered_by_id", "evidence", "formula", "held", "id", "insutype", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "refused_reason", "reserve", "state", "turn", "wanted") SELECT old_values."act", old_values."amount", old_values."area_id", old_values."as_of", old_values."assumed", old_values."booked_on", old_values."clause", old_values."decided_at", old_values."decided_by_id", old_values."entered_at", old_values."entered_by_id", old_values."evidence", old_values."formula", old_values."held", old_values."id", old_values."insutype", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."refused_reason", old_values."reserve", old_values."state", old_values."turn", old_values."wanted" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="bdb0160e9fe44621dcccc1e8099d315f9746acd1",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ca544",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_reservemovement",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="reserveline",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_reservelineevent" ("amount", "asked", "basis", "county_id", "facts", "id", "insutype", "movement_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."amount", new_values."asked", new_values."basis", new_values."county_id", new_values."facts", new_values."id", new_values."insutype", new_values."movement_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="15472fbb93c37d8a22e0224734fa478ae7b9fde4",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d1274",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_reserveline",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="reserveline",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_reservelineevent" ("amount", "asked", "basis", "county_id", "facts", "id", "insutype", "movement_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."amount", new_values."asked", new_values."basis", new_values."county_id", new_values."facts", new_values."id", new_values."insutype", new_values."movement_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="0719b984bcd17a68cfdfc94bd70c6bb2e09443f5",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_aa95f",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_reserveline",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="reserveline",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_reservelineevent" ("amount", "asked", "basis", "county_id", "facts", "id", "insutype", "movement_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."amount", old_values."asked", old_values."basis", old_values."county_id", old_values."facts", old_values."id", old_values."insutype", old_values."movement_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="59dad7b38f6ac873fd27b213d33653e2a422ab93",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6018d",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_reserveline",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="yearsettlement",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_yearsettlementevent" ("approved_at", "approved_by_id", "area_id", "basis_hash", "clause", "drawn_at", "drawn_by_id", "financing", "fund", "fund_after", "fund_before", "id", "insutype", "lists_by", "offices", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "posted_on", "reason", "settled_by", "settled_on", "state", "version", "year") SELECT new_values."approved_at", new_values."approved_by_id", new_values."area_id", new_values."basis_hash", new_values."clause", new_values."drawn_at", new_values."drawn_by_id", new_values."financing", new_values."fund", new_values."fund_after", new_values."fund_before", new_values."id", new_values."insutype", new_values."lists_by", new_values."offices", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."posted_on", new_values."reason", new_values."settled_by", new_values."settled_on", new_values."state", new_values."version", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="63934023e10a6de9e12d094be8349cad0ebfa448",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ca3ee",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_yearsettlement",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="yearsettlement",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_yearsettlementevent" ("approved_at", "approved_by_id", "area_id", "basis_hash", "clause", "drawn_at", "drawn_by_id", "financing", "fund", "fund_after", "fund_before", "id", "insutype", "lists_by", "offices", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "posted_on", "reason", "settled_by", "settled_on", "state", "version", "year") SELECT new_values."approved_at", new_values."approved_by_id", new_values."area_id", new_values."basis_hash", new_values."clause", new_values."drawn_at", new_values."drawn_by_id", new_values."financing", new_values."fund", new_values."fund_after", new_values."fund_before", new_values."id", new_values."insutype", new_values."lists_by", new_values."offices", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."posted_on", new_values."reason", new_values."settled_by", new_values."settled_on", new_values."state", new_values."version", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="9812f6715ce68b073313f824bc65548abe0ad9a4",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b7e41",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_yearsettlement",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="yearsettlement",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_yearsettlementevent" ("approved_at", "approved_by_id", "area_id", "basis_hash", "clause", "drawn_at", "drawn_by_id", "financing", "fund", "fund_after", "fund_before", "id", "insutype", "lists_by", "offices", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "posted_on", "reason", "settled_by", "settled_on", "state", "version", "year") SELECT old_values."approved_at", old_values."approved_by_id", old_values."area_id", old_values."basis_hash", old_values."clause", old_values."drawn_at", old_values."drawn_by_id", old_values."financing", old_values."fund", old_values."fund_after", old_values."fund_before", old_values."id", old_values."insutype", old_values."lists_by", old_values."offices", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."posted_on", old_values."reason", old_values."settled_by", old_values."settled_on", old_values."state", old_values."version", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="2adab744838b4d399b890f511b1822739a753cb0",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_95b7e",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_yearsettlement",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="settlementline",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_settlementlineevent" ("amount", "asked", "assumed", "clause", "county_id", "document", "id", "payer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "settlement_id", "step") SELECT new_values."amount", new_values."asked", new_values."assumed", new_values."clause", new_values."county_id", new_values."document", new_values."id", new_values."payer", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."settlement_id", new_values."step" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="495fa7b6889900aad3a3b2c537fbcec132fa1a58",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f4ca0",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_settlementline",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="settlementline",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_settlementlineevent" ("amount", "asked", "assumed", "clause", "county_id", "document", "id", "payer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "settlement_id", "step") SELECT new_values."amount", new_values."asked", new_values."assumed", new_values."clause", new_values."county_id", new_values."document", new_values."id", new_values."payer", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."settlement_id", new_values."step" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="abc2dd2759f1cba255bde1b28e24a6b23894995c",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_37493",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_settlementline",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="settlementline",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_settlementlineevent" ("amount", "asked", "assumed", "clause", "county_id", "document", "id", "payer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "settlement_id", "step") SELECT old_values."amount", old_values."asked", old_values."assumed", old_values."clause", old_values."county_id", old_values."document", old_values."id", old_values."payer", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."settlement_id", old_values."step" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="43964b82be268a8252ad2f7f94594116e7088e47",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_fbcc0",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_settlementline",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="settlementcounty",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_settlementcountyevent" ("balance", "balance_after", "collected", "county_id", "id", "income", "managerial", "managerial_reason", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "settlement_id", "spending", "taken_out") SELECT new_values."balance", new_values."balance_after", new_values."collected", new_values."county_id", new_values."id", new_values."income", new_values."managerial", new_values."managerial_reason", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."settlement_id", new_values."spending", new_values."taken_out" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="97c402ed4173dec18cd5b0c14c1bcee395c906a8",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_24b2b",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_settlementcounty",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="settlementcounty",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_settlementcountyevent" ("balance", "balance_after", "collected", "county_id", "id", "income", "managerial", "managerial_reason", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "settlement_id", "spending", "taken_out") SELECT new_values."balance", new_values."balance_after", new_values."collected", new_values."county_id", new_values."id", new_values."income", new_values."managerial", new_values."managerial_reason", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."settlement_id", new_values."spending", new_values."taken_out" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="5f9a6110ca7acf1048e1a2d2429de6cb898fd242",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_47f2e",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_settlementcounty",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="settlementcounty",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_settlementcountyevent" ("balance", "balance_after", "collected", "county_id", "id", "income", "managerial", "managerial_reason", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "settlement_id", "spending", "taken_out") SELECT old_values."balance", old_values."balance_after", old_values."collected", old_values."county_id", old_values."id", old_values."income", old_values."managerial", old_values."managerial_reason", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."settlement_id", old_values."spending", old_values."taken_out" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="9ce53675a4455e8f4293162f0604c080a415d282",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2d746",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_settlementcounty",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="settlementagreement",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_settlementagreementevent" ("agreed_on", "id", "noted_at", "noted_by_id", "office", "paper", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "settlement_id") SELECT new_values."agreed_on", new_values."id", new_values."noted_at", new_values."noted_by_id", new_values."office", new_values."paper", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."settlement_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="792eb66303f5ddb6477fd82599816c2b185c0111",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_557a6",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_settlementagreement",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="settlementagreement",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_settlementagreementevent" ("agreed_on", "id", "noted_at", "noted_by_id", "office", "paper", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "settlement_id") SELECT new_values."agreed_on", new_values."id", new_values."noted_at", new_values."noted_by_id", new_values."office", new_values."paper", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."settlement_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b97977786a93db588bedd5b8f8e502cf6fcd769a",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a7dde",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_settlementagreement",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="settlementagreement",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_settlementagreementevent" ("agreed_on", "id", "noted_at", "noted_by_id", "office", "paper", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "settlement_id") SELECT old_values."agreed_on", old_values."id", old_values."noted_at", old_values."noted_by_id", old_values."office", old_values."paper", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."settlement_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="5a6d2373cd03a684ff206f36155ac87c65d2bf8a",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d09e0",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_settlementagreement",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="gapdemand",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_gapdemandevent" ("amount", "county_id", "due_on", "id", "number", "payer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "settlement_id", "written_at", "written_by_id") SELECT new_values."amount", new_values."county_id", new_values."due_on", new_values."id", new_values."number", new_values."payer", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."settlement_id", new_values."written_at", new_values."written_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="c654669a35396a72c8a3471ce86b3303edbed20c",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f8182",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_gapdemand",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="gapdemand",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_gapdemandevent" ("amount", "county_id", "due_on", "id", "number", "payer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "settlement_id", "written_at", "written_by_id") SELECT new_values."amount", new_values."county_id", new_values."due_on", new_values."id", new_values."number", new_values."payer", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."settlement_id", new_values."written_at", new_values."written_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="58cf30004cf3b5f0524e0dea4c690805488a349f",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4b730",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_gapdemand",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="gapdemand",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_gapdemandevent" ("amount", "county_id", "due_on", "id", "number", "payer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "settlement_id", "written_at", "written_by_id") SELECT old_values."amount", old_values."county_id", old_values."due_on", old_values."id", old_values."number", old_values."payer", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."settlement_id", old_values."written_at", old_values."written_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="6e169a2aea5a2b6f05c4587b31f0354e350c5862",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1bd0d",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_gapdemand",
                    when="AFTER",
                ),
            ),
        ),
    ]
