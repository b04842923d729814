"""The web application as a server loads it: what it keeps for itself while requests are answered."""

import subprocess
import sys

import pytest

from conftest import OwnDatabase

pytestmark = pytest.mark.slow

# A thread of its own, as the web server answers: the database is asked over the pool's only connection.
ANSWER_A_REQUEST = """
import threading
from motcua.config import wsgi
from django.db import connection

def answer():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        print("asked", cursor.fetchone()[0])

thread = threading.Thread(target=answer)
thread.start()
thread.join()
"""


def test_every_connection_of_the_pool_is_for_requests(own_database: OwnDatabase) -> None:
    surroundings = {**own_database.environment, "MOTCUA_POOL_SIZE": "1"}

    answered = subprocess.run(
        [sys.executable, "-c", ANSWER_A_REQUEST], env=surroundings, capture_output=True, text=True, check=False
    )

    assert answered.stdout == "asked 1\n", answered.stderr[-500:]
