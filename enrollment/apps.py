from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EnrollmentConfig(AppConfig):
    name = "enrollment"
    verbose_name = _("Enrollment")

    def ready(self) -> None:
        from enrollment import navigation, policy, policy_cleaning, purposes

        policy.register()
        policy_cleaning.register()
        navigation.register()
        purposes.register()
