from django.db import migrations, models


class Migration(migrations.Migration):
    """Managers sign in with a role of their own."""

    dependencies = [
        ("records", "0073_figures_are_for_everybody"),
    ]

    operations = [
        migrations.AlterField(
            model_name='user',
            name='role',
            field=models.CharField(choices=[('applicant', 'the applicant'), ('representative', 'the representative'), ('federal-officer', 'a federal officer'), ('quebec-officer', 'Quebec’s immigration ministry'), ('border-officer', 'a border services officer'), ('manager', 'a federal manager'), ('public', 'a visitor'), ('system', 'the system')], default='applicant', max_length=20),
        ),
    ]
