"""The web application for any WSGI server. Every process that serves is a user of the embedded database, if it is."""

import atexit
import gc
import os
from contextlib import ExitStack

from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
_answers = get_wsgi_application()

# Rooms may only be imported once the line above has made them known.
from motcua.config import lifeline, startup, turns  # noqa: E402 - the settings must be named first

application = turns.InTurn(_answers)

_for_life = ExitStack()
_for_life.enter_context(startup.database())
atexit.register(_for_life.close)
lifeline.hold()
# A pool has one connection for each thread that answers requests. The one over which it was asked whether all is there
# goes back: kept, one thread in four would wait for another to end.
connections.close_all()

# All that is loaded by now lives as long as the process. Looking through it for garbage again and again would stop
# every request for a tenth of a second now and then.
get_resolver().url_patterns  # noqa: B018 - asking loads every room's pages
gc.collect()
gc.freeze()
