from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InstitutionsConfig(AppConfig):
    name = "institutions"
    verbose_name = _("Institutions")

    def ready(self) -> None:
        from institutions import navigation, purposes
        from institutions.policy import agreements, assessment, credit, designation, policy_making
        from institutions.policy.registry import register_dimension, register_section

        register_section(designation.SECTION)
        register_section(agreements.SECTION)
        for dimension in assessment.DIMENSIONS:
            register_dimension(dimension)
        register_section(assessment.SECTION)
        register_section(credit.SECTION)
        register_section(policy_making.SECTION)
        navigation.register()
        purposes.register()
