from django.db import migrations, models


class Migration(migrations.Migration):
    """Documents have a clean copy, thumbnails, hints and an order; those of before get them when they are asked for."""

    dependencies = [
        ('records', '0036_accounts_know_their_second_factor'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='document',
            options={'ordering': ['position', 'sent_at', 'id']},
        ),
        migrations.AddField(
            model_name='document',
            name='kept',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='document',
            name='portrait',
            field=models.JSONField(blank=True, db_default=models.Value({}, models.JSONField()), default=dict),
        ),
        migrations.AddField(
            model_name='document',
            name='position',
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='document',
            name='rendition',
            field=models.CharField(blank=True, db_default='', default='', max_length=64),
        ),
        migrations.AddField(
            model_name='document',
            name='rendition_type',
            field=models.CharField(blank=True, db_default='', default='', max_length=40),
        ),
        migrations.AddField(
            model_name='document',
            name='seen',
            field=models.JSONField(blank=True, db_default=models.Value([], models.JSONField()), default=list),
        ),
        migrations.AddField(
            model_name='document',
            name='thumbnails',
            field=models.CharField(blank=True, db_default='', default='', max_length=64),
        ),
    ]
