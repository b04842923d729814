from django.db import migrations, models

from motcua.kernel.reference import watching


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0004_published_form'),
    ]

    operations = [
        migrations.CreateModel(
            name='FormDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(db_collation='C', max_length=40, unique=True)),
                ('text', models.TextField()),
                ('uses', models.TextField(blank=True)),
                ('revision', models.BigIntegerField()),
                ('kept_at', models.DateTimeField()),
                ('kept_by', models.TextField()),
            ],
        ),
        migrations.RunSQL(sql=watching("catalogue", ["catalogue_formdraft"]), reverse_sql=migrations.RunSQL.noop),
    ]
