"""Which letters are written to the person of a dossier; of those that are there, the ones that name an applicant."""

from django.db import migrations, models

FILL_IN = """
UPDATE process_writtenletter AS letter SET to_person = true
FROM parties_typedtext text, dossier_dossier dossier, parties_declaredparty party
WHERE text.id = letter.values_id AND text.content IS NOT NULL
  AND dossier.id = letter.dossier_id
  AND party.declaration_id = dossier.declaration_id AND party.role = 'applicant' AND party.content IS NOT NULL
  AND text.content::jsonb -> 'addressee' @> to_jsonb(party.content::jsonb ->> 'name')
"""


class Migration(migrations.Migration):
    dependencies = [
        ("process", "0012_work_sent_on"),
        ("dossier", "0002_undated"),
        ("parties", "0002_unfiled"),
    ]

    operations = [
        migrations.AddField(
            model_name="writtenletter", name="to_person", field=models.BooleanField(default=False)
        ),
        migrations.RunSQL(FILL_IN, migrations.RunSQL.noop),
    ]
