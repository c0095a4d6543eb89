"""The tables of data safety, people and contracts."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "consultation",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("beneficiary_id", sa.String(32), nullable=False),
        sa.Column("author", sa.String(120), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("look", sa.String(30), nullable=False),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_consultation"),
    )
    with op.batch_alter_table("consultation", schema=None) as batch_op:
        batch_op.create_index("ix_consultation_at", ["at"])
        batch_op.create_index("ix_consultation_beneficiary", ["beneficiary_id", "at"])

    op.create_table(
        "erasure",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("erased_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_erasure"),
    )
    op.create_table(
        "not_the_same",
        sa.Column("one_id", sa.String(32), nullable=False),
        sa.Column("other_id", sa.String(32), nullable=False),
        sa.Column("said_by", sa.String(120), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_not_the_same"),
    )
    with op.batch_alter_table("not_the_same", schema=None) as batch_op:
        batch_op.create_index("ix_not_the_same_one_id", ["one_id"])
        batch_op.create_index("ix_not_the_same_other_id", ["other_id"])

    op.create_table(
        "snapshot",
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("journal", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("version", sa.String(40), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_snapshot"),
    )
    op.create_table(
        "protected_proof",
        sa.Column("beneficiary_id", sa.String(32), nullable=False),
        sa.Column("category", sa.String(40), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("seen_on", sa.Date(), nullable=True),
        sa.Column("seen_by", sa.String(120), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["beneficiary_id"], ["beneficiary.id"], name="fk_protected_proof_beneficiary_id"),
        sa.PrimaryKeyConstraint("id", name="pk_protected_proof"),
    )
    with op.batch_alter_table("protected_proof", schema=None) as batch_op:
        batch_op.create_index("ix_protected_proof_beneficiary_id", ["beneficiary_id"])

    op.create_table(
        "restriction",
        sa.Column("beneficiary_id", sa.String(32), nullable=False),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["beneficiary_id"], ["beneficiary.id"], name="fk_restriction_beneficiary_id"),
        sa.PrimaryKeyConstraint("id", name="pk_restriction"),
    )
    with op.batch_alter_table("restriction", schema=None) as batch_op:
        batch_op.create_index("ix_restriction_beneficiary_id", ["beneficiary_id"])

    op.create_table(
        "retention_hold",
        sa.Column("beneficiary_id", sa.String(32), nullable=False),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["beneficiary_id"], ["beneficiary.id"], name="fk_retention_hold_beneficiary_id"),
        sa.PrimaryKeyConstraint("id", name="pk_retention_hold"),
    )
    with op.batch_alter_table("retention_hold", schema=None) as batch_op:
        batch_op.create_index("ix_retention_hold_beneficiary_id", ["beneficiary_id"])

    with op.batch_alter_table("beneficiary", schema=None) as batch_op:
        batch_op.add_column(sa.Column("birth_name", sa.String(100), server_default="", nullable=False))
        batch_op.add_column(sa.Column("merged_into", sa.String(32), nullable=True))
        batch_op.create_index("ix_beneficiary_born", ["birth_date", "sort_name"])
        batch_op.create_index("ix_beneficiary_email", ["email"])
        batch_op.create_index("ix_beneficiary_phone", ["phone"])

    with op.batch_alter_table("rules", schema=None) as batch_op:
        batch_op.add_column(sa.Column("retention_active_months", sa.Integer(), server_default="24", nullable=False))
        batch_op.add_column(sa.Column("retention_archive_months", sa.Integer(), server_default="24", nullable=False))
        batch_op.add_column(sa.Column("judicial_detail", sa.Boolean(), server_default="0", nullable=False))
