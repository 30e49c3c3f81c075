"""What alembic runs: the steps, on the connection and in the transaction that `rumpus.library.migrate` made."""

from alembic import context

from rumpus.library.schema import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
