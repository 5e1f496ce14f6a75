"""The database itself refuses to change or delete an audit event, whoever asks: the program, a script, a console.

A later migration that alters ``kernel_auditevent`` ends with the same ``RunPython``: SQLite rebuilds an altered table and
loses its triggers on the way. Emptying the whole table (TRUNCATE, DROP) needs the owner's rights and is not held up;
``comity audit verify`` finds it by the head of the chain.
"""

from django.db import migrations

REFUSAL = "The audit is append-only: an event cannot be changed or deleted."

POSTGRESQL = f"""
CREATE OR REPLACE FUNCTION kernel_auditevent_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$;
CREATE TRIGGER kernel_auditevent_append_only BEFORE UPDATE OR DELETE ON kernel_auditevent
FOR EACH ROW EXECUTE FUNCTION kernel_auditevent_refuse();
"""
SQLITE = tuple(
    f"CREATE TRIGGER kernel_auditevent_append_only_{act.lower()} BEFORE {act} ON kernel_auditevent "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    for act in ("UPDATE", "DELETE")
)


def refuse(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)
        return
    for statement in SQLITE:
        schema_editor.execute(statement)


def allow(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER IF EXISTS kernel_auditevent_append_only ON kernel_auditevent")
        schema_editor.execute("DROP FUNCTION IF EXISTS kernel_auditevent_refuse()")
        return
    for act in ("update", "delete"):
        schema_editor.execute(f"DROP TRIGGER IF EXISTS kernel_auditevent_append_only_{act}")


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_initial")]

    operations = [migrations.RunPython(refuse, allow)]
