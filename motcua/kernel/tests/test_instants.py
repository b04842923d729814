"""An instant is the minute on the wall, whatever the session of the database believes about zones."""

from datetime import datetime

import pytest
from django.db import connection

from motcua.kernel.models import SetAsideNumber

pytestmark = [pytest.mark.django_db, pytest.mark.own_sql]


def test_no_column_of_the_house_carries_a_zone() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name || '.' || column_name FROM information_schema.columns"
            " WHERE table_schema = current_schema() AND data_type = 'timestamp with time zone'"
        )
        assert cursor.fetchall() == []


def test_a_session_of_another_zone_reads_the_same_minute() -> None:
    noon = datetime(2026, 3, 2, 12, 0)
    SetAsideNumber.objects.create(series="book", number=1, fate="void", reason="torn", by="person:1", since=noon)

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL TIME ZONE 'America/Lima'")
        cursor.execute("SELECT since::text FROM kernel_setasidenumber")
        assert cursor.fetchone() == ("2026-03-02 12:00:00",)

    assert SetAsideNumber.objects.get().since == noon
