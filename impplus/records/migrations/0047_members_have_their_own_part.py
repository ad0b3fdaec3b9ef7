import django.db.models.deletion
import impplus.records.clock
from django.conf import settings
from django.db import migrations, models


FORBID = """
CREATE FUNCTION records_signature_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a signature stays as it was made' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER signature_stays BEFORE UPDATE ON records_signature
    FOR EACH ROW EXECUTE FUNCTION records_signature_stays();
"""
ALLOW = """
DROP TRIGGER signature_stays ON records_signature;
DROP FUNCTION records_signature_stays();
"""


class Migration(migrations.Migration):
    """An adult of the family has a part of the application with an account of their own, and signs it."""

    dependencies = [
        ('records', '0046_files_come_in_parts'),
    ]

    operations = [
        migrations.CreateModel(
            name='Delegation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('language', models.CharField(choices=[('en', 'English'), ('fr', 'Français')], max_length=2)),
                ('sending', models.PositiveSmallIntegerField(default=1)),
                ('private', models.BooleanField(default=False)),
                ('status', models.CharField(default='offered', max_length=20)),
                ('offered_at', models.DateTimeField(db_default=impplus.records.clock.Now())),
                ('until', models.DateTimeField()),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['offered_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=250)),
                ('digest', models.CharField(max_length=71)),
                ('at', models.DateTimeField(db_default=impplus.records.clock.Now())),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='message',
            name='a_message_is_about_one_thing',
        ),
        migrations.AddField(
            model_name='delegation',
            name='account',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='delegations', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='delegation',
            name='application',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='delegations', to='records.application'),
        ),
        migrations.AddField(
            model_name='delegation',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='delegations', to='records.person'),
        ),
        migrations.AddField(
            model_name='message',
            name='delegation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='records.delegation'),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('concerns__isnull', True), ('consultation__isnull', True), ('delegation__isnull', True), ('letter__isnull', False), ('mandate__isnull', True)), models.Q(models.Q(models.Q(('concerns__isnull', True), ('consultation__isnull', True), ('delegation__isnull', True), ('letter__isnull', True), ('mandate__isnull', False)), models.Q(('concerns__isnull', True), ('consultation__isnull', False), ('delegation__isnull', True), ('letter__isnull', True), ('mandate__isnull', True)), _connector='OR'), ('notice', '')), models.Q(('concerns__isnull', True), ('consultation__isnull', True), ('delegation__isnull', False), ('letter__isnull', True), ('mandate__isnull', True), ('notice', ''), ('account__isnull', True)), models.Q(('concerns__isnull', False), ('consultation__isnull', True), ('delegation__isnull', True), ('letter__isnull', True), ('mandate__isnull', True), models.Q(('notice', ''), _negated=True)), models.Q(('concerns__isnull', True), ('consultation__isnull', True), ('delegation__isnull', True), ('letter__isnull', True), ('mandate__isnull', True), ('account__isnull', False), models.Q(('notice', ''), _negated=True)), _connector='OR'), name='a_message_is_about_one_thing'),
        ),
        migrations.AddField(
            model_name='signature',
            name='application',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signatures', to='records.application'),
        ),
        migrations.AddField(
            model_name='signature',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='signature',
            name='document',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='signatures', to='records.document'),
        ),
        migrations.AddField(
            model_name='signature',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signatures', to='records.person'),
        ),
        migrations.AddConstraint(
            model_name='delegation',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', ('offered', 'accepted'))), fields=('person',), name='one_open_delegation_per_person'),
        ),
        migrations.AddConstraint(
            model_name='delegation',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'accepted')), fields=('application', 'account'), name='one_part_per_account'),
        ),
        migrations.AddConstraint(
            model_name='delegation',
            constraint=models.CheckConstraint(condition=models.Q(('status', 'ended'), ('person__isnull', False), _connector='OR'), name='an_open_delegation_has_its_person'),
        ),
        migrations.AddConstraint(
            model_name='delegation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'accepted'), _negated=True), models.Q(('accepted_at__isnull', False), ('account__isnull', False)), _connector='OR'), name='an_accepted_delegation_has_its_account'),
        ),
        migrations.AddConstraint(
            model_name='delegation',
            constraint=models.CheckConstraint(condition=models.Q(('status', 'offered'), ('email', ''), _connector='OR'), name='an_address_is_kept_while_its_link_is_out'),
        ),
        migrations.RunSQL(FORBID, ALLOW),
    ]
