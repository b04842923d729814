"""What the house costs: `make bench`. Nothing here is a test; rates are compared within one run.

The rooms are set up as for tests, without a database: whoever needs one makes an empty one.
"""

import os

import django

os.environ.setdefault("MOTCUA_MODE", "test")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
django.setup()
