# What the classifier says of recommendations, and what people decide on tags.

import comity.commitments.models.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('commitments', '0005_voices'),
        ('people', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='TagReading',
            fields=[
                ('recommendation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='tag_reading', serialize=False, to='commitments.recommendation')),
                ('model', models.CharField(max_length=40)),
                ('why', comity.commitments.models.fields.ImportedField(default=list, help_text='Terms with their weights, heaviest first.')),
            ],
        ),
        migrations.CreateModel(
            name='TagBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('role', models.CharField(max_length=8)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('lifts', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lifted_by', to='commitments.tagbatch')),
                ('organisation', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='TagDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('issue', 'Issue (UPR Info)'), ('education', 'Right to education'), ('level', 'Level of education'), ('four_a', 'Essential feature of education'), ('sdg_goal', 'Sustainable Development Goal'), ('sdg_target', 'Target of a Goal'), ('group', 'Group of persons'), ('action_rank', 'Action asked for'), ('theme', 'Theme')], max_length=12)),
                ('value', models.CharField(max_length=200)),
                ('verdict', models.CharField(choices=[('confirmed', 'Confirmed'), ('rejected', 'Rejected'), ('added', 'Added')], max_length=10)),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='commitments.tagbatch')),
                ('recommendation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='tag_decisions', to='commitments.recommendation')),
            ],
            options={
                'indexes': [models.Index(fields=['recommendation', 'kind', 'value'], name='decision_on_a_tag')],
            },
        ),
        migrations.CreateModel(
            name='TagSuggestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('issue', 'Issue (UPR Info)'), ('education', 'Right to education'), ('level', 'Level of education'), ('four_a', 'Essential feature of education'), ('sdg_goal', 'Sustainable Development Goal'), ('sdg_target', 'Target of a Goal'), ('group', 'Group of persons'), ('action_rank', 'Action asked for'), ('theme', 'Theme')], max_length=12)),
                ('value', models.CharField(max_length=200)),
                ('says', models.BooleanField()),
                ('confidence', models.FloatField(help_text='Empty where the classifier gives none.', null=True)),
                ('imported', models.BooleanField(help_text='Empty where the source says nothing of this kind.', null=True)),
                ('recommendation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='tag_suggestions', to='commitments.recommendation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('recommendation', 'kind', 'value'), name='one_suggestion_for_a_tag')],
            },
        ),
    ]
