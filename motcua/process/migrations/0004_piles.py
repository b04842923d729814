"""Counts what lies open with everybody, once; from now on every move keeps the count."""

from django.db import migrations

COUNT = """
INSERT INTO kernel_tally (name, count)
SELECT 'work:' || agency_id || ':' || role || ':' || officer_id, count(*) FROM process_workitem
WHERE closed_at IS NULL AND officer_id IS NOT NULL GROUP BY agency_id, role, officer_id
"""


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0002_tallies'),
        ('process', '0003_letters'),
    ]

    operations = [
        migrations.RunSQL(sql=COUNT, reverse_sql="DELETE FROM kernel_tally WHERE name LIKE 'work:%'"),
    ]
