from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InstitutionsConfig(AppConfig):
    name = "institutions"
    verbose_name = _("Institutions")

    def ready(self) -> None:
        from config.errors import tell_as_refusal
        from config.second_step import register_second_step
        from institutions import navigation, purposes
        from institutions.policy import (
            agreements,
            assessment,
            credit,
            designation,
            policy_making,
            service_list,
        )
        from institutions.policy.gaps import refuse_gap
        from institutions.policy.registry import register_dimension, register_section
        from institutions.rules.policy_tables import PolicyGap
        from institutions.services.second_factor.asked import must_have, step_of

        register_section(designation.SECTION)
        register_section(agreements.SECTION)
        for dimension in assessment.DIMENSIONS:
            register_dimension(dimension)
        register_section(assessment.SECTION)
        register_section(credit.SECTION)
        register_section(policy_making.SECTION)
        register_section(service_list.SECTION)
        service_list.register_service_page("agreement", "institutions:agreements")
        tell_as_refusal(PolicyGap, refuse_gap)
        navigation.register()
        purposes.register()
        register_second_step(step_of=step_of, must_pass=must_have)
