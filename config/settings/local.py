"""A developer's machine and the demo: everything works with no environment variable set."""

import warnings

from config.settings.base import *  # noqa: F403
from config.settings.base import env

# Off by default: the demo shows the pages people will see, error pages among them.
DEBUG = env.bool("DEBUG", default=False)
# Styles and scripts straight from static/, fresh at every request.
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = None
WHITENOISE_AUTOREFRESH = True
# Nothing else reaches a demo.
METRICS_NETWORKS = ["127.0.0.0/8", "::1/128"]
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]

# A container's only user is often root; for a demo on one's own machine that is no news.
warnings.filterwarnings("ignore", message=r"\s*You're running the worker with superuser")
