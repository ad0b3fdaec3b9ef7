import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Officers keep lists under names of their own, and what each took and decided is found."""

    dependencies = [
        ('records', '0065_files_have_their_officer'),
    ]

    operations = [
        migrations.CreateModel(
            name='View',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40)),
                ('asked', models.CharField(max_length=300)),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.AlterField(
            model_name='decision',
            name='officer',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='decision',
            index=models.Index(fields=['officer', 'decided_at'], name='decisions_of_an_officer'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(condition=models.Q(('noun', 'application'), ('verb__in', ('take', 'take-over'))), fields=['by', 'at'], name='files_taken'),
        ),
        migrations.AddField(
            model_name='view',
            name='officer',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='views', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='view',
            constraint=models.UniqueConstraint(fields=('officer', 'name'), name='a_view_has_its_name'),
        ),
    ]
