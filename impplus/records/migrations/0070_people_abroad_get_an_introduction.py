import django.db.models.deletion
import impplus.records.clock
from django.db import migrations, models


class Migration(migrations.Migration):
    """Whoever is abroad gets a letter of introduction, with which the permit is made at the port of entry."""

    dependencies = [
        ('records', '0069_one_active_permit_per_person'),
    ]

    operations = [
        migrations.CreateModel(
            name='Introduction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=20, unique=True)),
                ('code', models.CharField(max_length=40, unique=True)),
                ('kind', models.CharField(max_length=20)),
                ('entry', models.CharField(max_length=4)),
                ('issued_on', models.DateField()),
                ('expires_on', models.DateField()),
                ('limited_by', models.CharField(max_length=12)),
                ('status', models.CharField(default='issued', max_length=20)),
                ('arrived_on', models.DateField(blank=True, null=True)),
                ('port', models.CharField(blank=True, max_length=100)),
                ('issued_at', models.DateTimeField(db_default=impplus.records.clock.Now())),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='signedcode',
            name='a_signed_code_is_of_one_paper',
        ),
        migrations.AlterField(
            model_name='user',
            name='role',
            field=models.CharField(choices=[('applicant', 'the applicant'), ('representative', 'the representative'), ('federal-officer', 'a federal officer'), ('quebec-officer', 'Quebec’s immigration ministry'), ('border-officer', 'a border services officer'), ('public', 'a visitor'), ('system', 'the system')], default='applicant', max_length=20),
        ),
        migrations.AddField(
            model_name='introduction',
            name='application',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='introductions', to='records.application'),
        ),
        migrations.AddField(
            model_name='introduction',
            name='permit',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='introduction', to='records.permit'),
        ),
        migrations.AddField(
            model_name='introduction',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='introductions', to='records.person'),
        ),
        migrations.AddField(
            model_name='letter',
            name='introduction',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='letters', to='records.introduction'),
        ),
        migrations.AddField(
            model_name='signedcode',
            name='introduction',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='signed_code', to='records.introduction'),
        ),
        migrations.AddConstraint(
            model_name='signedcode',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('introduction__isnull', True), ('invitation__isnull', True), ('permit__isnull', False)), models.Q(('introduction__isnull', True), ('invitation__isnull', False), ('permit__isnull', True)), models.Q(('introduction__isnull', False), ('invitation__isnull', True), ('permit__isnull', True)), _connector='OR'), name='a_signed_code_is_of_one_paper'),
        ),
        migrations.AddConstraint(
            model_name='introduction',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'issued')), fields=('person',), name='one_open_introduction_per_person'),
        ),
        migrations.AddConstraint(
            model_name='introduction',
            constraint=models.CheckConstraint(condition=models.Q(('expires_on__gte', models.F('issued_on'))), name='an_introduction_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='introduction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('arrived_on__isnull', False), ('permit__isnull', False), ('status', 'used')), models.Q(models.Q(('status', 'used'), _negated=True), ('permit__isnull', True)), _connector='OR'), name='a_used_introduction_has_its_permit'),
        ),
    ]
