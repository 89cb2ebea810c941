import config.money
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0004_refunds_of_contributions"),
        ("institutions", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="FindingStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("ask", "Put to the institution"),
                            ("reply", "Reply of the institution"),
                            ("propose", "First review: deduct"),
                            ("acquit", "First review: close"),
                            ("return", "Second review: back to the first"),
                            ("confirm", "Second review: confirmed"),
                            ("dismiss", "Dismissed"),
                        ],
                        max_length=8,
                        verbose_name="Act",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("found", "Found"),
                            ("asked", "Put to the institution"),
                            ("replied", "Answered"),
                            ("proposed", "Reviewed once"),
                            ("deducted", "Deducted"),
                            ("closed", "Closed"),
                        ],
                        max_length=8,
                        verbose_name="State afterwards",
                    ),
                ),
                ("day", models.DateField(verbose_name="Day")),
                ("amount", config.money.MoneyField(blank=True, null=True, verbose_name="Amount")),
                ("text", models.CharField(blank=True, max_length=500, verbose_name="Statement or reason")),
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
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="claims.billfinding",
                        verbose_name="Finding",
                    ),
                ),
            ],
            options={
                "verbose_name": "Step of a finding",
                "verbose_name_plural": "Steps of findings",
                "ordering": ("pk",),
            },
        ),
        migrations.AddField(
            model_name="billfinding",
            name="amount",
            field=config.money.MoneyField(
                blank=True,
                help_text="What the rule points at, if it can say.",
                null=True,
                verbose_name="Amount in question",
            ),
        ),
        migrations.AddField(
            model_name="billfinding",
            name="deduction",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="finding",
                to="claims.deduction",
                verbose_name="Deduction",
            ),
        ),
        migrations.AddField(
            model_name="billfinding",
            name="due_on",
            field=models.DateField(blank=True, null=True, verbose_name="Reply due on"),
        ),
        migrations.AddField(
            model_name="billfinding",
            name="proposed_amount",
            field=config.money.MoneyField(
                blank=True,
                help_text="Nothing when it is to be closed.",
                null=True,
                verbose_name="To be deducted",
            ),
        ),
        migrations.AddField(
            model_name="billfinding",
            name="proposed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="Reviewed first by",
            ),
        ),
        migrations.AddField(
            model_name="billfinding",
            name="reviewed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="Reviewed again by",
            ),
        ),
        migrations.AddField(
            model_name="billfinding",
            name="severity",
            field=models.CharField(
                choices=[("hint", "Hint"), ("suspect", "Suspicion"), ("breach", "Breach")],
                db_default="suspect",
                default="suspect",
                max_length=8,
                verbose_name="Severity",
            ),
        ),
        migrations.AddField(
            model_name="billfinding",
            name="state",
            field=models.CharField(
                choices=[
                    ("found", "Found"),
                    ("asked", "Put to the institution"),
                    ("replied", "Answered"),
                    ("proposed", "Reviewed once"),
                    ("deducted", "Deducted"),
                    ("closed", "Closed"),
                ],
                db_default="found",
                default="found",
                max_length=8,
                verbose_name="State",
            ),
        ),
        migrations.AddIndex(
            model_name="billfinding",
            index=models.Index(fields=["state", "due_on"], name="finding_by_state"),
        ),
        migrations.AddConstraint(
            model_name="billfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reviewed_by__isnull", True),
                    models.Q(("reviewed_by", models.F("proposed_by")), _negated=True),
                    _connector="OR",
                ),
                name="finding_two_people",
                violation_error_message="Whoever reviews first cannot review again.",
            ),
        ),
        migrations.AddConstraint(
            model_name="billfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "deducted"), _negated=True),
                    models.Q(
                        ("deduction__isnull", False),
                        ("proposed_amount__gt", 0),
                        ("proposed_by__isnull", False),
                        ("reviewed_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="finding_deducted_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="billfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "deducted"), ("deduction__isnull", True), _connector="OR"),
                name="finding_deduction_only_when_deducted",
            ),
        ),
        migrations.AddConstraint(
            model_name="billfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["asked", "replied"]), _negated=True),
                    ("due_on__isnull", False),
                    _connector="OR",
                ),
                name="finding_asked_with_day",
            ),
        ),
    ]
