"""The entry of the web server: everything is imported here, so that forked workers share it."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import reverse

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "impplus.settings")
application = get_wsgi_application()
reverse("start")  # imports every address and its page
gc.freeze()  # what stands now is never collected, so no worker copies it
