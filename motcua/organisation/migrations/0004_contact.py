import django.db.models.deletion
from django.db import migrations, models

from motcua.kernel.reference import watching


class Migration(migrations.Migration):

    dependencies = [
        ('organisation', '0003_decisions_and_forms'),
    ]

    operations = [
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('agency', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='contact', serialize=False, to='organisation.agency')),
                ('address', models.CharField(blank=True, max_length=250)),
                ('phone', models.CharField(blank=True, max_length=40)),
                ('email', models.CharField(blank=True, max_length=120)),
            ],
        ),
        migrations.RunSQL(
            sql=watching("organisation", ["organisation_contact"]), reverse_sql=migrations.RunSQL.noop
        ),
    ]
