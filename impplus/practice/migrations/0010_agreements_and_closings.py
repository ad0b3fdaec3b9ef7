import django.db.models.deletion
import impplus.records.clock
from django.db import migrations, models


FORBID = """
CREATE FUNCTION practice_signed_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.agreed IS DISTINCT FROM OLD.agreed OR NEW.terms IS DISTINCT FROM OLD.terms THEN
        RAISE EXCEPTION 'what was signed stands' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER signed_stands BEFORE UPDATE ON practice_retainer
    FOR EACH ROW WHEN (OLD.agreed IS NOT NULL) EXECUTE FUNCTION practice_signed_stands();
CREATE FUNCTION practice_destruction_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('impplus.removing_demo', true) = 'on' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'what was destroyed stands' USING ERRCODE = 'restrict_violation';
END $$;
CREATE FUNCTION practice_matter_was_destroyed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('impplus.removing_demo', true) IS DISTINCT FROM 'on'
       AND NOT EXISTS (SELECT FROM practice_destruction WHERE firm = OLD.firm AND number = OLD.number) THEN
        RAISE EXCEPTION 'a matter is deleted by two colleagues alone' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER matter_was_destroyed BEFORE DELETE ON practice_matter
    FOR EACH ROW EXECUTE FUNCTION practice_matter_was_destroyed();
CREATE TRIGGER destruction_stands BEFORE UPDATE OR DELETE ON practice_destruction
    FOR EACH ROW EXECUTE FUNCTION practice_destruction_stands();
"""
ALLOW = """
DROP TRIGGER matter_was_destroyed ON practice_matter;
DROP FUNCTION practice_matter_was_destroyed();
DROP TRIGGER destruction_stands ON practice_destruction;
DROP FUNCTION practice_destruction_stands();
DROP TRIGGER signed_stands ON practice_retainer;
DROP FUNCTION practice_signed_stands();
"""


class Migration(migrations.Migration):
    """Service agreements with their prices, advances and signatures; closings, and what stays of a destroyed file."""

    dependencies = [
        ("practice", "0009_one_address_however_written"),
    ]

    operations = [
        migrations.CreateModel(
            name='Destruction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('firm', models.BigIntegerField()),
                ('number', models.CharField(max_length=40)),
                ('closed_on', models.DateField()),
                ('kept_until', models.DateField()),
                ('destroyed_on', models.DateField()),
                ('proposed_by', models.BigIntegerField()),
                ('proposed_name', models.CharField(max_length=250)),
                ('confirmed_by', models.BigIntegerField()),
                ('confirmed_name', models.CharField(max_length=250)),
                ('files', models.PositiveIntegerField()),
                ('index_sha256', models.CharField(max_length=64)),
                ('demo', models.BooleanField(default=False)),
            ],
            options={
                'ordering': ['destroyed_on', 'id'],
                'constraints': [models.UniqueConstraint(fields=('firm', 'number'), name='destroyed_once'), models.CheckConstraint(condition=models.Q(('confirmed_by', models.F('proposed_by')), _negated=True), name='two_people_destroy')],
            },
        ),
        migrations.CreateModel(
            name='Retainer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('firm', models.BigIntegerField()),
                ('lawyer', models.BigIntegerField()),
                ('kind', models.CharField(max_length=12)),
                ('language', models.CharField(choices=[('en', 'English'), ('fr', 'Français')], max_length=2)),
                ('email', models.EmailField(max_length=254)),
                ('texts', models.CharField(max_length=5)),
                ('terms', models.JSONField(default=dict)),
                ('version', models.PositiveSmallIntegerField(default=0)),
                ('offered', models.JSONField(blank=True, null=True)),
                ('agreed', models.JSONField(blank=True, null=True)),
                ('file_en', models.BinaryField(blank=True, null=True)),
                ('file_fr', models.BinaryField(blank=True, null=True)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('completed', models.BooleanField(blank=True, null=True)),
                ('ending', models.TextField(blank=True, max_length=5000)),
                ('ending_file', models.BinaryField(blank=True, null=True)),
                ('papers_due', models.BooleanField(default=False)),
                ('status', models.CharField(default='draft', max_length=20)),
                ('begun_at', models.DateTimeField(db_default=impplus.records.clock.Now())),
                ('demo', models.BooleanField(default=False)),
                ('enquiry', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='agreements', to='practice.enquiry')),
                ('matter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='agreements', to='practice.matter')),
            ],
            options={
                'ordering': ['begun_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='PriceChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('firm', models.BigIntegerField()),
                ('before_cents', models.PositiveIntegerField()),
                ('after_cents', models.PositiveIntegerField()),
                ('reason', models.TextField(max_length=2000)),
                ('proposed_by', models.BigIntegerField()),
                ('proposed_at', models.DateTimeField(db_default=impplus.records.clock.Now())),
                ('name', models.CharField(blank=True, max_length=250)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('status', models.CharField(default='proposed', max_length=20)),
                ('demo', models.BooleanField(default=False)),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='prices', to='practice.retainer')),
            ],
            options={
                'ordering': ['proposed_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='AgreementQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField()),
                ('text', models.TextField(max_length=5000)),
                ('asked_at', models.DateTimeField(db_default=impplus.records.clock.Now())),
                ('answer', models.TextField(blank=True, max_length=5000)),
                ('answered_by', models.CharField(blank=True, max_length=250)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='practice.retainer')),
            ],
            options={
                'ordering': ['asked_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Advance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('firm', models.BigIntegerField()),
                ('paid_on', models.DateField()),
                ('cents', models.PositiveIntegerField()),
                ('receipt', models.CharField(max_length=40)),
                ('noted_by', models.BigIntegerField()),
                ('noted_at', models.DateTimeField(db_default=impplus.records.clock.Now())),
                ('status', models.CharField(default='noted', max_length=20)),
                ('demo', models.BooleanField(default=False)),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='advances', to='practice.retainer')),
            ],
            options={
                'ordering': ['paid_on', 'id'],
            },
        ),
        migrations.AddField(
            model_name='mail',
            name='agreement',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='mails', to='practice.retainer'),
        ),
        migrations.CreateModel(
            name='Closing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('firm', models.BigIntegerField()),
                ('number', models.CharField(max_length=40)),
                ('closed_on', models.DateField()),
                ('archive', models.BinaryField(blank=True, null=True)),
                ('files', models.PositiveIntegerField(default=0)),
                ('index_sha256', models.CharField(blank=True, max_length=64)),
                ('made_at', models.DateTimeField(blank=True, null=True)),
                ('kept_until', models.DateField()),
                ('hold', models.CharField(blank=True, max_length=500)),
                ('handed_to', models.CharField(blank=True, max_length=250)),
                ('consent_of', models.CharField(blank=True, max_length=250)),
                ('consent_on', models.DateField(blank=True, null=True)),
                ('proposed_by', models.BigIntegerField(blank=True, null=True)),
                ('proposed_name', models.CharField(blank=True, max_length=250)),
                ('status', models.CharField(default='under-way', max_length=20)),
                ('demo', models.BooleanField(default=False)),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='closings', to='practice.matter')),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(condition=models.Q(('status', 'under-way')), fields=['id'], name='archives_to_make')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'dropped'), _negated=True), fields=('matter',), name='one_closing_of_a_matter'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ('made', 'proposed')), _negated=True), models.Q(('archive__isnull', False), models.Q(('index_sha256', ''), _negated=True)), _connector='OR'), name='an_archive_has_its_hash'), models.CheckConstraint(condition=models.Q(('handed_to', ''), models.Q(('consent_on__isnull', False), models.Q(('consent_of', ''), _negated=True)), _connector='OR'), name='a_file_is_handed_on_by_consent')],
            },
        ),
        migrations.CreateModel(
            name='FormSignature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('firm', models.BigIntegerField()),
                ('side', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=250)),
                ('signed_on', models.DateField()),
                ('noted_by', models.BigIntegerField()),
                ('noted_at', models.DateTimeField(db_default=impplus.records.clock.Now())),
                ('status', models.CharField(default='signed', max_length=20)),
                ('demo', models.BooleanField(default=False)),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='form_signatures', to='practice.matter')),
            ],
            options={
                'ordering': ['signed_on', 'id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'signed')), fields=('matter', 'side'), name='one_signature_of_a_side')],
            },
        ),
        migrations.AddIndex(
            model_name='retainer',
            index=models.Index(condition=models.Q(('papers_due', True)), fields=['id'], name='agreements_to_print'),
        ),
        migrations.AddConstraint(
            model_name='retainer',
            constraint=models.CheckConstraint(condition=models.Q(('enquiry__isnull', False), ('matter__isnull', False), _connector='OR'), name='an_agreement_is_of_somebody'),
        ),
        migrations.AddConstraint(
            model_name='retainer',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', ('draft', 'offered', 'questioned'))), fields=('enquiry',), name='one_open_agreement_of_an_enquiry'),
        ),
        migrations.AddConstraint(
            model_name='retainer',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', ('draft', 'offered', 'questioned', 'signed'))), fields=('matter',), name='one_agreement_of_a_matter'),
        ),
        migrations.AddConstraint(
            model_name='retainer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ('signed', 'ended')), _negated=True), models.Q(('agreed__isnull', False), ('offered__isnull', False)), _connector='OR'), name='what_is_signed_is_kept'),
        ),
        migrations.AddConstraint(
            model_name='retainer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'ended'), _negated=True), models.Q(('ended_on__isnull', False), models.Q(('ending', ''), _negated=True)), _connector='OR'), name='an_agreement_ends_in_writing'),
        ),
        migrations.AddConstraint(
            model_name='pricechange',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'proposed')), fields=('agreement',), name='one_price_is_proposed_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='pricechange',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ('proposed', 'withdrawn')), models.Q(('answered_at__isnull', False), models.Q(('name', ''), _negated=True)), _connector='OR'), name='a_price_is_answered_by_name'),
        ),
        migrations.AddConstraint(
            model_name='advance',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'noted')), fields=('firm', 'receipt'), name='one_advance_of_a_receipt'),
        ),
        migrations.AddConstraint(
            model_name='advance',
            constraint=models.CheckConstraint(condition=models.Q(('cents__gt', 0)), name='an_advance_is_some_money'),
        ),
        migrations.RunSQL(FORBID, ALLOW),
    ]
