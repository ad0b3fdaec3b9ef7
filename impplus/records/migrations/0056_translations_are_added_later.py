import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

_KEPT = ("application_id", "question_id", "correspondence_id", "decision_id", "language", "asked_by_id", "asked_at")
_NEW, _OLD = (", ".join(f"{row}.{one}" for one in _KEPT) for row in ("NEW", "OLD"))
FORBID = f"""
CREATE FUNCTION records_translation_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a translation is written once' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER translation_stays BEFORE UPDATE ON records_translation
    FOR EACH ROW WHEN (OLD.status = 'added' OR ({_NEW}) IS DISTINCT FROM ({_OLD}))
    EXECUTE FUNCTION records_translation_stays();
"""
ALLOW = """
DROP TRIGGER translation_stays ON records_translation;
DROP FUNCTION records_translation_stays();
"""


class Migration(migrations.Migration):
    """What an officer wrote is translated after it was sent; an e-mail keeps the language in which it was sent."""

    dependencies = [
        ('records', '0055_members_are_declared_later'),
    ]

    operations = [
        migrations.AddField(
            model_name='message',
            name='language',
            field=models.CharField(blank=True, db_default='', default='', max_length=2),
        ),
        migrations.CreateModel(
            name='Translation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=[('en', 'English'), ('fr', 'Français')], max_length=2)),
                ('asked_at', models.DateTimeField(blank=True, null=True)),
                ('text', models.TextField(blank=True, max_length=5000)),
                ('translator', models.CharField(blank=True, max_length=250)),
                ('added_at', models.DateTimeField(blank=True, null=True)),
                ('status', models.CharField(default='asked', max_length=20)),
                ('added_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='translations', to='records.application')),
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('correspondence', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='translations', to='records.correspondence')),
                ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='translations', to='records.decision')),
                ('question', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='translations', to='records.question')),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(condition=models.Q(('status', 'asked')), fields=['asked_at', 'id'], name='translations_asked_for')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('correspondence__isnull', True), ('decision__isnull', True), ('question__isnull', False)), models.Q(('correspondence__isnull', False), ('decision__isnull', True), ('question__isnull', True)), models.Q(('correspondence__isnull', True), ('decision__isnull', False), ('question__isnull', True)), _connector='OR'), name='a_translation_is_of_one_text'), models.CheckConstraint(condition=models.Q(models.Q(('asked_at__isnull', False), ('asked_by__isnull', False), ('status', 'asked')), models.Q(('added_at__isnull', False), ('added_by__isnull', False), ('status', 'added'), models.Q(('text', ''), _negated=True), models.Q(('translator', ''), _negated=True)), _connector='OR'), name='a_translation_was_asked_for_or_added'), models.UniqueConstraint(condition=models.Q(('status', 'asked')), fields=('question', 'correspondence', 'decision'), name='one_request_for_each_text', nulls_distinct=False)],
            },
        ),
        migrations.RunSQL(FORBID, ALLOW),
    ]
