import django.contrib.postgres.fields
import django.core.serializers.json
import django.db.models.deletion
import config.migrating
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0035_oversight"),
        ("funds", "0028_advance_withdrawn"),
        ("institutions", "0009_credit_row_level_security"),
        ("institutions", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        config.migrating.CreateTables(
            tables=[
                migrations.CreateModel(
                    name="CommitteeSession",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=30, unique=True, verbose_name="Number")),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("title", models.CharField(max_length=120, verbose_name="Title")),
                        (
                            "month",
                            models.DateField(
                                help_text="First day of the last month.", verbose_name="Figures up to"
                            ),
                        ),
                        ("held_on", models.DateField(verbose_name="Day of the session")),
                        ("place", models.CharField(blank=True, max_length=120, verbose_name="Place")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("prepared", "Session being prepared"),
                                    ("laid", "Papers laid before it"),
                                    ("held", "Held, opinions to answer"),
                                    ("closed", "Closed"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="prepared",
                                max_length=9,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "papers",
                            models.JSONField(
                                default=list,
                                encoder=django.core.serializers.json.DjangoJSONEncoder,
                                verbose_name="Papers",
                            ),
                        ),
                        (
                            "laid_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Laid before it at"),
                        ),
                        ("minutes", models.CharField(blank=True, max_length=4000, verbose_name="Minutes")),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="Reason")),
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
                                verbose_name="Called by",
                            ),
                        ),
                        (
                            "laid_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Laid before it by",
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
                        "verbose_name": "Session of the supervision committee",
                        "verbose_name_plural": "Sessions of the supervision committee",
                        "ordering": ("-held_on", "-pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("laid_by__isnull", True),
                                    models.Q(("laid_by", models.F("prepared_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="session_two_people",
                                violation_error_message="Whoever prepares the papers does not lay them before the committee.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("laid_at__isnull", True),
                                        ("laid_by__isnull", True),
                                        ("papers", []),
                                        ("state", "prepared"),
                                    ),
                                    models.Q(("state", "withdrawn"), models.Q(("reason", ""), _negated=True)),
                                    models.Q(
                                        ("laid_at__isnull", False),
                                        ("laid_by__isnull", False),
                                        ("state__in", ["laid", "held", "closed"]),
                                        models.Q(("papers", []), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="session_laid",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["held", "closed"]), _negated=True),
                                    models.Q(("minutes", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="session_minuted",
                                violation_error_message="A session has minutes.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Consultation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=30, unique=True, verbose_name="Number")),
                        ("title", models.CharField(max_length=120, verbose_name="Title")),
                        ("question", models.CharField(max_length=2000, verbose_name="Question")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "Question proposed"),
                                    ("approved", "Experts to be drawn"),
                                    ("asked", "With the experts"),
                                    ("concluded", "Conclusion to be decided on"),
                                    ("decided", "Decided"),
                                    ("assessed", "Effect looked at"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="proposed",
                                max_length=9,
                                verbose_name="State",
                            ),
                        ),
                        ("answer_by", models.DateField(verbose_name="Opinions wanted by")),
                        ("seed", models.CharField(blank=True, max_length=64, verbose_name="Seed")),
                        (
                            "candidates",
                            models.JSONField(
                                default=list,
                                help_text="Code and name of each.",
                                verbose_name="List drawn from",
                            ),
                        ),
                        ("excluded", models.JSONField(default=list, verbose_name="Left out beforehand")),
                        (
                            "drawn",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=30),
                                default=list,
                                size=None,
                                verbose_name="Drawn in this order",
                            ),
                        ),
                        (
                            "redrawn",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="Why it was drawn again"
                            ),
                        ),
                        (
                            "conclusion",
                            models.CharField(blank=True, max_length=2000, verbose_name="Conclusion"),
                        ),
                        ("decided_on", models.DateField(blank=True, null=True, verbose_name="Decided on")),
                        (
                            "assess_by",
                            models.DateField(blank=True, null=True, verbose_name="Effect to be looked at by"),
                        ),
                        (
                            "effect",
                            models.CharField(
                                blank=True, max_length=2000, verbose_name="Effect of the decision"
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="Reason")),
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
                            "assessed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Looked at by",
                            ),
                        ),
                        (
                            "concluded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Conclusion drawn by",
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Put by",
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
                            "drawn_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Drawn by",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Proposed by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Consultation of experts",
                        "verbose_name_plural": "Consultations of experts",
                        "ordering": ("-pk",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("approved_by__isnull", True),
                                        models.Q(("approved_by", models.F("proposed_by")), _negated=True),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("decided_by__isnull", True),
                                        models.Q(("decided_by", models.F("concluded_by")), _negated=True),
                                        _connector="OR",
                                    ),
                                ),
                                name="consultation_two_people",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["proposed", "approved", "withdrawn"]),
                                    models.Q(
                                        ("approved_by__isnull", False),
                                        ("drawn_by__isnull", False),
                                        models.Q(("seed", ""), _negated=True),
                                        models.Q(("drawn", []), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="consultation_drawn",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state__in", ["concluded", "decided", "assessed"]), _negated=True
                                    ),
                                    models.Q(
                                        models.Q(("conclusion", ""), _negated=True),
                                        ("concluded_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="consultation_decided",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["decided", "assessed"]), _negated=True),
                                    models.Q(
                                        ("assess_by__isnull", False),
                                        ("decided_by__isnull", False),
                                        ("decided_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="consultation_assessed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "assessed"), _negated=True),
                                    models.Q(
                                        models.Q(("effect", ""), _negated=True),
                                        ("assessed_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="consultation_effect",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "withdrawn"), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="consultation_withdrawn",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CommitteeSessionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.CharField(max_length=30, verbose_name="Number")),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("title", models.CharField(max_length=120, verbose_name="Title")),
                        (
                            "month",
                            models.DateField(
                                help_text="First day of the last month.", verbose_name="Figures up to"
                            ),
                        ),
                        ("held_on", models.DateField(verbose_name="Day of the session")),
                        ("place", models.CharField(blank=True, max_length=120, verbose_name="Place")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("prepared", "Session being prepared"),
                                    ("laid", "Papers laid before it"),
                                    ("held", "Held, opinions to answer"),
                                    ("closed", "Closed"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="prepared",
                                max_length=9,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "papers",
                            models.JSONField(
                                default=list,
                                encoder=django.core.serializers.json.DjangoJSONEncoder,
                                verbose_name="Papers",
                            ),
                        ),
                        (
                            "laid_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Laid before it at"),
                        ),
                        ("minutes", models.CharField(blank=True, max_length=4000, verbose_name="Minutes")),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="Reason")),
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
                                verbose_name="Called by",
                            ),
                        ),
                        (
                            "laid_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Laid before it by",
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
                                to="funds.committeesession",
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
                    name="SessionMember",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("came", models.BooleanField(blank=True, null=True, verbose_name="Came")),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="claims.rostermember",
                                verbose_name="Member of the supervision committee",
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="members",
                                to="funds.committeesession",
                                verbose_name="Session",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Member called to a session",
                        "verbose_name_plural": "Members called to sessions",
                        "ordering": ("member__code",),
                        "constraints": [
                            models.UniqueConstraint(fields=("session", "member"), name="session_member_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConsultationEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.CharField(max_length=30, verbose_name="Number")),
                        ("title", models.CharField(max_length=120, verbose_name="Title")),
                        ("question", models.CharField(max_length=2000, verbose_name="Question")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "Question proposed"),
                                    ("approved", "Experts to be drawn"),
                                    ("asked", "With the experts"),
                                    ("concluded", "Conclusion to be decided on"),
                                    ("decided", "Decided"),
                                    ("assessed", "Effect looked at"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="proposed",
                                max_length=9,
                                verbose_name="State",
                            ),
                        ),
                        ("answer_by", models.DateField(verbose_name="Opinions wanted by")),
                        ("seed", models.CharField(blank=True, max_length=64, verbose_name="Seed")),
                        (
                            "candidates",
                            models.JSONField(
                                default=list,
                                help_text="Code and name of each.",
                                verbose_name="List drawn from",
                            ),
                        ),
                        ("excluded", models.JSONField(default=list, verbose_name="Left out beforehand")),
                        (
                            "drawn",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=30),
                                default=list,
                                size=None,
                                verbose_name="Drawn in this order",
                            ),
                        ),
                        (
                            "redrawn",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="Why it was drawn again"
                            ),
                        ),
                        (
                            "conclusion",
                            models.CharField(blank=True, max_length=2000, verbose_name="Conclusion"),
                        ),
                        ("decided_on", models.DateField(blank=True, null=True, verbose_name="Decided on")),
                        (
                            "assess_by",
                            models.DateField(blank=True, null=True, verbose_name="Effect to be looked at by"),
                        ),
                        (
                            "effect",
                            models.CharField(
                                blank=True, max_length=2000, verbose_name="Effect of the decision"
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="Reason")),
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
                            "assessed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Looked at by",
                            ),
                        ),
                        (
                            "concluded_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Conclusion drawn by",
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
                                verbose_name="Put by",
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
                            "drawn_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Drawn by",
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
                                to="funds.consultation",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Proposed by",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ConsultationOpinion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "stance",
                            models.CharField(
                                choices=[
                                    ("for", "In favour of it"),
                                    ("conditional", "In favour under conditions"),
                                    ("against", "Against it"),
                                    ("abstains", "No opinion"),
                                ],
                                max_length=11,
                                verbose_name="Stance",
                            ),
                        ),
                        ("grounds", models.CharField(max_length=2000, verbose_name="Grounds")),
                        ("given_on", models.DateField(verbose_name="Given on")),
                        (
                            "consultation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="opinions",
                                to="funds.consultation",
                                verbose_name="Consultation",
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
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="claims.rostermember",
                                verbose_name="Expert",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Opinion of an expert",
                        "verbose_name_plural": "Opinions of experts",
                        "ordering": ("pk",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("consultation", "member"), name="expert_opinion_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("grounds", ""), _negated=True), name="expert_grounds"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SessionMemberEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("came", models.BooleanField(blank=True, null=True, verbose_name="Came")),
                        (
                            "member",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.rostermember",
                                verbose_name="Member of the supervision committee",
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
                                to="funds.sessionmember",
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.committeesession",
                                verbose_name="Session",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SessionOpinion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "aspect",
                            models.CharField(
                                choices=[
                                    ("raising", "Raising of the fund"),
                                    ("running", "Running of the fund"),
                                    ("use", "Use of the fund"),
                                    ("management", "Management of the fund"),
                                ],
                                max_length=10,
                                verbose_name="Aspect",
                            ),
                        ),
                        ("text", models.CharField(max_length=1000, verbose_name="Opinion")),
                        ("due_on", models.DateField(verbose_name="To be answered by")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "To be answered"),
                                    ("answered", "Answer to be approved"),
                                    ("approved", "Answered"),
                                ],
                                default="open",
                                max_length=8,
                                verbose_name="State",
                            ),
                        ),
                        ("answer", models.CharField(blank=True, max_length=2000, verbose_name="Answer")),
                        ("approved_on", models.DateField(blank=True, null=True, verbose_name="Approved on")),
                        (
                            "returned",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="Why the answer went back"
                            ),
                        ),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Answered by",
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
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Entered by",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="opinions",
                                to="funds.sessionmember",
                                verbose_name="Said by",
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="opinions",
                                to="funds.committeesession",
                                verbose_name="Session",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Opinion of the committee",
                        "verbose_name_plural": "Opinions of the committee",
                        "ordering": ("pk",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approved_by__isnull", True),
                                    models.Q(("approved_by", models.F("answered_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="opinion_two_people",
                                violation_error_message="Whoever writes the answer cannot approve it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("approved_by__isnull", True), ("state", "open")),
                                    models.Q(
                                        ("answered_by__isnull", False),
                                        ("approved_by__isnull", True),
                                        ("state", "answered"),
                                        models.Q(("answer", ""), _negated=True),
                                    ),
                                    models.Q(
                                        ("answered_by__isnull", False),
                                        ("approved_by__isnull", False),
                                        ("approved_on__isnull", False),
                                        ("state", "approved"),
                                        models.Q(("answer", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="opinion_answered",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="opinion_said"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConsultationOpinionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "stance",
                            models.CharField(
                                choices=[
                                    ("for", "In favour of it"),
                                    ("conditional", "In favour under conditions"),
                                    ("against", "Against it"),
                                    ("abstains", "No opinion"),
                                ],
                                max_length=11,
                                verbose_name="Stance",
                            ),
                        ),
                        ("grounds", models.CharField(max_length=2000, verbose_name="Grounds")),
                        ("given_on", models.DateField(verbose_name="Given on")),
                        (
                            "consultation",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.consultation",
                                verbose_name="Consultation",
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
                            "member",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.rostermember",
                                verbose_name="Expert",
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
                                to="funds.consultationopinion",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SessionOpinionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "aspect",
                            models.CharField(
                                choices=[
                                    ("raising", "Raising of the fund"),
                                    ("running", "Running of the fund"),
                                    ("use", "Use of the fund"),
                                    ("management", "Management of the fund"),
                                ],
                                max_length=10,
                                verbose_name="Aspect",
                            ),
                        ),
                        ("text", models.CharField(max_length=1000, verbose_name="Opinion")),
                        ("due_on", models.DateField(verbose_name="To be answered by")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "To be answered"),
                                    ("answered", "Answer to be approved"),
                                    ("approved", "Answered"),
                                ],
                                default="open",
                                max_length=8,
                                verbose_name="State",
                            ),
                        ),
                        ("answer", models.CharField(blank=True, max_length=2000, verbose_name="Answer")),
                        ("approved_on", models.DateField(blank=True, null=True, verbose_name="Approved on")),
                        (
                            "returned",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="Why the answer went back"
                            ),
                        ),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Answered by",
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
                            "member",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.sessionmember",
                                verbose_name="Said by",
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
                                to="funds.sessionopinion",
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.committeesession",
                                verbose_name="Session",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ]
        ),
        config.migrating.AddTrigger(
            model_name="committeesession",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_committeesessionevent" ("area_id", "county_id", "held_on", "id", "insutype", "laid_at", "laid_by_id", "minutes", "month", "number", "papers", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "prepared_by_id", "reason", "state", "title") SELECT new_values."area_id", new_values."county_id", new_values."held_on", new_values."id", new_values."insutype", new_values."laid_at", new_values."laid_by_id", new_values."minutes", new_values."month", new_values."number", new_values."papers", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."prepared_by_id", new_values."reason", new_values."state", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ef4c3730d562a08664630628b42342f0a06155e8",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_97fe3",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_committeesession",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="committeesession",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_committeesessionevent" ("area_id", "county_id", "held_on", "id", "insutype", "laid_at", "laid_by_id", "minutes", "month", "number", "papers", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "prepared_by_id", "reason", "state", "title") SELECT new_values."area_id", new_values."county_id", new_values."held_on", new_values."id", new_values."insutype", new_values."laid_at", new_values."laid_by_id", new_values."minutes", new_values."month", new_values."number", new_values."papers", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place", new_values."prepared_by_id", new_values."reason", new_values."state", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7d3bebdf86f1743dbe1481fd2c89d9488b8858e5",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4c438",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_committeesession",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="committeesession",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_committeesessionevent" ("area_id", "county_id", "held_on", "id", "insutype", "laid_at", "laid_by_id", "minutes", "month", "number", "papers", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "prepared_by_id", "reason", "state", "title") SELECT old_values."area_id", old_values."county_id", old_values."held_on", old_values."id", old_values."insutype", old_values."laid_at", old_values."laid_by_id", old_values."minutes", old_values."month", old_values."number", old_values."papers", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."prepared_by_id", old_values."reason", old_values."state", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="dedc64360ff9a7c3401954801e32cb4ce456a53a",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_451c9",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_committeesession",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="consultation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_consultationevent" ("answer_by", "approved_by_id", "area_id", "assess_by", "assessed_by_id", "candidates", "concluded_by_id", "conclusion", "county_id", "decided_by_id", "decided_on", "drawn", "drawn_by_id", "effect", "excluded", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_by_id", "question", "reason", "redrawn", "seed", "state", "title") SELECT new_values."answer_by", new_values."approved_by_id", new_values."area_id", new_values."assess_by", new_values."assessed_by_id", new_values."candidates", new_values."concluded_by_id", new_values."conclusion", new_values."county_id", new_values."decided_by_id", new_values."decided_on", new_values."drawn", new_values."drawn_by_id", new_values."effect", new_values."excluded", new_values."id", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."proposed_by_id", new_values."question", new_values."reason", new_values."redrawn", new_values."seed", new_values."state", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="1c4f000c4e7ca783e6e61f2ea69cb1f3ccc6f610",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f0e3b",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_consultation",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="consultation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_consultationevent" ("answer_by", "approved_by_id", "area_id", "assess_by", "assessed_by_id", "candidates", "concluded_by_id", "conclusion", "county_id", "decided_by_id", "decided_on", "drawn", "drawn_by_id", "effect", "excluded", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_by_id", "question", "reason", "redrawn", "seed", "state", "title") SELECT new_values."answer_by", new_values."approved_by_id", new_values."area_id", new_values."assess_by", new_values."assessed_by_id", new_values."candidates", new_values."concluded_by_id", new_values."conclusion", new_values."county_id", new_values."decided_by_id", new_values."decided_on", new_values."drawn", new_values."drawn_by_id", new_values."effect", new_values."excluded", new_values."id", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."proposed_by_id", new_values."question", new_values."reason", new_values."redrawn", new_values."seed", new_values."state", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="8b8f8ee0990171af7b7257bbd4b14917bf134fc2",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_fa483",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_consultation",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="consultation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_consultationevent" ("answer_by", "approved_by_id", "area_id", "assess_by", "assessed_by_id", "candidates", "concluded_by_id", "conclusion", "county_id", "decided_by_id", "decided_on", "drawn", "drawn_by_id", "effect", "excluded", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_by_id", "question", "reason", "redrawn", "seed", "state", "title") SELECT old_values."answer_by", old_values."approved_by_id", old_values."area_id", old_values."assess_by", old_values."assessed_by_id", old_values."candidates", old_values."concluded_by_id", old_values."conclusion", old_values."county_id", old_values."decided_by_id", old_values."decided_on", old_values."drawn", old_values."drawn_by_id", old_values."effect", old_values."excluded", old_values."id", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."proposed_by_id", old_values."question", old_values."reason", old_values."redrawn", old_values."seed", old_values."state", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="17f34bbd027263a4d3734a9016eea6bbbe1d2a1e",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9ad31",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_consultation",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="consultationopinion",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_consultationopinionevent" ("consultation_id", "entered_by_id", "given_on", "grounds", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stance") SELECT new_values."consultation_id", new_values."entered_by_id", new_values."given_on", new_values."grounds", new_values."id", new_values."member_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."stance" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="47ffc83e542ed82f6baee3f8bb6f77b183619800",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_fad80",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_consultationopinion",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="consultationopinion",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_consultationopinionevent" ("consultation_id", "entered_by_id", "given_on", "grounds", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stance") SELECT new_values."consultation_id", new_values."entered_by_id", new_values."given_on", new_values."grounds", new_values."id", new_values."member_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."stance" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="a72dd1d0552daa346eef3183a5b4358743804f4a",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7d615",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_consultationopinion",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="consultationopinion",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_consultationopinionevent" ("consultation_id", "entered_by_id", "given_on", "grounds", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stance") SELECT old_values."consultation_id", old_values."entered_by_id", old_values."given_on", old_values."grounds", old_values."id", old_values."member_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."stance" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="baf6805f93660fdb4103d60e65438328652fff7a",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6a0cd",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_consultationopinion",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="sessionmember",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_sessionmemberevent" ("came", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id") SELECT new_values."came", new_values."id", new_values."member_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."session_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="6e7cf395f3fb4e6377b9851d389f580922e3a475",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_99e87",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_sessionmember",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="sessionmember",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_sessionmemberevent" ("came", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id") SELECT new_values."came", new_values."id", new_values."member_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."session_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="04b4be13b102fceed5a267ef56032eb4236d915c",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_965b6",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_sessionmember",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="sessionmember",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_sessionmemberevent" ("came", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id") SELECT old_values."came", old_values."id", old_values."member_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."session_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="0d6796aa2aae84f3aefe6c8e9d9d23a1b72d50a5",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e5a79",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_sessionmember",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="sessionopinion",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_sessionopinionevent" ("answer", "answered_by_id", "approved_by_id", "approved_on", "aspect", "due_on", "entered_by_id", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned", "session_id", "state", "text") SELECT new_values."answer", new_values."answered_by_id", new_values."approved_by_id", new_values."approved_on", new_values."aspect", new_values."due_on", new_values."entered_by_id", new_values."id", new_values."member_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."returned", new_values."session_id", new_values."state", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="4bc2ed02363a6527b77851263e5ab88ad8a7d244",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a71d4",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_sessionopinion",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="sessionopinion",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_sessionopinionevent" ("answer", "answered_by_id", "approved_by_id", "approved_on", "aspect", "due_on", "entered_by_id", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned", "session_id", "state", "text") SELECT new_values."answer", new_values."answered_by_id", new_values."approved_by_id", new_values."approved_on", new_values."aspect", new_values."due_on", new_values."entered_by_id", new_values."id", new_values."member_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."returned", new_values."session_id", new_values."state", new_values."text" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f46fad351805d7bfdb614e0ee044e5e26dbe1180",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_46a21",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_sessionopinion",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="sessionopinion",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_sessionopinionevent" ("answer", "answered_by_id", "approved_by_id", "approved_on", "aspect", "due_on", "entered_by_id", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned", "session_id", "state", "text") SELECT old_values."answer", old_values."answered_by_id", old_values."approved_by_id", old_values."approved_on", old_values."aspect", old_values."due_on", old_values."entered_by_id", old_values."id", old_values."member_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."returned", old_values."session_id", old_values."state", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="bdbbb9b662bc418df21b53f2ba34ea60a6977631",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0f922",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_sessionopinion",
                    when="AFTER",
                ),
            ),
        ),
    ]
