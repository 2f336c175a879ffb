"""What people say of claims is kept beside them and outlives them: reading anew takes no review away."""

import sqlalchemy as sa
from alembic import op

revision = "0003_reviews"
down_revision = "0002_search"


def upgrade() -> None:
    op.create_table(
        "reviews", sa.Column("number", sa.Integer, primary_key=True), sa.Column("claim", sa.Text),
        *(sa.Column(name, sa.Text, nullable=False)
          for name in ("verdict", "correction", "reason", "author", "recorded")),
        sa.Column("read", sa.Text), sa.Column("undoes", sa.Integer, sa.ForeignKey("reviews.number")),
    )  # fmt: skip
    op.create_index("reviews_claim", "reviews", ["claim"])
