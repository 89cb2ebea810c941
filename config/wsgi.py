"""The WSGI application that gunicorn serves."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

application = get_wsgi_application()

# All pages' code is loaded now, not by whoever comes first, and never searched for garbage again: a search through
# models, forms and addresses stopped every page of the process for 200 ms.
import_module(settings.ROOT_URLCONF)
gc.collect()
gc.freeze()
