from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="KeptSearch",
            fields=[
                ("key", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("words", models.CharField(max_length=200)),
                ("at", models.DateTimeField(db_index=True)),
            ],
        ),
    ]
