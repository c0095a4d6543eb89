"""What was added to the tables of people and of contracts."""

import sqlalchemy as sa
from alembic import op

from facilitator_app.database.steps.moving_durations import move_durations

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "labour_trade",
        sa.Column("trade", sa.String(120), nullable=False),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.Column("hourly_cost", sa.BigInteger(), nullable=True),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_labour_trade"),
    )
    op.create_table(
        "segment_target",
        sa.Column("segment", sa.String(30), nullable=False),
        sa.Column("public", sa.String(30), nullable=False),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_segment_target"),
    )
    op.create_table(
        "agenda_item",
        sa.Column("lot_id", sa.String(32), nullable=True),
        sa.Column("company_id", sa.String(32), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("put_by", sa.String(120), nullable=False),
        sa.Column("why", sa.String(300), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"], name="fk_agenda_item_company_id"),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name="fk_agenda_item_lot_id"),
        sa.PrimaryKeyConstraint("id", name="pk_agenda_item"),
    )
    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.create_index("ix_agenda_item_company_id", ["company_id"])
        batch_op.create_index("ix_agenda_item_lot_id", ["lot_id"])

    with op.batch_alter_table("beneficiary", schema=None) as batch_op:
        batch_op.add_column(sa.Column("coordinates", sa.String(40), server_default="", nullable=False))

    with op.batch_alter_table("contract", schema=None) as batch_op:
        batch_op.add_column(sa.Column("alternating_months", sa.Integer(), nullable=True))

    with op.batch_alter_table("issued_document", schema=None) as batch_op:
        batch_op.add_column(sa.Column("company_id", sa.String(32), nullable=True))
        batch_op.create_index("ix_issued_document_company_id", ["company_id"])

    with op.batch_alter_table("lot_closing", schema=None) as batch_op:
        batch_op.add_column(sa.Column("received", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("given", sa.Integer(), server_default="0", nullable=False))

    with op.batch_alter_table("rules", schema=None) as batch_op:
        batch_op.add_column(sa.Column("danger_months", sa.Integer(), server_default="6", nullable=False))
        batch_op.add_column(sa.Column("no_contact_months", sa.Integer(), server_default="3", nullable=False))
        batch_op.add_column(sa.Column("access_log_months", sa.Integer(), server_default="12", nullable=False))
    move_durations(op.get_bind())
