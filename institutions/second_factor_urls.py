"""Addresses of the second step of signing in and of one's own second factor; beside the sign-in's, not below an app."""

from django.urls import path

from institutions.views.second_factor import door, own

urlpatterns = [
    path("sign-in/code/", door.second_step, name="second_step"),
    path("sign-in/phone/", door.enrol, name="enrol_at_the_door"),
    path("preferences/second-factor/", own.state, name="second_factor"),
    path("preferences/second-factor/phone/", own.switch_on, name="second_factor_on"),
    path("preferences/second-factor/off/", own.switch_off, name="second_factor_off"),
    path("preferences/second-factor/codes/", own.codes, name="recovery_codes"),
    path("preferences/second-factor/codes/new/", own.new_codes, name="new_recovery_codes"),
]
