import config.migrating
import config.storage
import django.contrib.auth.validators
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        config.migrating.CreateTables(
            [
                migrations.CreateModel(
                    name="PolicyDocument",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.SlugField(max_length=60, unique=True, verbose_name="Key")),
                        ("title", models.CharField(max_length=200, verbose_name="Title")),
                        (
                            "number",
                            models.CharField(blank=True, max_length=80, verbose_name="Document number"),
                        ),
                        ("source", models.CharField(blank=True, max_length=80, verbose_name="Source")),
                        ("issued_on", models.DateField(blank=True, null=True, verbose_name="Issued on")),
                    ],
                    options={
                        "verbose_name": "Policy document",
                        "verbose_name_plural": "Policy documents",
                        "ordering": ("area", "key"),
                    },
                ),
                migrations.CreateModel(
                    name="User",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        (
                            "last_login",
                            models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                        ),
                        (
                            "is_superuser",
                            models.BooleanField(
                                default=False,
                                help_text="Designates that this user has all permissions without explicitly assigning them.",
                                verbose_name="superuser status",
                            ),
                        ),
                        (
                            "username",
                            models.CharField(
                                max_length=60,
                                unique=True,
                                validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                                verbose_name="User name",
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="Name")),
                        (
                            "language",
                            models.CharField(
                                choices=[("zh-hans", "简体中文"), ("en", "English")],
                                default="zh-hans",
                                max_length=10,
                                verbose_name="Language",
                            ),
                        ),
                        ("is_active", models.BooleanField(default=True, verbose_name="Active")),
                        (
                            "is_staff",
                            models.BooleanField(default=False, verbose_name="May open the maintenance room"),
                        ),
                        (
                            "date_joined",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="Joined"
                            ),
                        ),
                        (
                            "preferences",
                            models.JSONField(
                                blank=True, default=dict, editable=False, verbose_name="Preferences"
                            ),
                        ),
                        (
                            "groups",
                            models.ManyToManyField(
                                blank=True,
                                help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.group",
                                verbose_name="groups",
                            ),
                        ),
                        (
                            "user_permissions",
                            models.ManyToManyField(
                                blank=True,
                                help_text="Specific permissions for this user.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.permission",
                                verbose_name="user permissions",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "User",
                        "verbose_name_plural": "Users",
                        "ordering": ("username",),
                    },
                ),
                migrations.CreateModel(
                    name="Agency",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=12, unique=True, verbose_name="Agency code")),
                        ("name", models.CharField(max_length=80, verbose_name="Name")),
                        (
                            "place",
                            models.CharField(
                                blank=True,
                                help_text="What tables call it, such as the county's name.",
                                max_length=60,
                                verbose_name="Place",
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("region", "Region"),
                                    ("city", "City"),
                                    ("county", "County"),
                                    ("township", "Township"),
                                    ("village", "Village"),
                                ],
                                max_length=10,
                                verbose_name="Level",
                            ),
                        ),
                        (
                            "is_city_own",
                            models.BooleanField(
                                default=False,
                                help_text="The city's own insured, an accounting unit beside the counties.",
                                verbose_name="City's own unit",
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                blank=True,
                                help_text="The accounting unit this agency belongs to; a county's own row names itself.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="below",
                                to="institutions.agency",
                                verbose_name="County",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="institutions.agency",
                                verbose_name="Upper agency",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Agency",
                        "verbose_name_plural": "Agencies",
                        "ordering": ("code",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("county__isnull", True), ("level__in", ["region", "city"])),
                                    ("level__in", ["county", "township", "village"]),
                                    _connector="OR",
                                ),
                                name="agency_county_by_level",
                                violation_error_message="Regions and cities belong to no county.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgencyAccount",
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
                                    ("income", "Income account"),
                                    ("expenditure", "Expenditure account"),
                                    ("fiscal", "Fiscal special account"),
                                ],
                                max_length=12,
                                verbose_name="Kind",
                            ),
                        ),
                        ("account_name", models.CharField(max_length=120, verbose_name="Account name")),
                        ("account_no", models.CharField(max_length=34, verbose_name="Account number")),
                        ("bank_name", models.CharField(max_length=120, verbose_name="Bank")),
                        ("bank_code", models.CharField(blank=True, max_length=14, verbose_name="Bank code")),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="accounts",
                                to="institutions.agency",
                                verbose_name="Agency",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Agency bank account",
                        "verbose_name_plural": "Agency bank accounts",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "kind"), name="agency_account_one_per_kind"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgencyAccountEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("income", "Income account"),
                                    ("expenditure", "Expenditure account"),
                                    ("fiscal", "Fiscal special account"),
                                ],
                                max_length=12,
                                verbose_name="Kind",
                            ),
                        ),
                        ("account_name", models.CharField(max_length=120, verbose_name="Account name")),
                        ("account_no", models.CharField(max_length=34, verbose_name="Account number")),
                        ("bank_name", models.CharField(max_length=120, verbose_name="Bank")),
                        ("bank_code", models.CharField(blank=True, max_length=14, verbose_name="Bank code")),
                        (
                            "agency",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="Agency",
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
                                to="institutions.agencyaccount",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Assignment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "duties",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("register", "Register"),
                                        ("handle", "Handle"),
                                        ("review", "Review"),
                                        ("approve", "Approve"),
                                        ("finance", "Finance"),
                                        ("inspect", "Inspect"),
                                        ("audit", "Audit"),
                                        ("administer", "Administer"),
                                    ],
                                    max_length=12,
                                ),
                                size=None,
                                verbose_name="Duties",
                            ),
                        ),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(
                                help_text="From the first day up to, not including, the last.",
                                verbose_name="Period",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assignments",
                                to="institutions.agency",
                                verbose_name="Agency",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assignments",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="User",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Assignment",
                        "verbose_name_plural": "Assignments",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("duties__len__gt", 0)),
                                name="assignment_has_duties",
                                violation_error_message="An assignment names at least one duty.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AssignmentEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "duties",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("register", "Register"),
                                        ("handle", "Handle"),
                                        ("review", "Review"),
                                        ("approve", "Approve"),
                                        ("finance", "Finance"),
                                        ("inspect", "Inspect"),
                                        ("audit", "Audit"),
                                        ("administer", "Administer"),
                                    ],
                                    max_length=12,
                                ),
                                size=None,
                                verbose_name="Duties",
                            ),
                        ),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(
                                help_text="From the first day up to, not including, the last.",
                                verbose_name="Period",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="Agency",
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
                                to="institutions.assignment",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="User",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Attachment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("subject_type", models.CharField(max_length=60, verbose_name="Belongs to")),
                        ("subject_id", models.BigIntegerField(verbose_name="Record")),
                        ("title", models.CharField(max_length=200, verbose_name="Title")),
                        (
                            "file",
                            models.FileField(
                                storage=config.storage.private_storage,
                                upload_to="attachments/%Y/%m",
                                verbose_name="File",
                            ),
                        ),
                        ("content_type", models.CharField(max_length=80, verbose_name="Type")),
                        ("size", models.PositiveIntegerField(help_text="Bytes", verbose_name="Size")),
                        ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                        ("keep_until", models.DateField(verbose_name="Keep until")),
                        ("uploaded_at", models.DateTimeField(auto_now_add=True, verbose_name="Uploaded at")),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attachments",
                                to="institutions.agency",
                                verbose_name="Agency",
                            ),
                        ),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Uploaded by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Attachment",
                        "verbose_name_plural": "Attachments",
                        "indexes": [
                            models.Index(fields=["subject_type", "subject_id"], name="attachment_subject")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Consortium",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="Name")),
                        (
                            "county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consortia",
                                to="institutions.agency",
                                verbose_name="County",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Consortium",
                        "verbose_name_plural": "Consortia",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("county", "name"), name="consortium_name_per_county"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConsortiumEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=120, verbose_name="Name")),
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
                                to="institutions.consortium",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Delegation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="Period"),
                        ),
                        ("reason", models.CharField(max_length=200, verbose_name="Reason")),
                        (
                            "assignment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="delegations",
                                to="institutions.assignment",
                                verbose_name="Assignment",
                            ),
                        ),
                        (
                            "receiver",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="delegations_received",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Acts for",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Delegation",
                        "verbose_name_plural": "Delegations",
                    },
                ),
                migrations.CreateModel(
                    name="DelegationEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="Period"),
                        ),
                        ("reason", models.CharField(max_length=200, verbose_name="Reason")),
                        (
                            "assignment",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.assignment",
                                verbose_name="Assignment",
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
                                to="institutions.delegation",
                            ),
                        ),
                        (
                            "receiver",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Acts for",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Institution",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "fixmedins_code",
                            models.CharField(max_length=12, unique=True, verbose_name="Institution code"),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="Name")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("1", "Medical institution"), ("2", "Retail pharmacy")],
                                max_length=1,
                                verbose_name="Kind",
                            ),
                        ),
                        (
                            "hosp_lv",
                            models.CharField(blank=True, max_length=2, verbose_name="Hospital grade"),
                        ),
                        (
                            "dedc_hosp_lv",
                            models.CharField(
                                blank=True,
                                choices=[("1", "Level 1"), ("2", "Level 2"), ("3", "Level 3")],
                                help_text="Decides deductible and ratio; empty for pharmacies.",
                                max_length=1,
                                verbose_name="Level for benefits",
                            ),
                        ),
                        ("admdvs", models.CharField(max_length=6, verbose_name="District code")),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "consortium",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="members",
                                to="institutions.consortium",
                                verbose_name="Consortium",
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                blank=True,
                                help_text="The county that pays it; empty for care outside the pooling area.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="institutions",
                                to="institutions.agency",
                                verbose_name="County",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Designated institution",
                        "verbose_name_plural": "Designated institutions",
                        "ordering": ("fixmedins_code",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("fixmedins_code__regex", "^[HP][0-9]{11}$")),
                                name="institution_code_form",
                                violation_error_message="The code is H or P and eleven digits.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PayeeAccount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("account_name", models.CharField(max_length=120, verbose_name="Account name")),
                        ("account_no", models.CharField(max_length=34, verbose_name="Account number")),
                        ("bank_name", models.CharField(max_length=120, verbose_name="Bank")),
                        ("bank_code", models.CharField(blank=True, max_length=14, verbose_name="Bank code")),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="Period"),
                        ),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
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
                            "institution",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="payee_accounts",
                                to="institutions.institution",
                                verbose_name="Institution",
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
                        "verbose_name": "Payee account",
                        "verbose_name_plural": "Payee accounts",
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("approved_by__isnull", False)),
                                expressions=[("institution", "="), ("period", "&&")],
                                name="payee_account_one_at_a_time",
                                violation_error_message="Another account is already in force in this period.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approved_by__isnull", True),
                                    models.Q(("approved_by", models.F("prepared_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="payee_account_two_people",
                                violation_error_message="Whoever prepares cannot approve.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PayeeAccountEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("account_name", models.CharField(max_length=120, verbose_name="Account name")),
                        ("account_no", models.CharField(max_length=34, verbose_name="Account number")),
                        ("bank_name", models.CharField(max_length=120, verbose_name="Bank")),
                        ("bank_code", models.CharField(blank=True, max_length=14, verbose_name="Bank code")),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="Period"),
                        ),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
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
                                to="institutions.payeeaccount",
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
                    name="PolicyVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="Version")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("reviewed", "Reviewed"),
                                    ("in_force", "In force"),
                                    ("superseded", "Superseded"),
                                ],
                                default="draft",
                                max_length=12,
                                verbose_name="State",
                            ),
                        ),
                        ("text", models.TextField(verbose_name="Text")),
                        ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                        ("effective_from", models.DateField(verbose_name="In force from")),
                        ("prepared_at", models.DateTimeField(auto_now_add=True, verbose_name="Prepared at")),
                        (
                            "reviewed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Reviewed at"),
                        ),
                        (
                            "put_in_force_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Put in force at"),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="institutions.policydocument",
                                verbose_name="Policy document",
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
                    ],
                    options={
                        "verbose_name": "Policy version",
                        "verbose_name_plural": "Policy versions",
                        "ordering": ("document", "-number"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("document", "number"), name="policy_version_number"
                            ),
                            models.UniqueConstraint(
                                fields=("document", "sha256"), name="policy_version_content_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "in_force")),
                                fields=("document",),
                                name="policy_version_one_in_force",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "draft"),
                                    models.Q(
                                        ("reviewed_at__isnull", False),
                                        ("reviewed_by__isnull", False),
                                        models.Q(("reviewed_by", models.F("prepared_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="policy_version_two_people",
                                violation_error_message="A second person reviews a policy version.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["draft", "reviewed"]),
                                    ("put_in_force_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="policy_version_in_force_dated",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PolicyVersionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.PositiveIntegerField(verbose_name="Version")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("reviewed", "Reviewed"),
                                    ("in_force", "In force"),
                                    ("superseded", "Superseded"),
                                ],
                                default="draft",
                                max_length=12,
                                verbose_name="State",
                            ),
                        ),
                        ("text", models.TextField(verbose_name="Text")),
                        ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                        ("effective_from", models.DateField(verbose_name="In force from")),
                        ("prepared_at", models.DateTimeField(auto_now_add=True, verbose_name="Prepared at")),
                        (
                            "reviewed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Reviewed at"),
                        ),
                        (
                            "put_in_force_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Put in force at"),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.policydocument",
                                verbose_name="Policy document",
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
                                to="institutions.policyversion",
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
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PoolingArea",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=6, unique=True, verbose_name="District code")),
                        ("name", models.CharField(max_length=60, verbose_name="Name")),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="institutions.poolingarea",
                                verbose_name="Region",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Pooling area",
                        "verbose_name_plural": "Pooling areas",
                        "ordering": ("code",),
                    },
                ),
            ]
        ),
        migrations.AddField(
            model_name="policydocument",
            name="area",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="policy_documents",
                to="institutions.poolingarea",
                verbose_name="Pooling area",
            ),
        ),
        migrations.CreateModel(
            name="InstitutionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("fixmedins_code", models.CharField(max_length=12, verbose_name="Institution code")),
                ("name", models.CharField(max_length=200, verbose_name="Name")),
                (
                    "kind",
                    models.CharField(
                        choices=[("1", "Medical institution"), ("2", "Retail pharmacy")],
                        max_length=1,
                        verbose_name="Kind",
                    ),
                ),
                ("hosp_lv", models.CharField(blank=True, max_length=2, verbose_name="Hospital grade")),
                (
                    "dedc_hosp_lv",
                    models.CharField(
                        blank=True,
                        choices=[("1", "Level 1"), ("2", "Level 2"), ("3", "Level 3")],
                        help_text="Decides deductible and ratio; empty for pharmacies.",
                        max_length=1,
                        verbose_name="Level for benefits",
                    ),
                ),
                ("admdvs", models.CharField(max_length=6, verbose_name="District code")),
                ("import_run_id", models.BigIntegerField(editable=False, null=True, verbose_name="Import")),
                (
                    "consortium",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.consortium",
                        verbose_name="Consortium",
                    ),
                ),
                (
                    "county",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The county that pays it; empty for care outside the pooling area.",
                        null=True,
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
                        to="institutions.institution",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        db_constraint=False,
                        help_text="The area that has it on its books.",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.poolingarea",
                        verbose_name="Pooling area",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="institution",
            name="area",
            field=models.ForeignKey(
                help_text="The area that has it on its books.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="institutions",
                to="institutions.poolingarea",
                verbose_name="Pooling area",
            ),
        ),
        migrations.CreateModel(
            name="AgencyEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("code", models.CharField(max_length=12, verbose_name="Agency code")),
                ("name", models.CharField(max_length=80, verbose_name="Name")),
                (
                    "place",
                    models.CharField(
                        blank=True,
                        help_text="What tables call it, such as the county's name.",
                        max_length=60,
                        verbose_name="Place",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("region", "Region"),
                            ("city", "City"),
                            ("county", "County"),
                            ("township", "Township"),
                            ("village", "Village"),
                        ],
                        max_length=10,
                        verbose_name="Level",
                    ),
                ),
                (
                    "is_city_own",
                    models.BooleanField(
                        default=False,
                        help_text="The city's own insured, an accounting unit beside the counties.",
                        verbose_name="City's own unit",
                    ),
                ),
                (
                    "county",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The accounting unit this agency belongs to; a county's own row names itself.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.agency",
                        verbose_name="County",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.agency",
                        verbose_name="Upper agency",
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
                        to="institutions.agency",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="agency",
            name="area",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="agencies",
                to="institutions.poolingarea",
                verbose_name="Pooling area",
            ),
        ),
        migrations.CreateModel(
            name="UserEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        max_length=60,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="User name",
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="Name")),
                (
                    "language",
                    models.CharField(
                        choices=[("zh-hans", "简体中文"), ("en", "English")],
                        default="zh-hans",
                        max_length=10,
                        verbose_name="Language",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="Active")),
                (
                    "is_staff",
                    models.BooleanField(default=False, verbose_name="May open the maintenance room"),
                ),
                (
                    "date_joined",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="Joined"
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
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        config.migrating.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_userevent" ("date_joined", "id", "is_active", "is_staff", "is_superuser", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "username") SELECT new_values."date_joined", new_values."id", new_values."is_active", new_values."is_staff", new_values."is_superuser", new_values."language", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."username" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="02e6e12394f82e67e46d3cb1813149719710f5b3",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7762e",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="institutions_user",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_userevent" ("date_joined", "id", "is_active", "is_staff", "is_superuser", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "username") SELECT new_values."date_joined", new_values."id", new_values."is_active", new_values."is_staff", new_values."is_superuser", new_values."language", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."username" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."date_joined" IS DISTINCT FROM (new_values."date_joined") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_active" IS DISTINCT FROM (new_values."is_active") OR old_values."is_staff" IS DISTINCT FROM (new_values."is_staff") OR old_values."is_superuser" IS DISTINCT FROM (new_values."is_superuser") OR old_values."language" IS DISTINCT FROM (new_values."language") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."username" IS DISTINCT FROM (new_values."username")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="70ec41bc33b297bc0265591055732317de8694f4",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_43791",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="institutions_user",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_userevent" ("date_joined", "id", "is_active", "is_staff", "is_superuser", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "username") SELECT old_values."date_joined", old_values."id", old_values."is_active", old_values."is_staff", old_values."is_superuser", old_values."language", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."username" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="f3c5736cf3810ac6088f66bb31eef21d326b0bed",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_81a95",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="institutions_user",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="agencyaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_agencyaccountevent" ("account_name", "account_no", "agency_id", "bank_code", "bank_name", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."account_name", new_values."account_no", new_values."agency_id", new_values."bank_code", new_values."bank_name", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="6e77f9eff28efa85f8467ad71d7ede0b4e0ed83a",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_11433",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="institutions_agencyaccount",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="agencyaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_agencyaccountevent" ("account_name", "account_no", "agency_id", "bank_code", "bank_name", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."account_name", new_values."account_no", new_values."agency_id", new_values."bank_code", new_values."bank_name", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d2fc5a75883483d550321d1399375c405a8cb42f",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b1a07",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="institutions_agencyaccount",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="agencyaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_agencyaccountevent" ("account_name", "account_no", "agency_id", "bank_code", "bank_name", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."account_name", old_values."account_no", old_values."agency_id", old_values."bank_code", old_values."bank_name", old_values."id", old_values."kind", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="adf688b4d43a6985936f7304ce00b30866223861",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b9761",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="institutions_agencyaccount",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="assignment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_assignmentevent" ("agency_id", "duties", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") SELECT new_values."agency_id", new_values."duties", new_values."id", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7a245b10d713cb900f99031633487ade832413e7",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_af2cc",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="institutions_assignment",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="assignment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_assignmentevent" ("agency_id", "duties", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") SELECT new_values."agency_id", new_values."duties", new_values."id", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b5a20acb4e1a7f4bd7956b5498f5e6b4cd3a1b9b",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_49596",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="institutions_assignment",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="assignment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_assignmentevent" ("agency_id", "duties", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") SELECT old_values."agency_id", old_values."duties", old_values."id", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="12b943d00ef14552b131166382a836124333d2b4",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1ba23",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="institutions_assignment",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="consortium",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_consortiumevent" ("county_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."county_id", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d477da5fd23ff931333de58fce9f2623bb595f12",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_11df9",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="institutions_consortium",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="consortium",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_consortiumevent" ("county_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."county_id", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="9f554dfa314699fedce70c3c0aa80bf6db28a548",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a9039",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="institutions_consortium",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="consortium",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_consortiumevent" ("county_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."county_id", old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="6cd938f51848d4df5fefbe0b8ced7d8a8385c0f0",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4f6cd",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="institutions_consortium",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="delegation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_delegationevent" ("assignment_id", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "receiver_id") SELECT new_values."assignment_id", new_values."id", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."receiver_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="2733422527695ec6d82eb24410fac7096d0a873c",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_80b9b",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="institutions_delegation",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="delegation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_delegationevent" ("assignment_id", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "receiver_id") SELECT new_values."assignment_id", new_values."id", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."receiver_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3df800bf650d32a691af4ffb2bd6d55c84024bae",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d5be1",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="institutions_delegation",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="delegation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_delegationevent" ("assignment_id", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "receiver_id") SELECT old_values."assignment_id", old_values."id", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."receiver_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="863fbdfc023abae540059a72a7de880af3f4a347",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8095c",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="institutions_delegation",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="payeeaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_payeeaccountevent" ("account_name", "account_no", "approved_by_id", "bank_code", "bank_name", "id", "import_run_id", "institution_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id") SELECT new_values."account_name", new_values."account_no", new_values."approved_by_id", new_values."bank_code", new_values."bank_name", new_values."id", new_values."import_run_id", new_values."institution_id", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."prepared_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="8ddd8bef020172ecaa2a1f58c3edfd2473bef699",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5fae2",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="institutions_payeeaccount",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="payeeaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_payeeaccountevent" ("account_name", "account_no", "approved_by_id", "bank_code", "bank_name", "id", "import_run_id", "institution_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id") SELECT new_values."account_name", new_values."account_no", new_values."approved_by_id", new_values."bank_code", new_values."bank_name", new_values."id", new_values."import_run_id", new_values."institution_id", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."prepared_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3a8a56c702d99237d3a965fe572142cf2d9820a1",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9eade",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="institutions_payeeaccount",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="payeeaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_payeeaccountevent" ("account_name", "account_no", "approved_by_id", "bank_code", "bank_name", "id", "import_run_id", "institution_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id") SELECT old_values."account_name", old_values."account_no", old_values."approved_by_id", old_values."bank_code", old_values."bank_name", old_values."id", old_values."import_run_id", old_values."institution_id", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."prepared_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="5b8ab19d38be6970057d52917617c65249e595b9",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_26b7c",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="institutions_payeeaccount",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="policyversion",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_policyversionevent" ("document_id", "effective_from", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "put_in_force_at", "reviewed_at", "reviewed_by_id", "sha256", "state", "text") SELECT new_values."document_id", new_values."effective_from", new_values."id", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."prepared_at", new_values."prepared_by_id", new_values."put_in_force_at", new_values."reviewed_at", new_values."reviewed_by_id", new_values."sha256", new_values."state", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f091d5eccda7aceae638c565f39ba89ea232ab86",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9a117",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="institutions_policyversion",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="policyversion",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_policyversionevent" ("document_id", "effective_from", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "put_in_force_at", "reviewed_at", "reviewed_by_id", "sha256", "state", "text") SELECT new_values."document_id", new_values."effective_from", new_values."id", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."prepared_at", new_values."prepared_by_id", new_values."put_in_force_at", new_values."reviewed_at", new_values."reviewed_by_id", new_values."sha256", new_values."state", new_values."text" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="489e3591a44e2a9e62e306cfb020922e51dc4ed2",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a816f",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="institutions_policyversion",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="policyversion",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_policyversionevent" ("document_id", "effective_from", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "put_in_force_at", "reviewed_at", "reviewed_by_id", "sha256", "state", "text") SELECT old_values."document_id", old_values."effective_from", old_values."id", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."prepared_at", old_values."prepared_by_id", old_values."put_in_force_at", old_values."reviewed_at", old_values."reviewed_by_id", old_values."sha256", old_values."state", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="0e725bd1565a52f4ed0cd3320f3a92b6a50a10ce",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_95500",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="institutions_policyversion",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="institution",
            index=models.Index(fields=["area", "county", "fixmedins_code"], name="institution_by_county"),
        ),
        config.migrating.AddTrigger(
            model_name="institution",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_institutionevent" ("admdvs", "area_id", "consortium_id", "county_id", "dedc_hosp_lv", "fixmedins_code", "hosp_lv", "id", "import_run_id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."admdvs", new_values."area_id", new_values."consortium_id", new_values."county_id", new_values."dedc_hosp_lv", new_values."fixmedins_code", new_values."hosp_lv", new_values."id", new_values."import_run_id", new_values."kind", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="fca947649231e5aa4877c6924556ab2fbcc6fede",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8f2fb",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="institutions_institution",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="institution",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_institutionevent" ("admdvs", "area_id", "consortium_id", "county_id", "dedc_hosp_lv", "fixmedins_code", "hosp_lv", "id", "import_run_id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."admdvs", new_values."area_id", new_values."consortium_id", new_values."county_id", new_values."dedc_hosp_lv", new_values."fixmedins_code", new_values."hosp_lv", new_values."id", new_values."import_run_id", new_values."kind", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f3b22b64b9388317593cc9bceafdcafe3f2abeb7",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5a592",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="institutions_institution",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="institution",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_institutionevent" ("admdvs", "area_id", "consortium_id", "county_id", "dedc_hosp_lv", "fixmedins_code", "hosp_lv", "id", "import_run_id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."admdvs", old_values."area_id", old_values."consortium_id", old_values."county_id", old_values."dedc_hosp_lv", old_values."fixmedins_code", old_values."hosp_lv", old_values."id", old_values."import_run_id", old_values."kind", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="eea4e7b39f2175f215deff8ffbd22d899b8e49e1",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_904b4",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="institutions_institution",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="agency",
            constraint=models.UniqueConstraint(
                condition=models.Q(("level", "city")), fields=("area",), name="agency_one_city_per_area"
            ),
        ),
        config.migrating.AddTrigger(
            model_name="agency",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_agencyevent" ("area_id", "code", "county_id", "id", "is_city_own", "level", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place") SELECT new_values."area_id", new_values."code", new_values."county_id", new_values."id", new_values."is_city_own", new_values."level", new_values."name", new_values."parent_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="9b8a2b245851e12494d6e40f5a1ba19315000302",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_61aa8",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="institutions_agency",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="agency",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_agencyevent" ("area_id", "code", "county_id", "id", "is_city_own", "level", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place") SELECT new_values."area_id", new_values."code", new_values."county_id", new_values."id", new_values."is_city_own", new_values."level", new_values."name", new_values."parent_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="75e6c34d7587f338f40a4676fc2606c79dd821a2",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_24fde",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="institutions_agency",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="agency",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_agencyevent" ("area_id", "code", "county_id", "id", "is_city_own", "level", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place") SELECT old_values."area_id", old_values."code", old_values."county_id", old_values."id", old_values."is_city_own", old_values."level", old_values."name", old_values."parent_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="fda8e8d3152baa7f732cc2279a79be703c4f5d61",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_494a2",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="institutions_agency",
                    when="AFTER",
                ),
            ),
        ),
    ]
