"""The entry of the web server: everything is imported here, so that forked workers share it."""

import gc
import os
from functools import partial

from django.core.wsgi import get_wsgi_application
from django.urls import reverse
from django.utils.translation import override

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "impplus.settings")
site = get_wsgi_application()
reverse("start")  # imports every address and its page

# What follows needs a site that is set up.
from impplus import usual  # noqa: E402
from impplus.web import THREADS  # noqa: E402
from impplus.web.addresses import PLACES  # noqa: E402
from impplus.web.counter import Counter  # noqa: E402
from impplus.web.pages import too_much  # noqa: E402
from impplus.web.shedding import LANGUAGES, Shed  # noqa: E402

counted, public = [PLACES], list[str]()
for language in LANGUAGES:
    with override(language):
        counted.append(reverse("public:places"))
        public.append(reverse("start"))
application = Counter(Shed(site, THREADS), counted, public, {431: too_much().content})
application.beforehand = partial(usual.make, site)
gc.freeze()  # what stands now is never collected, so no worker copies it
gc.set_threshold(5_000, 20, 20)  # a request leaves few cycles: looked for less often than usual
