from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EnrollmentConfig(AppConfig):
    name = "enrollment"
    verbose_name = _("Enrollment")

    def ready(self) -> None:
        from config.desk import register_desk_source
        from enrollment import navigation, policy
        from enrollment.desk import target_items

        policy.register()
        navigation.register()
        register_desk_source(target_items)
