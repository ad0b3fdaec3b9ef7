import django.db.models.deletion
import impplus.records.clock
from django.conf import settings
from django.db import migrations, models


# Of a message only its status changes: that it has its answer.
FORBID = """
CREATE FUNCTION records_correspondence_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a message stays as it was written' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER correspondence_stays BEFORE UPDATE ON records_correspondence
    FOR EACH ROW WHEN ((NEW.application_id, NEW.by_id, NEW.at, NEW.text, NEW.due_on)
        IS DISTINCT FROM (OLD.application_id, OLD.by_id, OLD.at, OLD.text, OLD.due_on))
    EXECUTE FUNCTION records_correspondence_stays();
"""
ALLOW = """
DROP TRIGGER correspondence_stays ON records_correspondence;
DROP FUNCTION records_correspondence_stays();
"""


class Migration(migrations.Migration):
    """The people of a file and the office write to each other; an e-mail may be news of a file."""


    dependencies = [
        ('records', '0037_documents_have_clean_copies'),
    ]

    operations = [
        migrations.CreateModel(
            name='Correspondence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_default=impplus.records.clock.Now())),
                ('text', models.TextField(max_length=5000)),
                ('due_on', models.DateField(blank=True, null=True)),
                ('status', models.CharField(default='waiting', max_length=20)),
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
            model_name='message',
            name='concerns',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='records.application'),
        ),
        migrations.AddField(
            model_name='correspondence',
            name='application',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='correspondence', to='records.application'),
        ),
        migrations.AddField(
            model_name='correspondence',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='correspondence',
            index=models.Index(condition=models.Q(('status', 'waiting')), fields=['due_on', 'id'], name='correspondence_waiting'),
        ),
        migrations.AddConstraint(
            model_name='correspondence',
            constraint=models.CheckConstraint(condition=models.Q(('status', 'sent'), ('due_on__isnull', False), _connector='OR'), name='a_message_to_the_office_has_its_day'),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('concerns__isnull', True), ('consultation__isnull', True), ('letter__isnull', False), ('mandate__isnull', True)), models.Q(models.Q(models.Q(('concerns__isnull', True), ('consultation__isnull', True), ('letter__isnull', True), ('mandate__isnull', False)), models.Q(('concerns__isnull', True), ('consultation__isnull', False), ('letter__isnull', True), ('mandate__isnull', True)), _connector='OR'), ('notice', '')), models.Q(('concerns__isnull', False), ('consultation__isnull', True), ('letter__isnull', True), ('mandate__isnull', True), models.Q(('notice', ''), _negated=True)), models.Q(('concerns__isnull', True), ('consultation__isnull', True), ('letter__isnull', True), ('mandate__isnull', True), ('account__isnull', False), models.Q(('notice', ''), _negated=True)), _connector='OR'), name='a_message_is_about_one_thing'),
        ),
        migrations.RunSQL(FORBID, ALLOW),
    ]
