"""Where every address leads. Each app keeps its own ``urls.py``."""

from importlib.util import find_spec

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [path("admin/", admin.site.urls)]

for _app in ("institutions", "enrollment", "claims", "funds"):
    if find_spec(f"{_app}.urls"):
        urlpatterns.append(path(f"{_app}/", include(f"{_app}.urls")))
