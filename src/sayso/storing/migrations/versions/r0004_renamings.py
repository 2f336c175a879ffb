"""A judgement may say when something happened: since when an actor goes by another name."""

import sqlalchemy as sa
from alembic import op

revision = "0004_renamings"
down_revision = "0003_reviews"


def upgrade() -> None:
    op.add_column("judgements", sa.Column("happened", sa.Text, nullable=True))
