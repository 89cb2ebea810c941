"""Amounts on pages: Django prints no thousands separators in zh-hans, so every amount goes through here."""

from django import template

from config import display

register = template.Library()

register.filter("money", display.money)
register.filter("wan", display.wan)
register.filter("whole", display.whole)
register.filter("percent", display.percent)
