import config.migrating
import config.money
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0014_budgets_guarded"),
        ("enrollment", "0016_cleaning_row_level_security"),
        ("institutions", "0009_credit_row_level_security"),
        ("institutions", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        config.migrating.CreateTables(
            [
                migrations.CreateModel(
                    name="RosterMember",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("inspector", "Inspector"),
                                    ("expert", "Expert"),
                                    ("grid", "Township grid"),
                                    ("social", "Social supervisor"),
                                    ("committee", "Member of the supervision committee"),
                                ],
                                max_length=9,
                                verbose_name="Roster",
                            ),
                        ),
                        ("code", models.CharField(max_length=30, verbose_name="Roster number")),
                        ("name", models.CharField(max_length=50, verbose_name="Name")),
                        (
                            "organisation",
                            models.CharField(
                                blank=True,
                                help_text="Office, township or group.",
                                max_length=120,
                                verbose_name="Sent by",
                            ),
                        ),
                        ("specialty", models.CharField(blank=True, max_length=60, verbose_name="Specialty")),
                        ("tel", models.CharField(blank=True, max_length=30, verbose_name="Phone")),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="Period"),
                        ),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="County",
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
                        (
                            "works_at",
                            models.ForeignKey(
                                blank=True,
                                help_text="Never drawn to inspect it.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.institution",
                                verbose_name="Works at",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Roster member",
                        "verbose_name_plural": "Rosters",
                        "ordering": ("kind", "code"),
                        "constraints": [
                            models.UniqueConstraint(fields=("area", "code"), name="roster_code_per_area")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Inspection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=30, unique=True, verbose_name="Number")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("routine", "Routine inspection"),
                                    ("special", "Special inspection"),
                                    ("surprise", "Surprise inspection"),
                                    ("joint", "Joint inspection"),
                                ],
                                max_length=8,
                                verbose_name="Kind",
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="Title")),
                        ("content", models.CharField(max_length=500, verbose_name="What is inspected")),
                        (
                            "partners",
                            models.CharField(
                                blank=True,
                                help_text="The other offices of a joint inspection.",
                                max_length=200,
                                verbose_name="Together with",
                            ),
                        ),
                        ("bills_from", models.DateField(verbose_name="Bills from")),
                        ("bills_to", models.DateField(verbose_name="Bills to")),
                        ("starts_on", models.DateField(verbose_name="Begins on")),
                        ("ends_on", models.DateField(verbose_name="Ends on")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("approved", "Plan approved"),
                                    ("under_way", "Under way"),
                                    ("closed", "Closed"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="planned",
                                max_length=9,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "conclusion",
                            models.CharField(blank=True, max_length=500, verbose_name="Conclusion"),
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
                            "county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Conducted by",
                            ),
                        ),
                        (
                            "prepared_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Planned by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Inspection",
                        "verbose_name_plural": "Inspections",
                        "indexes": [models.Index(fields=["county", "state"], name="inspection_by_county")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "joint"), models.Q(("partners", ""), _negated=True)),
                                    models.Q(("kind", "joint"), _negated=True),
                                    _connector="OR",
                                ),
                                name="inspection_partners",
                                violation_error_message="A joint inspection names the other offices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("bills_to__gte", models.F("bills_from")),
                                    ("ends_on__gte", models.F("starts_on")),
                                ),
                                name="inspection_days",
                                violation_error_message="It ends before it begins.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approved_by__isnull", True),
                                    models.Q(("approved_by", models.F("prepared_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="inspection_two_people",
                                violation_error_message="Whoever plans an inspection cannot approve it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["planned", "withdrawn"]),
                                    ("approved_by__isnull", False),
                                    _connector="OR",
                                ),
                                name="inspection_approved",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["closed", "withdrawn"]), _negated=True),
                                    models.Q(("conclusion", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="inspection_concluded",
                                violation_error_message="Say how it ended.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConflictOfInterest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.CharField(max_length=200, verbose_name="Reason")),
                        (
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Entered by",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.institution",
                                verbose_name="Institution",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="conflicts",
                                to="claims.rostermember",
                                verbose_name="Roster member",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Conflict of interest",
                        "verbose_name_plural": "Conflicts of interest",
                        "constraints": [
                            models.UniqueConstraint(fields=("member", "institution"), name="conflict_once"),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="conflict_reason"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RosterMemberEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("inspector", "Inspector"),
                                    ("expert", "Expert"),
                                    ("grid", "Township grid"),
                                    ("social", "Social supervisor"),
                                    ("committee", "Member of the supervision committee"),
                                ],
                                max_length=9,
                                verbose_name="Roster",
                            ),
                        ),
                        ("code", models.CharField(max_length=30, verbose_name="Roster number")),
                        ("name", models.CharField(max_length=50, verbose_name="Name")),
                        (
                            "organisation",
                            models.CharField(
                                blank=True,
                                help_text="Office, township or group.",
                                max_length=120,
                                verbose_name="Sent by",
                            ),
                        ),
                        ("specialty", models.CharField(blank=True, max_length=60, verbose_name="Specialty")),
                        ("tel", models.CharField(blank=True, max_length=30, verbose_name="Phone")),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="Period"),
                        ),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
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
                                to="claims.rostermember",
                            ),
                        ),
                        (
                            "works_at",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Never drawn to inspect it.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.institution",
                                verbose_name="Works at",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="InspectionDraw",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "what",
                            models.CharField(
                                choices=[
                                    ("institutions", "Institutions to inspect"),
                                    ("inspectors", "Inspectors"),
                                ],
                                max_length=12,
                                verbose_name="Drawn",
                            ),
                        ),
                        ("seed", models.CharField(max_length=64, verbose_name="Seed")),
                        ("size", models.PositiveSmallIntegerField(verbose_name="Number drawn")),
                        (
                            "candidates",
                            models.JSONField(
                                help_text="Code and name of each.", verbose_name="List drawn from"
                            ),
                        ),
                        (
                            "excluded",
                            models.JSONField(
                                help_text="Code, name and reason of each.", verbose_name="Left out beforehand"
                            ),
                        ),
                        ("drawn", models.JSONField(help_text="Codes.", verbose_name="Drawn in this order")),
                        (
                            "reason",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="Why it was drawn again"
                            ),
                        ),
                        ("drawn_at", models.DateTimeField(auto_now_add=True, verbose_name="Drawn at")),
                        (
                            "drawn_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Drawn by",
                            ),
                        ),
                        (
                            "inspection",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="draws",
                                to="claims.inspection",
                                verbose_name="Inspection",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Draw by lot",
                        "verbose_name_plural": "Draws by lot",
                        "ordering": ("pk",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(models.Q(("seed", ""), _negated=True), ("size__gt", 0)),
                                name="draw_seeded",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InspectionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.CharField(max_length=30, verbose_name="Number")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("routine", "Routine inspection"),
                                    ("special", "Special inspection"),
                                    ("surprise", "Surprise inspection"),
                                    ("joint", "Joint inspection"),
                                ],
                                max_length=8,
                                verbose_name="Kind",
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="Title")),
                        ("content", models.CharField(max_length=500, verbose_name="What is inspected")),
                        (
                            "partners",
                            models.CharField(
                                blank=True,
                                help_text="The other offices of a joint inspection.",
                                max_length=200,
                                verbose_name="Together with",
                            ),
                        ),
                        ("bills_from", models.DateField(verbose_name="Bills from")),
                        ("bills_to", models.DateField(verbose_name="Bills to")),
                        ("starts_on", models.DateField(verbose_name="Begins on")),
                        ("ends_on", models.DateField(verbose_name="Ends on")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("approved", "Plan approved"),
                                    ("under_way", "Under way"),
                                    ("closed", "Closed"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="planned",
                                max_length=9,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "conclusion",
                            models.CharField(blank=True, max_length=500, verbose_name="Conclusion"),
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
                            "county",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="Conducted by",
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
                                to="claims.inspection",
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
                                verbose_name="Planned by",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="InspectionStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("act", models.CharField(max_length=10, verbose_name="Act")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("approved", "Plan approved"),
                                    ("under_way", "Under way"),
                                    ("closed", "Closed"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                max_length=9,
                                verbose_name="State afterwards",
                            ),
                        ),
                        (
                            "text",
                            models.CharField(blank=True, max_length=500, verbose_name="Statement or reason"),
                        ),
                        ("done_at", models.DateTimeField(auto_now_add=True, verbose_name="Done at")),
                        (
                            "done_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Done by",
                            ),
                        ),
                        (
                            "inspection",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="claims.inspection",
                                verbose_name="Inspection",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Step of an inspection",
                        "verbose_name_plural": "Steps of inspections",
                        "ordering": ("pk",),
                    },
                ),
                migrations.CreateModel(
                    name="ConflictOfInterestEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("reason", models.CharField(max_length=200, verbose_name="Reason")),
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
                            "institution",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.institution",
                                verbose_name="Institution",
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
                                to="claims.conflictofinterest",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.rostermember",
                                verbose_name="Roster member",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="InspectionMember",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "draw",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="claims.inspectiondraw",
                                verbose_name="Draw by lot",
                            ),
                        ),
                        (
                            "inspection",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="team",
                                to="claims.inspection",
                                verbose_name="Inspection",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inspections",
                                to="claims.rostermember",
                                verbose_name="Inspector",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Member of an inspection",
                        "verbose_name_plural": "Members of an inspection",
                        "ordering": ("pk",),
                        "constraints": [
                            models.UniqueConstraint(fields=("inspection", "member"), name="inspects_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InspectionTarget",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(blank=True, max_length=200, verbose_name="Why it was named"),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "Not inspected yet"),
                                    ("clean", "Nothing found"),
                                    ("problems", "Problems found"),
                                ],
                                max_length=8,
                                verbose_name="Outcome",
                            ),
                        ),
                        (
                            "inspected_on",
                            models.DateField(blank=True, null=True, verbose_name="Inspected on"),
                        ),
                        (
                            "findings",
                            models.CharField(blank=True, max_length=1000, verbose_name="What was found"),
                        ),
                        (
                            "draw",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="claims.inspectiondraw",
                                verbose_name="Draw by lot",
                            ),
                        ),
                        (
                            "inspection",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="targets",
                                to="claims.inspection",
                                verbose_name="Inspection",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inspections",
                                to="institutions.institution",
                                verbose_name="Institution",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Recorded by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Inspected institution",
                        "verbose_name_plural": "Inspected institutions",
                        "ordering": ("pk",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("inspection", "institution"), name="inspected_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("draw__isnull", False), ("reason", "")),
                                    models.Q(("draw__isnull", True), models.Q(("reason", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="inspected_drawn_or_named",
                                violation_error_message="An institution that was not drawn is named with a reason.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("inspected_on__isnull", True),
                                        ("outcome", ""),
                                        ("recorded_by__isnull", True),
                                    ),
                                    models.Q(
                                        ("inspected_on__isnull", False),
                                        ("outcome__in", ["clean", "problems"]),
                                        ("recorded_by__isnull", False),
                                        models.Q(("findings", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="inspected_recorded",
                                violation_error_message="A result has its day and what was found.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InspectionMemberEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "draw",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.inspectiondraw",
                                verbose_name="Draw by lot",
                            ),
                        ),
                        (
                            "inspection",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.inspection",
                                verbose_name="Inspection",
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
                                to="claims.inspectionmember",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.rostermember",
                                verbose_name="Inspector",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="InspectionCase",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=30, unique=True, verbose_name="Case number")),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("inspection", "Inspection"),
                                    ("finding", "Finding on a bill"),
                                    ("report", "Report by the public"),
                                    ("other", "Other clue"),
                                ],
                                max_length=10,
                                verbose_name="Source",
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="Title")),
                        ("facts", models.CharField(max_length=2000, verbose_name="Facts")),
                        ("opened_on", models.DateField(verbose_name="Opened on")),
                        ("due_on", models.DateField(verbose_name="To be decided by")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("opened", "Opened"),
                                    ("asked", "Statement asked for"),
                                    ("stated", "Statement made"),
                                    ("proposed", "Decision proposed"),
                                    ("decided", "Decided"),
                                    ("closed", "Closed without"),
                                ],
                                default="opened",
                                max_length=8,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "statement_due",
                            models.DateField(blank=True, null=True, verbose_name="Statement by"),
                        ),
                        (
                            "statement",
                            models.CharField(blank=True, max_length=2000, verbose_name="Statement"),
                        ),
                        ("stated_on", models.DateField(blank=True, null=True, verbose_name="Stated on")),
                        (
                            "reason",
                            models.CharField(
                                blank=True, max_length=1000, verbose_name="Grounds of the decision"
                            ),
                        ),
                        ("fine", config.money.MoneyField(blank=True, null=True, verbose_name="Fine")),
                        (
                            "suspend_from",
                            models.DateField(blank=True, null=True, verbose_name="Agreement suspended from"),
                        ),
                        (
                            "suspend_until",
                            models.DateField(blank=True, null=True, verbose_name="Agreement suspended until"),
                        ),
                        (
                            "handed_to",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "Nobody"),
                                    ("police", "Police"),
                                    ("health", "Health office"),
                                    ("market", "Market supervision"),
                                    ("discipline", "Discipline and supervision"),
                                    ("other", "Another authority"),
                                ],
                                max_length=10,
                                verbose_name="Handed over to",
                            ),
                        ),
                        (
                            "credit_event",
                            models.CharField(blank=True, max_length=60, verbose_name="Credit event"),
                        ),
                        (
                            "physician_code",
                            models.CharField(blank=True, max_length=30, verbose_name="Code of the physician"),
                        ),
                        (
                            "physician_name",
                            models.CharField(blank=True, max_length=50, verbose_name="Physician"),
                        ),
                        ("decided_on", models.DateField(blank=True, null=True, verbose_name="Decided on")),
                        (
                            "fine_due_on",
                            models.DateField(blank=True, null=True, verbose_name="Fine to be paid by"),
                        ),
                        (
                            "fine_paid_on",
                            models.DateField(blank=True, null=True, verbose_name="Fine paid on"),
                        ),
                        (
                            "fine_receipt",
                            models.CharField(blank=True, max_length=60, verbose_name="Receipt of the fine"),
                        ),
                        (
                            "handed_over_on",
                            models.DateField(blank=True, null=True, verbose_name="Handed over on"),
                        ),
                        (
                            "handover_receipt",
                            models.CharField(
                                blank=True, max_length=100, verbose_name="Receipt of the authority"
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="County",
                            ),
                        ),
                        (
                            "credit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.creditevent",
                                verbose_name="Credit points",
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
                            "finding",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="case",
                                to="claims.billfinding",
                                verbose_name="Finding",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cases",
                                to="institutions.institution",
                                verbose_name="Institution",
                            ),
                        ),
                        (
                            "opened_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Opened by",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cases",
                                to="enrollment.person",
                                verbose_name="Insured person",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Proposed by",
                            ),
                        ),
                        (
                            "suspension",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agreementdecision",
                                verbose_name="Suspension of the agreement",
                            ),
                        ),
                        (
                            "target",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="case",
                                to="claims.inspectiontarget",
                                verbose_name="Inspected institution",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Case",
                        "verbose_name_plural": "Cases",
                        "indexes": [models.Index(fields=["county", "state"], name="case_by_county")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("institution__isnull", False), ("person__isnull", True)),
                                    models.Q(("institution__isnull", True), ("person__isnull", False)),
                                    _connector="OR",
                                ),
                                name="case_subject",
                                violation_error_message="A case is about one institution or one person.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_by__isnull", True),
                                    models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="case_two_people",
                                violation_error_message="Whoever proposes cannot decide.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["decided", "closed"]), _negated=True),
                                    models.Q(
                                        ("decided_by__isnull", False),
                                        ("decided_on__isnull", False),
                                        ("proposed_by__isnull", False),
                                        models.Q(("reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="case_decided",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "opened"), ("statement_due__isnull", False), _connector="OR"
                                ),
                                name="case_heard",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("stated_on__isnull", True), ("statement", "")),
                                    models.Q(
                                        ("stated_on__isnull", False),
                                        models.Q(("statement", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="case_stated",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("fine__isnull", True), ("fine__gt", 0), _connector="OR"),
                                name="case_fine_positive",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("suspend_from__isnull", True), ("suspend_until__isnull", True)),
                                    models.Q(("institution__isnull", False), ("suspend_from__isnull", False)),
                                    _connector="OR",
                                ),
                                name="case_suspends_institutions",
                                violation_error_message="Only an institution has an agreement.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("fine_paid_on__isnull", True), ("fine_receipt", "")),
                                    models.Q(
                                        ("fine__isnull", False),
                                        ("fine_paid_on__isnull", False),
                                        ("state", "decided"),
                                        models.Q(("fine_receipt", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="case_fine_paid",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("handed_over_on__isnull", True), ("handover_receipt", "")),
                                    models.Q(
                                        ("handed_over_on__isnull", False),
                                        ("state", "decided"),
                                        models.Q(("handed_to", ""), _negated=True),
                                        models.Q(("handover_receipt", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="case_handed_over",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("physician_code", ""), ("physician_name", "")),
                                    models.Q(
                                        models.Q(("physician_code", ""), _negated=True),
                                        models.Q(("physician_name", ""), _negated=True),
                                        ("institution__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="case_physician_whole",
                                violation_error_message="A physician has a code and a name.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InspectionTargetEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "reason",
                            models.CharField(blank=True, max_length=200, verbose_name="Why it was named"),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "Not inspected yet"),
                                    ("clean", "Nothing found"),
                                    ("problems", "Problems found"),
                                ],
                                max_length=8,
                                verbose_name="Outcome",
                            ),
                        ),
                        (
                            "inspected_on",
                            models.DateField(blank=True, null=True, verbose_name="Inspected on"),
                        ),
                        (
                            "findings",
                            models.CharField(blank=True, max_length=1000, verbose_name="What was found"),
                        ),
                        (
                            "draw",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.inspectiondraw",
                                verbose_name="Draw by lot",
                            ),
                        ),
                        (
                            "inspection",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.inspection",
                                verbose_name="Inspection",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.institution",
                                verbose_name="Institution",
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
                                to="claims.inspectiontarget",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Recorded by",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CaseRecovery",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("amount", config.money.MoneyField(verbose_name="Recovered")),
                        (
                            "deduction",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="recovery",
                                to="claims.deduction",
                                verbose_name="Deduction",
                            ),
                        ),
                        (
                            "overpayment",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="case_recovery",
                                to="claims.overpayment",
                                verbose_name="Overpayment",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="recoveries",
                                to="claims.inspectioncase",
                                verbose_name="Case",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Recovery of a case",
                        "verbose_name_plural": "Recoveries of cases",
                        "ordering": ("insutype",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("case", "insutype"), name="case_recovery_once_a_scheme"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)), name="case_recovery_positive"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("deduction__isnull", True),
                                    ("overpayment__isnull", True),
                                    _connector="OR",
                                ),
                                name="case_recovery_one_way",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("act", models.CharField(max_length=10, verbose_name="Act")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("opened", "Opened"),
                                    ("asked", "Statement asked for"),
                                    ("stated", "Statement made"),
                                    ("proposed", "Decision proposed"),
                                    ("decided", "Decided"),
                                    ("closed", "Closed without"),
                                ],
                                max_length=8,
                                verbose_name="State afterwards",
                            ),
                        ),
                        ("day", models.DateField(verbose_name="Day")),
                        (
                            "text",
                            models.CharField(blank=True, max_length=2000, verbose_name="Statement or reason"),
                        ),
                        ("done_at", models.DateTimeField(auto_now_add=True, verbose_name="Done at")),
                        (
                            "done_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Done by",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="claims.inspectioncase",
                                verbose_name="Case",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Step of a case",
                        "verbose_name_plural": "Steps of cases",
                        "ordering": ("pk",),
                    },
                ),
                migrations.CreateModel(
                    name="InspectionCaseEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.CharField(max_length=30, verbose_name="Case number")),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("inspection", "Inspection"),
                                    ("finding", "Finding on a bill"),
                                    ("report", "Report by the public"),
                                    ("other", "Other clue"),
                                ],
                                max_length=10,
                                verbose_name="Source",
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="Title")),
                        ("facts", models.CharField(max_length=2000, verbose_name="Facts")),
                        ("opened_on", models.DateField(verbose_name="Opened on")),
                        ("due_on", models.DateField(verbose_name="To be decided by")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("opened", "Opened"),
                                    ("asked", "Statement asked for"),
                                    ("stated", "Statement made"),
                                    ("proposed", "Decision proposed"),
                                    ("decided", "Decided"),
                                    ("closed", "Closed without"),
                                ],
                                default="opened",
                                max_length=8,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "statement_due",
                            models.DateField(blank=True, null=True, verbose_name="Statement by"),
                        ),
                        (
                            "statement",
                            models.CharField(blank=True, max_length=2000, verbose_name="Statement"),
                        ),
                        ("stated_on", models.DateField(blank=True, null=True, verbose_name="Stated on")),
                        (
                            "reason",
                            models.CharField(
                                blank=True, max_length=1000, verbose_name="Grounds of the decision"
                            ),
                        ),
                        ("fine", config.money.MoneyField(blank=True, null=True, verbose_name="Fine")),
                        (
                            "suspend_from",
                            models.DateField(blank=True, null=True, verbose_name="Agreement suspended from"),
                        ),
                        (
                            "suspend_until",
                            models.DateField(blank=True, null=True, verbose_name="Agreement suspended until"),
                        ),
                        (
                            "handed_to",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "Nobody"),
                                    ("police", "Police"),
                                    ("health", "Health office"),
                                    ("market", "Market supervision"),
                                    ("discipline", "Discipline and supervision"),
                                    ("other", "Another authority"),
                                ],
                                max_length=10,
                                verbose_name="Handed over to",
                            ),
                        ),
                        (
                            "credit_event",
                            models.CharField(blank=True, max_length=60, verbose_name="Credit event"),
                        ),
                        (
                            "physician_code",
                            models.CharField(blank=True, max_length=30, verbose_name="Code of the physician"),
                        ),
                        (
                            "physician_name",
                            models.CharField(blank=True, max_length=50, verbose_name="Physician"),
                        ),
                        ("decided_on", models.DateField(blank=True, null=True, verbose_name="Decided on")),
                        (
                            "fine_due_on",
                            models.DateField(blank=True, null=True, verbose_name="Fine to be paid by"),
                        ),
                        (
                            "fine_paid_on",
                            models.DateField(blank=True, null=True, verbose_name="Fine paid on"),
                        ),
                        (
                            "fine_receipt",
                            models.CharField(blank=True, max_length=60, verbose_name="Receipt of the fine"),
                        ),
                        (
                            "handed_over_on",
                            models.DateField(blank=True, null=True, verbose_name="Handed over on"),
                        ),
                        (
                            "handover_receipt",
                            models.CharField(
                                blank=True, max_length=100, verbose_name="Receipt of the authority"
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
                            "credit",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.creditevent",
                                verbose_name="Credit points",
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
                            "finding",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.billfinding",
                                verbose_name="Finding",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.institution",
                                verbose_name="Institution",
                            ),
                        ),
                        (
                            "opened_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Opened by",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.person",
                                verbose_name="Insured person",
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
                                to="claims.inspectioncase",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Proposed by",
                            ),
                        ),
                        (
                            "suspension",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agreementdecision",
                                verbose_name="Suspension of the agreement",
                            ),
                        ),
                        (
                            "target",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.inspectiontarget",
                                verbose_name="Inspected institution",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CaseRecoveryEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("amount", config.money.MoneyField(verbose_name="Recovered")),
                        (
                            "deduction",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.deduction",
                                verbose_name="Deduction",
                            ),
                        ),
                        (
                            "overpayment",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.overpayment",
                                verbose_name="Overpayment",
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
                                to="claims.caserecovery",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.inspectioncase",
                                verbose_name="Case",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ]
        ),
        migrations.AlterField(
            model_name="findingstep",
            name="act",
            field=models.CharField(
                choices=[
                    ("ask", "Put to the institution"),
                    ("reply", "Reply of the institution"),
                    ("propose", "First review: deduct"),
                    ("acquit", "First review: close"),
                    ("return", "Second review: back to the first"),
                    ("confirm", "Second review: confirmed"),
                    ("dismiss", "Dismissed"),
                    ("case", "Case opened"),
                ],
                max_length=8,
                verbose_name="Act",
            ),
        ),
        config.migrating.AddTrigger(
            model_name="inspection",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_inspectionevent" ("approved_by_id", "area_id", "bills_from", "bills_to", "conclusion", "content", "county_id", "ends_on", "id", "kind", "number", "partners", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id", "starts_on", "state", "title") SELECT new_values."approved_by_id", new_values."area_id", new_values."bills_from", new_values."bills_to", new_values."conclusion", new_values."content", new_values."county_id", new_values."ends_on", new_values."id", new_values."kind", new_values."number", new_values."partners", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."prepared_by_id", new_values."starts_on", new_values."state", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="a94fcd21fa8bb770ea061e1578101ef197c2300c",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f9de7",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_inspection",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="inspection",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_inspectionevent" ("approved_by_id", "area_id", "bills_from", "bills_to", "conclusion", "content", "county_id", "ends_on", "id", "kind", "number", "partners", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id", "starts_on", "state", "title") SELECT new_values."approved_by_id", new_values."area_id", new_values."bills_from", new_values."bills_to", new_values."conclusion", new_values."content", new_values."county_id", new_values."ends_on", new_values."id", new_values."kind", new_values."number", new_values."partners", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."prepared_by_id", new_values."starts_on", new_values."state", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="66820fdf3adb06aff6f9da39391e9c6761b95e43",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f5c54",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_inspection",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="inspection",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_inspectionevent" ("approved_by_id", "area_id", "bills_from", "bills_to", "conclusion", "content", "county_id", "ends_on", "id", "kind", "number", "partners", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id", "starts_on", "state", "title") SELECT old_values."approved_by_id", old_values."area_id", old_values."bills_from", old_values."bills_to", old_values."conclusion", old_values."content", old_values."county_id", old_values."ends_on", old_values."id", old_values."kind", old_values."number", old_values."partners", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."prepared_by_id", old_values."starts_on", old_values."state", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="6b7c5c57873ad99e4138769c8cbd8440c02dfbed",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3c06e",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_inspection",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="caserecovery",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_caserecoveryevent" ("amount", "case_id", "deduction_id", "id", "insutype", "overpayment_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."amount", new_values."case_id", new_values."deduction_id", new_values."id", new_values."insutype", new_values."overpayment_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="4bded839081262007ea52e824e12409400d312ce",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_190b3",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_caserecovery",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="caserecovery",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_caserecoveryevent" ("amount", "case_id", "deduction_id", "id", "insutype", "overpayment_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."amount", new_values."case_id", new_values."deduction_id", new_values."id", new_values."insutype", new_values."overpayment_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="73abcc12329784e993b75efc14d7e002b2dd0c00",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f4202",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_caserecovery",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="caserecovery",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_caserecoveryevent" ("amount", "case_id", "deduction_id", "id", "insutype", "overpayment_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."amount", old_values."case_id", old_values."deduction_id", old_values."id", old_values."insutype", old_values."overpayment_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="e17d7a8f5d7e4668a1797cb3777f3ce5a230e970",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9dd0c",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_caserecovery",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="inspectiontarget",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_inspectiontargetevent" ("draw_id", "findings", "id", "inspected_on", "inspection_id", "institution_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_by_id") SELECT new_values."draw_id", new_values."findings", new_values."id", new_values."inspected_on", new_values."inspection_id", new_values."institution_id", new_values."outcome", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."recorded_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="8b40aa3fe2a7dae91e21cb2855f7ab754da7b5e7",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4c81d",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_inspectiontarget",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="inspectiontarget",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_inspectiontargetevent" ("draw_id", "findings", "id", "inspected_on", "inspection_id", "institution_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_by_id") SELECT new_values."draw_id", new_values."findings", new_values."id", new_values."inspected_on", new_values."inspection_id", new_values."institution_id", new_values."outcome", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."recorded_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="78e3bf34e2782064398d04af045e15ee314d2476",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ecbb4",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_inspectiontarget",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="inspectiontarget",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_inspectiontargetevent" ("draw_id", "findings", "id", "inspected_on", "inspection_id", "institution_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_by_id") SELECT old_values."draw_id", old_values."findings", old_values."id", old_values."inspected_on", old_values."inspection_id", old_values."institution_id", old_values."outcome", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."recorded_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="a3488be35963d646381613bbc12aa103b05a44ff",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_95a93",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_inspectiontarget",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="inspectioncase",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_inspectioncaseevent" ("area_id", "county_id", "credit_event", "credit_id", "decided_by_id", "decided_on", "due_on", "facts", "finding_id", "fine", "fine_due_on", "fine_paid_on", "fine_receipt", "handed_over_on", "handed_to", "handover_receipt", "id", "institution_id", "number", "opened_by_id", "opened_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "physician_code", "physician_name", "proposed_by_id", "reason", "source", "state", "stated_on", "statement", "statement_due", "suspend_from", "suspend_until", "suspension_id", "target_id", "title") SELECT new_values."area_id", new_values."county_id", new_values."credit_event", new_values."credit_id", new_values."decided_by_id", new_values."decided_on", new_values."due_on", new_values."facts", new_values."finding_id", new_values."fine", new_values."fine_due_on", new_values."fine_paid_on", new_values."fine_receipt", new_values."handed_over_on", new_values."handed_to", new_values."handover_receipt", new_values."id", new_values."institution_id", new_values."number", new_values."opened_by_id", new_values."opened_on", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."physician_code", new_values."physician_name", new_values."proposed_by_id", new_values."reason", new_values."source", new_values."state", new_values."stated_on", new_values."statement", new_values."statement_due", new_values."suspend_from", new_values."suspend_until", new_values."suspension_id", new_values."target_id", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="c0e8cffffd210595c7eb31a76f86cf59be66fa98",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_575c3",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_inspectioncase",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="inspectioncase",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_inspectioncaseevent" ("area_id", "county_id", "credit_event", "credit_id", "decided_by_id", "decided_on", "due_on", "facts", "finding_id", "fine", "fine_due_on", "fine_paid_on", "fine_receipt", "handed_over_on", "handed_to", "handover_receipt", "id", "institution_id", "number", "opened_by_id", "opened_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "physician_code", "physician_name", "proposed_by_id", "reason", "source", "state", "stated_on", "statement", "statement_due", "suspend_from", "suspend_until", "suspension_id", "target_id", "title") SELECT new_values."area_id", new_values."county_id", new_values."credit_event", new_values."credit_id", new_values."decided_by_id", new_values."decided_on", new_values."due_on", new_values."facts", new_values."finding_id", new_values."fine", new_values."fine_due_on", new_values."fine_paid_on", new_values."fine_receipt", new_values."handed_over_on", new_values."handed_to", new_values."handover_receipt", new_values."id", new_values."institution_id", new_values."number", new_values."opened_by_id", new_values."opened_on", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."physician_code", new_values."physician_name", new_values."proposed_by_id", new_values."reason", new_values."source", new_values."state", new_values."stated_on", new_values."statement", new_values."statement_due", new_values."suspend_from", new_values."suspend_until", new_values."suspension_id", new_values."target_id", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3a6642eb72a44ae704a67d2b0ed3f5dd0ea8f9ad",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_db411",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_inspectioncase",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="inspectioncase",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_inspectioncaseevent" ("area_id", "county_id", "credit_event", "credit_id", "decided_by_id", "decided_on", "due_on", "facts", "finding_id", "fine", "fine_due_on", "fine_paid_on", "fine_receipt", "handed_over_on", "handed_to", "handover_receipt", "id", "institution_id", "number", "opened_by_id", "opened_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "physician_code", "physician_name", "proposed_by_id", "reason", "source", "state", "stated_on", "statement", "statement_due", "suspend_from", "suspend_until", "suspension_id", "target_id", "title") SELECT old_values."area_id", old_values."county_id", old_values."credit_event", old_values."credit_id", old_values."decided_by_id", old_values."decided_on", old_values."due_on", old_values."facts", old_values."finding_id", old_values."fine", old_values."fine_due_on", old_values."fine_paid_on", old_values."fine_receipt", old_values."handed_over_on", old_values."handed_to", old_values."handover_receipt", old_values."id", old_values."institution_id", old_values."number", old_values."opened_by_id", old_values."opened_on", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."physician_code", old_values."physician_name", old_values."proposed_by_id", old_values."reason", old_values."source", old_values."state", old_values."stated_on", old_values."statement", old_values."statement_due", old_values."suspend_from", old_values."suspend_until", old_values."suspension_id", old_values."target_id", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="e88d25a1a40090cd8e8078e29bae7d85c7a8f6d4",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_42852",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_inspectioncase",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="rostermember",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_rostermemberevent" ("area_id", "code", "county_id", "entered_by_id", "id", "import_run_id", "kind", "name", "organisation", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "specialty", "tel", "works_at_id") SELECT new_values."area_id", new_values."code", new_values."county_id", new_values."entered_by_id", new_values."id", new_values."import_run_id", new_values."kind", new_values."name", new_values."organisation", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."specialty", new_values."tel", new_values."works_at_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="6ffb3db88a3478157a97293e56549b10e3ea21f1",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_dce1b",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_rostermember",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="rostermember",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_rostermemberevent" ("area_id", "code", "county_id", "entered_by_id", "id", "import_run_id", "kind", "name", "organisation", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "specialty", "tel", "works_at_id") SELECT new_values."area_id", new_values."code", new_values."county_id", new_values."entered_by_id", new_values."id", new_values."import_run_id", new_values."kind", new_values."name", new_values."organisation", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."specialty", new_values."tel", new_values."works_at_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="eb56f1a6575b48ae0120c5e88b6f1fb6520933a9",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c7001",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_rostermember",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="rostermember",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_rostermemberevent" ("area_id", "code", "county_id", "entered_by_id", "id", "import_run_id", "kind", "name", "organisation", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "specialty", "tel", "works_at_id") SELECT old_values."area_id", old_values."code", old_values."county_id", old_values."entered_by_id", old_values."id", old_values."import_run_id", old_values."kind", old_values."name", old_values."organisation", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."specialty", old_values."tel", old_values."works_at_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="791348798c560d587af3e72b3dda96649a4947ee",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_94a31",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_rostermember",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="inspectionmember",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_inspectionmemberevent" ("draw_id", "id", "inspection_id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."draw_id", new_values."id", new_values."inspection_id", new_values."member_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="8a2778290c4d7b873732d58423487315096b4884",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_29b96",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_inspectionmember",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="inspectionmember",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_inspectionmemberevent" ("draw_id", "id", "inspection_id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."draw_id", new_values."id", new_values."inspection_id", new_values."member_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="6e849c563f0561765d11e07cf4dfa5ac389208d4",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c3283",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_inspectionmember",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="inspectionmember",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_inspectionmemberevent" ("draw_id", "id", "inspection_id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."draw_id", old_values."id", old_values."inspection_id", old_values."member_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="dd78441641f43d3858611f7ff0544f1993cae1fa",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_30e22",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_inspectionmember",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="conflictofinterest",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_conflictofinterestevent" ("entered_by_id", "id", "institution_id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") SELECT new_values."entered_by_id", new_values."id", new_values."institution_id", new_values."member_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="a4bd0592e0afed328d89db9e0b393340f2dcbc7e",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_83ef7",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_conflictofinterest",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="conflictofinterest",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_conflictofinterestevent" ("entered_by_id", "id", "institution_id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") SELECT new_values."entered_by_id", new_values."id", new_values."institution_id", new_values."member_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="144fd37a3d047184679e52c947edae2b0dc81828",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c12dd",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_conflictofinterest",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="conflictofinterest",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_conflictofinterestevent" ("entered_by_id", "id", "institution_id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") SELECT old_values."entered_by_id", old_values."id", old_values."institution_id", old_values."member_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="7199255501a11edd11092453b2ac699d11489ffe",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_60af9",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_conflictofinterest",
                    when="AFTER",
                ),
            ),
        ),
    ]
