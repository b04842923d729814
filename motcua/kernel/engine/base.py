"""Django's engine for PostgreSQL, whose instants are local and have no zone.

Django makes `timestamp with time zone` columns whatever `USE_TZ` says; then what a column holds depends on the zone of
the session that reads it. Here an instant is the minute on the wall of Vietnam's offices, in every session.
"""

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to PostgreSQL on which a `DateTimeField` is a `timestamp without time zone`."""

    data_types = {**base.DatabaseWrapper.data_types, "DateTimeField": "timestamp without time zone"}
