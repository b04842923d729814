"""Running counts. A row changes with every move of a dossier: room is left beside it, so that its page keeps it."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('name', models.TextField(db_collation='C', primary_key=True, serialize=False)),
                ('count', models.BigIntegerField()),
            ],
        ),
        migrations.RunSQL(sql="ALTER TABLE kernel_tally SET (fillfactor = 50)", reverse_sql=migrations.RunSQL.noop),
    ]
