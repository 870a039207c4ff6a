from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access_log", "0001_initial")]

    operations = [
        # Null, so that the database adds it in place: to build the table anew would lose what forbids changes.
        migrations.AddField("access", "force", models.CharField(max_length=80, null=True)),
    ]
