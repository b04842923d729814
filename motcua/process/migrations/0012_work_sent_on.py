"""Who has sent open work on to another agency and waits for it; what lies open is filled in from what led to it."""

from django.db import migrations, models

FILL_IN = """
WITH RECURSIVE way AS (
    SELECT w.dossier_id, w.number, w.agency_id, w.closed_at,
           CASE WHEN w.role = 'officer' THEN w.officer_id END AS reader,
           NULL::bigint AS sent_by, NULL::bigint AS sent_from
    FROM process_workitem w
    WHERE w.previous_number IS NULL
      AND w.dossier_id IN (SELECT dossier_id FROM process_workitem WHERE closed_at IS NULL)
    UNION ALL
    SELECT w.dossier_id, w.number, w.agency_id, w.closed_at,
           CASE WHEN w.role = 'officer' AND w.officer_id IS NOT NULL THEN w.officer_id
                WHEN w.agency_id = way.agency_id THEN way.reader END,
           sent.by, CASE WHEN sent.by IS NOT NULL THEN coalesce(way.sent_from, way.agency_id) END
    FROM way
    JOIN process_workitem w ON w.dossier_id = way.dossier_id AND w.previous_number = way.number
    CROSS JOIN LATERAL (SELECT w.kind IN ('await_completion', 'await_supplement', 'pay') AS awaits) AS kind
    CROSS JOIN LATERAL (
        SELECT CASE
            WHEN w.kind = 'hand_over' THEN NULL
            WHEN way.sent_by IS NOT NULL AND w.agency_id = way.sent_from AND NOT kind.awaits THEN NULL
            WHEN way.sent_by IS NOT NULL THEN way.sent_by
            WHEN w.agency_id <> way.agency_id OR kind.awaits THEN way.reader
        END AS by
    ) AS sent
)
UPDATE process_workitem AS w SET sent_by = way.sent_by, sent_from = way.sent_from
FROM way
WHERE w.dossier_id = way.dossier_id AND w.number = way.number AND w.closed_at IS NULL AND way.sent_by IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies = [("process", "0011_chasing_signed")]

    operations = [
        migrations.AddField(model_name="workitem", name="sent_by", field=models.BigIntegerField(null=True)),
        migrations.AddField(model_name="workitem", name="sent_from", field=models.BigIntegerField(null=True)),
        migrations.RunSQL(FILL_IN, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="workitem",
            index=models.Index(
                fields=["sent_by", "due_at", "id"],
                condition=models.Q(closed_at__isnull=True, sent_by__isnull=False),
                name="process_work_sent_on",
            ),
        ),
    ]
