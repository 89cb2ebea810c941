"""Where every address leads. Each app keeps its own ``urls.py``."""

from importlib.util import find_spec

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from config.views import desk, imports, jobs, search, session

urlpatterns: list[URLPattern | URLResolver] = [
    path("", session.home, name="home"),
    path("sign-in/", session.SignIn.as_view(), name="login"),
    path("sign-out/", session.SignOut.as_view(), name="logout"),
    path("", include("institutions.second_factor_urls")),
    path("preferences/", session.preferences, name="preferences"),
    path("preferences/password/", session.ChangePassword.as_view(), name="password_change"),
    path("preferences/sessions/", session.sessions, name="sessions"),
    path("preferences/sessions/end/", session.end_others, name="end_other_sessions"),
    path("preferences/language/", session.choose_language, name="choose_language"),
    path("preferences/assignment/", session.choose_assignment, name="choose_assignment"),
    path("preferences/columns/<str:key>/", session.choose_columns, name="choose_columns"),
    path("desk/", desk.desk_page, name="desk"),
    path("search/", search.search_page, name="search"),
    path("imports/", imports.import_list, name="imports"),
    path("imports/upload/", imports.import_upload, name="import_upload"),
    path("imports/samples/<slug:kind>/", imports.import_sample, name="import_sample"),
    path("imports/<int:run_id>/", imports.import_page, name="import"),
    path("imports/<int:run_id>/confirm/", imports.import_confirm, name="import_confirm"),
    path("imports/<int:run_id>/cancel/", imports.import_cancel, name="import_cancel"),
    path("imports/<int:run_id>/withdraw/", imports.import_withdraw, name="import_withdraw"),
    path("imports/<int:run_id>/failed-rows/", imports.import_failed_rows, name="import_failed_rows"),
    path("jobs/", jobs.job_list, name="jobs"),
    path("jobs/badge/", jobs.job_badge, name="job_badge"),
    path("jobs/<int:pk>/", jobs.job_page, name="job"),
    path("jobs/<int:pk>/progress/", jobs.job_progress, name="job_progress"),
    path("jobs/<int:pk>/cancel/", jobs.job_cancel, name="job_cancel"),
    path("jobs/<int:pk>/retry/", jobs.job_retry, name="job_retry"),
    path("jobs/<int:pk>/result/", jobs.job_result, name="job_result"),
    path("jobs/<int:pk>/log/", jobs.job_log, name="job_log"),
    path("admin/", admin.site.urls),
]

handler400 = "config.views.errors.bad_request"
handler403 = "config.views.errors.forbidden"
handler404 = "config.views.errors.not_found"
handler500 = "config.views.errors.failed"

for _app in ("institutions", "enrollment", "claims", "funds"):
    if find_spec(f"{_app}.urls"):
        urlpatterns.append(path(f"{_app}/", include(f"{_app}.urls")))
