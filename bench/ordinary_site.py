"""The bare view alone, with the settings of bench/ordinary.py: served in the site's stead."""

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
