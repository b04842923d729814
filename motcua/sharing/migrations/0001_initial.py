from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Share',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('citizen_id', models.BigIntegerField()),
                ('paper', models.TextField(db_collation='C')),
                ('name', models.TextField()),
                ('agency_id', models.BigIntegerField()),
                ('shared_at', models.DateTimeField()),
                ('until', models.DateField()),
                ('ended_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['citizen_id', '-id'], name='sharing_share_citizen'), models.Index(condition=models.Q(('ended_at', None)), fields=['agency_id', '-id'], name='sharing_share_agency')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('citizen_id', 'paper', 'agency_id', 'until'), name='sharing_share_one_open'), models.CheckConstraint(condition=models.Q(('ended_at__isnull', True), ('ended_at__gte', models.F('shared_at')), _connector='OR'), name='sharing_share_ends_after_it_began')],
            },
        ),
    ]
