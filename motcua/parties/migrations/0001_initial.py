import django.db.models.deletion
from django.db import migrations, models

ERASE_ONLY = """
CREATE FUNCTION parties_erase_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'UPDATE' THEN
        RAISE EXCEPTION 'rows of % are not deleted: erase their content', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.erased_at IS NOT NULL OR NEW.erased_at IS NULL OR NEW.erased_by IS NULL
        OR to_jsonb(OLD) - TG_ARGV IS DISTINCT FROM to_jsonb(NEW) - TG_ARGV
        OR jsonb_strip_nulls(to_jsonb(NEW) - 'erased_at' - 'erased_by') IS DISTINCT FROM
           jsonb_strip_nulls(to_jsonb(NEW) - TG_ARGV)
    THEN
        RAISE EXCEPTION 'rows of % are not changed: their content can only be erased', TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION parties_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are not changed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER erase_only BEFORE UPDATE OR DELETE ON parties_declaration FOR EACH ROW EXECUTE FUNCTION
    parties_erase_only('erased_at', 'erased_by', 'authorisation', 'authorisation_salt');
CREATE TRIGGER erase_only BEFORE UPDATE OR DELETE ON parties_declaredparty FOR EACH ROW EXECUTE FUNCTION
    parties_erase_only('erased_at', 'erased_by', 'salt', 'content', 'name_folded', 'identity_number', 'phone');
CREATE TRIGGER erase_only BEFORE UPDATE OR DELETE ON parties_typedtext FOR EACH ROW EXECUTE FUNCTION
    parties_erase_only('erased_at', 'erased_by', 'salt', 'content');
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON parties_declaration EXECUTE FUNCTION parties_erase_only();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON parties_declaredparty EXECUTE FUNCTION parties_erase_only();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON parties_typedtext EXECUTE FUNCTION parties_erase_only();
CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON parties_keymark FOR EACH ROW
    EXECUTE FUNCTION parties_refuse_change();
"""
"""Rows of personal data never change and never go; their content may be erased, once, and completely."""

NOTHING_LEFT = """
DROP FUNCTION parties_erase_only() CASCADE;
DROP FUNCTION parties_refuse_change() CASCADE;
"""

NAME_SEARCH = """
CREATE INDEX parties_declaredparty_name ON parties_declaredparty
    USING gin (to_tsvector('simple', name_folded)) WHERE name_folded IS NOT NULL;
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Declaration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.BinaryField()),
                ('declared_at', models.DateTimeField()),
                ('declared_by', models.TextField()),
                ('authorisation', models.TextField(null=True)),
                ('authorisation_salt', models.BinaryField(null=True)),
                ('authorisation_digest', models.BinaryField(null=True)),
                ('erased_at', models.DateTimeField(null=True)),
                ('erased_by', models.TextField(null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('authorisation__isnull', False), ('authorisation_digest__isnull', False), ('authorisation_salt__isnull', False)), models.Q(('authorisation__isnull', True), ('authorisation_salt__isnull', True)), _connector='OR'), name='parties_declaration_authorisation_whole_or_erased')],
            },
        ),
        migrations.CreateModel(
            name='KeyMark',
            fields=[
                ('id', models.SmallAutoField(primary_key=True, serialize=False)),
                ('mark', models.BinaryField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='parties_keymark_is_single')],
            },
        ),
        migrations.CreateModel(
            name='TypedText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.TextField()),
                ('digest', models.BinaryField()),
                ('salt', models.BinaryField(null=True)),
                ('content', models.TextField(null=True)),
                ('written_at', models.DateTimeField()),
                ('written_by', models.TextField()),
                ('erased_at', models.DateTimeField(null=True)),
                ('erased_by', models.TextField(null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('content__isnull', False), ('erased_at__isnull', True), ('erased_by__isnull', True), ('salt__isnull', False)), models.Q(('content__isnull', True), ('erased_at__isnull', False), ('erased_by__isnull', False), ('salt__isnull', True)), _connector='OR'), name='parties_typedtext_whole_or_erased')],
            },
        ),
        migrations.CreateModel(
            name='DeclaredParty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.TextField()),
                ('place', models.SmallIntegerField()),
                ('digest', models.BinaryField()),
                ('salt', models.BinaryField(null=True)),
                ('content', models.TextField(null=True)),
                ('name_folded', models.TextField(db_collation='C', null=True)),
                ('identity_number', models.TextField(db_collation='C', null=True)),
                ('phone', models.TextField(db_collation='C', null=True)),
                ('erased_at', models.DateTimeField(null=True)),
                ('erased_by', models.TextField(null=True)),
                ('declaration', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.declaration')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('identity_number__isnull', False)), fields=['identity_number', '-id'], name='parties_declaredparty_number'), models.Index(condition=models.Q(('phone__isnull', False)), fields=['phone', '-id'], name='parties_declaredparty_phone')],
                'constraints': [models.UniqueConstraint(fields=('declaration', 'role', 'place'), name='parties_declaredparty_place'), models.CheckConstraint(condition=models.Q(models.Q(('content__isnull', False), ('erased_at__isnull', True), ('erased_by__isnull', True), ('name_folded__isnull', False), ('salt__isnull', False)), models.Q(('content__isnull', True), ('erased_at__isnull', False), ('erased_by__isnull', False), ('identity_number__isnull', True), ('name_folded__isnull', True), ('phone__isnull', True), ('salt__isnull', True)), _connector='OR'), name='parties_declaredparty_whole_or_erased')],
            },
        ),
        migrations.RunSQL(ERASE_ONLY, reverse_sql=NOTHING_LEFT),
        migrations.RunSQL(NAME_SEARCH, reverse_sql="DROP INDEX parties_declaredparty_name;"),
    ]
