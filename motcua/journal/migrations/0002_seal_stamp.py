import django.db.models.deletion
from django.db import migrations, models

GUARD = """
CREATE TRIGGER journal_sealstamp_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_sealstamp
    FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse_change()
"""


class Migration(migrations.Migration):

    dependencies = [
        ('journal', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='SealStamp',
            fields=[
                ('seal', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='stamp', serialize=False, to='journal.seal')),
                ('token', models.BinaryField()),
                ('written_at', models.DateTimeField()),
            ],
        ),
        migrations.RunSQL(sql=GUARD, reverse_sql="DROP TRIGGER journal_sealstamp_append_only ON journal_sealstamp"),
    ]
