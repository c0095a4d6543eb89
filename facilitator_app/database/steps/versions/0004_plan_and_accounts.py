"""The purchase plan, the account of hours of each lot, returns, and what was added to the first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "planned_purchase",
        sa.Column("buyer_id", sa.String(32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("folded", sa.String(400), nullable=False),
        sa.Column("segment", sa.String(30), nullable=True),
        sa.Column("contract_kind", sa.String(30), nullable=True),
        sa.Column("family", sa.String(120), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("lots", sa.Integer(), nullable=True),
        sa.Column("consultation", sa.String(7), nullable=True),
        sa.Column("consultation_day", sa.Integer(), nullable=True),
        sa.Column("notification", sa.String(7), nullable=True),
        sa.Column("duration_months", sa.Integer(), nullable=True),
        sa.Column("forecast_hours", sa.Integer(), nullable=True),
        sa.Column("suppliers", sa.Integer(), nullable=True),
        sa.Column("step", sa.String(30), nullable=False),
        sa.Column("screening", sa.String(30), nullable=True),
        sa.Column("screening_reason", sa.String(500), nullable=False),
        sa.Column("clause", sa.String(30), nullable=True),
        sa.Column("defence", sa.Boolean(), nullable=False),
        sa.Column("exception", sa.String(30), nullable=True),
        sa.Column("exception_reason", sa.String(1000), nullable=False),
        sa.Column("decided_by", sa.String(120), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("contract_id", sa.String(32), nullable=True),
        sa.Column("note", sa.String(2000), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["buyer_id"], ["buyer.id"], name="fk_planned_purchase_buyer_id"),
        sa.ForeignKeyConstraint(["contract_id"], ["contract.id"], name="fk_planned_purchase_contract_id"),
        sa.PrimaryKeyConstraint("id", name="pk_planned_purchase"),
    )
    with op.batch_alter_table("planned_purchase", schema=None) as batch_op:
        batch_op.create_index("ix_planned_purchase_buyer_id", ["buyer_id"])
        batch_op.create_index("ix_planned_purchase_year", ["removed", "year"])

    op.create_table(
        "calibration_version",
        sa.Column("lot_id", sa.String(32), nullable=True),
        sa.Column("purchase_id", sa.String(32), nullable=True),
        sa.Column("lot_number", sa.String(10), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("made_by", sa.String(120), nullable=False),
        sa.Column("rounding", sa.String(30), nullable=False),
        sa.Column("months", sa.Integer(), nullable=True),
        sa.Column("computed_hours", sa.Integer(), nullable=False),
        sa.Column("kept_hours", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name="fk_calibration_version_lot_id"),
        sa.ForeignKeyConstraint(["purchase_id"], ["planned_purchase.id"], name="fk_calibration_version_purchase_id"),
        sa.PrimaryKeyConstraint("id", name="pk_calibration_version"),
    )
    with op.batch_alter_table("calibration_version", schema=None) as batch_op:
        batch_op.create_index("ix_calibration_version_lot_id", ["lot_id"])
        batch_op.create_index("ix_calibration_version_purchase_id", ["purchase_id"])

    op.create_table(
        "counting_rules",
        sa.Column("lot_id", sa.String(32), nullable=True),
        sa.Column("article", sa.String(60), nullable=False),
        sa.Column("basis", sa.String(30), nullable=True),
        sa.Column("overtime", sa.Boolean(), nullable=True),
        sa.Column("training", sa.Boolean(), nullable=True),
        sa.Column("training_cap", sa.Integer(), nullable=True),
        sa.Column("centre", sa.Boolean(), nullable=True),
        sa.Column("other_sites", sa.Boolean(), nullable=True),
        sa.Column("outside_dates", sa.Boolean(), nullable=True),
        sa.Column("before_validation", sa.Boolean(), nullable=True),
        sa.Column("permanent_months", sa.Integer(), nullable=True),
        sa.Column("work_study_whole", sa.Boolean(), nullable=True),
        sa.Column("work_study_months", sa.Integer(), nullable=True),
        sa.Column("after_eligibility", sa.String(30), nullable=True),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name="fk_counting_rules_lot_id"),
        sa.PrimaryKeyConstraint("id", name="pk_counting_rules"),
    )
    with op.batch_alter_table("counting_rules", schema=None) as batch_op:
        batch_op.create_index("ix_counting_rules_lot_id", ["lot_id"])

    op.create_table(
        "exchange",
        sa.Column("company_id", sa.String(32), nullable=False),
        sa.Column("lot_id", sa.String(32), nullable=True),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("done_by", sa.String(120), nullable=False),
        sa.Column("summary", sa.String(1000), nullable=False),
        sa.Column("present", sa.String(500), nullable=False),
        sa.Column("remarks", sa.String(2000), nullable=False),
        sa.Column("actions", sa.String(1000), nullable=False),
        sa.Column("actions_before", sa.Date(), nullable=True),
        sa.Column("actions_done_on", sa.Date(), nullable=True),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"], name="fk_exchange_company_id"),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name="fk_exchange_lot_id"),
        sa.PrimaryKeyConstraint("id", name="pk_exchange"),
    )
    with op.batch_alter_table("exchange", schema=None) as batch_op:
        batch_op.create_index("ix_exchange_company", ["company_id", "removed", "day"])
        batch_op.create_index("ix_exchange_day", ["removed", "day"])
        batch_op.create_index("ix_exchange_lot", ["lot_id", "removed", "day"])

    op.create_table(
        "holder_return",
        sa.Column("lot_id", sa.String(32), nullable=False),
        sa.Column("company_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("ends", sa.String(7), nullable=False),
        sa.Column("expected_on", sa.Date(), nullable=False),
        sa.Column("answer", sa.String(30), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("proof", sa.String(120), nullable=False),
        sa.Column("paper", sa.String(400), nullable=False),
        sa.Column("note", sa.String(500), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"], name="fk_holder_return_company_id"),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name="fk_holder_return_lot_id"),
        sa.PrimaryKeyConstraint("id", name="pk_holder_return"),
    )
    with op.batch_alter_table("holder_return", schema=None) as batch_op:
        batch_op.create_index("ix_holder_return_company_id", ["company_id"])
        batch_op.create_index("ix_holder_return_ends", ["ends", "removed", "lot_id", "company_id", "kind", "answer"])
        batch_op.create_index("ix_holder_return_lot_id", ["lot_id"])

    op.create_table(
        "lot_closing",
        sa.Column("lot_id", sa.String(32), nullable=False),
        sa.Column("act", sa.String(30), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("due", sa.Integer(), nullable=True),
        sa.Column("counted", sa.Integer(), nullable=False),
        sa.Column("done_by", sa.String(120), nullable=False),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name="fk_lot_closing_lot_id"),
        sa.PrimaryKeyConstraint("id", name="pk_lot_closing"),
    )
    with op.batch_alter_table("lot_closing", schema=None) as batch_op:
        batch_op.create_index("ix_lot_closing_lot_id", ["lot_id"])

    op.create_table(
        "obligation",
        sa.Column("lot_id", sa.String(32), nullable=False),
        sa.Column("company_id", sa.String(32), nullable=True),
        sa.Column("form", sa.String(30), nullable=False),
        sa.Column("state", sa.String(30), nullable=False),
        sa.Column("label", sa.String(120), nullable=False),
        sa.Column("article", sa.String(60), nullable=False),
        sa.Column("wording", sa.String(2000), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("hours_per", sa.Integer(), nullable=True),
        sa.Column("per_amount", sa.BigInteger(), nullable=True),
        sa.Column("threshold", sa.BigInteger(), nullable=True),
        sa.Column("share", sa.Integer(), nullable=True),
        sa.Column("posts", sa.Integer(), nullable=True),
        sa.Column("hours_per_post", sa.Integer(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("rounding", sa.String(30), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("recorded_on", sa.Date(), nullable=True),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"], name="fk_obligation_company_id"),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name="fk_obligation_lot_id"),
        sa.PrimaryKeyConstraint("id", name="pk_obligation"),
    )
    with op.batch_alter_table("obligation", schema=None) as batch_op:
        batch_op.create_index("ix_obligation_lot_id", ["lot_id"])

    op.create_table(
        "penalty_proposal",
        sa.Column("lot_id", sa.String(32), nullable=False),
        sa.Column("company_id", sa.String(32), nullable=False),
        sa.Column("article", sa.String(60), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("missing_hours", sa.Integer(), nullable=False),
        sa.Column("per_hour", sa.BigInteger(), nullable=True),
        sa.Column("late_days", sa.Integer(), nullable=True),
        sa.Column("per_late_day", sa.BigInteger(), nullable=True),
        sa.Column("flat", sa.BigInteger(), nullable=True),
        sa.Column("cap", sa.BigInteger(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("explanations_text", sa.String(2000), nullable=False),
        sa.Column("explained_on", sa.Date(), nullable=True),
        sa.Column("opinion_text", sa.String(2000), nullable=False),
        sa.Column("decision", sa.String(30), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by", sa.String(120), nullable=False),
        sa.Column("decided_amount", sa.BigInteger(), nullable=True),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"], name="fk_penalty_proposal_company_id"),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name="fk_penalty_proposal_lot_id"),
        sa.PrimaryKeyConstraint("id", name="pk_penalty_proposal"),
    )
    with op.batch_alter_table("penalty_proposal", schema=None) as batch_op:
        batch_op.create_index("ix_penalty_proposal_company_id", ["company_id"])
        batch_op.create_index("ix_penalty_proposal_lot_id", ["lot_id"])

    op.create_table(
        "pool_member",
        sa.Column("lot_id", sa.String(32), nullable=False),
        sa.Column("pool_id", sa.String(32), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("reference", sa.String(120), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name="fk_pool_member_lot_id"),
        sa.ForeignKeyConstraint(["pool_id"], ["pool.id"], name="fk_pool_member_pool_id"),
        sa.PrimaryKeyConstraint("id", name="pk_pool_member"),
    )
    with op.batch_alter_table("pool_member", schema=None) as batch_op:
        batch_op.create_index("ix_pool_member_lot_id", ["lot_id"])
        batch_op.create_index("ix_pool_member_pool_id", ["pool_id"])

    op.create_table(
        "reminder",
        sa.Column("lot_id", sa.String(32), nullable=False),
        sa.Column("company_id", sa.String(32), nullable=False),
        sa.Column("step", sa.String(30), nullable=False),
        sa.Column("means", sa.String(30), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("sent_by", sa.String(120), nullable=False),
        sa.Column("returns", sa.Text(), nullable=False),
        sa.Column("periods", sa.String(500), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"], name="fk_reminder_company_id"),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name="fk_reminder_lot_id"),
        sa.PrimaryKeyConstraint("id", name="pk_reminder"),
    )
    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.create_index("ix_reminder_company_id", ["company_id"])
        batch_op.create_index("ix_reminder_lot", ["lot_id", "company_id", "removed", "day"])

    op.create_table(
        "return_setting",
        sa.Column("contract_id", sa.String(32), nullable=True),
        sa.Column("lot_id", sa.String(32), nullable=True),
        sa.Column("rhythm", sa.String(30), nullable=False),
        sa.Column("day", sa.Integer(), nullable=True),
        sa.Column("forecast", sa.Boolean(), nullable=False),
        sa.Column("article", sa.String(60), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["contract_id"], ["contract.id"], name="fk_return_setting_contract_id"),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name="fk_return_setting_lot_id"),
        sa.PrimaryKeyConstraint("id", name="pk_return_setting"),
    )
    with op.batch_alter_table("return_setting", schema=None) as batch_op:
        batch_op.create_index("ix_return_setting_contract_id", ["contract_id"])
        batch_op.create_index("ix_return_setting_lot_id", ["lot_id"])

    op.create_table(
        "calibration_part",
        sa.Column("version_id", sa.String(32), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("trade", sa.String(120), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("labour_share", sa.Integer(), nullable=False),
        sa.Column("insertion_rate", sa.Integer(), nullable=False),
        sa.Column("hourly_cost", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["calibration_version.id"], name="fk_calibration_part_version_id"),
        sa.PrimaryKeyConstraint("id", name="pk_calibration_part"),
    )
    with op.batch_alter_table("calibration_part", schema=None) as batch_op:
        batch_op.create_index("ix_calibration_part_version_id", ["version_id"])

    op.create_table(
        "obligation_change",
        sa.Column("lot_id", sa.String(32), nullable=False),
        sa.Column("obligation_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("article", sa.String(60), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("decided_by", sa.String(120), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name="fk_obligation_change_lot_id"),
        sa.ForeignKeyConstraint(["obligation_id"], ["obligation.id"], name="fk_obligation_change_obligation_id"),
        sa.PrimaryKeyConstraint("id", name="pk_obligation_change"),
    )
    with op.batch_alter_table("obligation_change", schema=None) as batch_op:
        batch_op.create_index("ix_obligation_change_lot_id", ["lot_id"])
        batch_op.create_index("ix_obligation_change_obligation_id", ["obligation_id"])

    op.create_table(
        "turnover",
        sa.Column("lot_id", sa.String(32), nullable=False),
        sa.Column("obligation_id", sa.String(32), nullable=False),
        sa.Column("company_id", sa.String(32), nullable=True),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("reference", sa.String(120), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"], name="fk_turnover_company_id"),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name="fk_turnover_lot_id"),
        sa.ForeignKeyConstraint(["obligation_id"], ["obligation.id"], name="fk_turnover_obligation_id"),
        sa.PrimaryKeyConstraint("id", name="pk_turnover"),
    )
    with op.batch_alter_table("turnover", schema=None) as batch_op:
        batch_op.create_index("ix_turnover_lot_id", ["lot_id"])
        batch_op.create_index("ix_turnover_obligation_id", ["obligation_id"])

    op.create_table(
        "hours_correction",
        sa.Column("placement_id", sa.String(32), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["placement_id"], ["placement.id"], name="fk_hours_correction_placement_id"),
        sa.PrimaryKeyConstraint("id", name="pk_hours_correction"),
    )
    with op.batch_alter_table("hours_correction", schema=None) as batch_op:
        batch_op.create_index("ix_hours_correction_placement_month", ["placement_id", "month", "removed"])

    op.create_table(
        "person_exit",
        sa.Column("beneficiary_id", sa.String(32), nullable=False),
        sa.Column("placement_id", sa.String(32), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(30), nullable=False),
        sa.Column("outcome", sa.String(30), nullable=True),
        sa.Column("classified", sa.String(30), nullable=False),
        sa.Column("class_reason", sa.String(200), nullable=False),
        sa.Column("remark", sa.String(600), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["beneficiary_id"], ["beneficiary.id"], name="fk_person_exit_beneficiary_id"),
        sa.ForeignKeyConstraint(["placement_id"], ["placement.id"], name="fk_person_exit_placement_id"),
        sa.PrimaryKeyConstraint("id", name="pk_person_exit"),
    )
    with op.batch_alter_table("person_exit", schema=None) as batch_op:
        batch_op.create_index("ix_person_exit_beneficiary_id", ["beneficiary_id"])
        batch_op.create_index("ix_person_exit_day", ["removed", "day", "beneficiary_id"])
        batch_op.create_index("ix_person_exit_placement_id", ["placement_id"])

    op.create_table(
        "tutor_evaluation",
        sa.Column("placement_id", sa.String(32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("tutor", sa.String(120), nullable=False),
        sa.Column("punctuality", sa.String(30), nullable=True),
        sa.Column("instructions", sa.String(30), nullable=True),
        sa.Column("team", sa.String(30), nullable=True),
        sa.Column("quality", sa.String(30), nullable=True),
        sa.Column("autonomy", sa.String(30), nullable=True),
        sa.Column("safety", sa.String(30), nullable=True),
        sa.Column("remark", sa.String(600), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["placement_id"], ["placement.id"], name="fk_tutor_evaluation_placement_id"),
        sa.PrimaryKeyConstraint("id", name="pk_tutor_evaluation"),
    )
    with op.batch_alter_table("tutor_evaluation", schema=None) as batch_op:
        batch_op.create_index("ix_tutor_evaluation_placement_id", ["placement_id"])

    op.create_table(
        "uncounted_hours",
        sa.Column("placement_id", sa.String(32), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("reason", sa.String(30), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["placement_id"], ["placement.id"], name="fk_uncounted_hours_placement_id"),
        sa.PrimaryKeyConstraint("placement_id", "month", "reason", name="pk_uncounted_hours"),
    )
    op.create_table(
        "later_situation",
        sa.Column("beneficiary_id", sa.String(32), nullable=False),
        sa.Column("exit_id", sa.String(32), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.String(30), nullable=False),
        sa.Column("remark", sa.String(300), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["beneficiary_id"], ["beneficiary.id"], name="fk_later_situation_beneficiary_id"),
        sa.ForeignKeyConstraint(["exit_id"], ["person_exit.id"], name="fk_later_situation_exit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_later_situation"),
    )
    with op.batch_alter_table("later_situation", schema=None) as batch_op:
        batch_op.create_index("ix_later_situation_beneficiary_id", ["beneficiary_id"])
        batch_op.create_index("ix_later_situation_exit_id", ["exit_id"])

    with op.batch_alter_table("beneficiary", schema=None) as batch_op:
        batch_op.add_column(sa.Column("birth_name", sa.String(100), server_default="", nullable=False))
        batch_op.add_column(sa.Column("merged_into", sa.String(32), nullable=True))
        batch_op.create_index("ix_beneficiary_born", ["birth_date", "sort_name"])
        batch_op.create_index("ix_beneficiary_email", ["email"])
        batch_op.create_index("ix_beneficiary_phone", ["phone"])

    with op.batch_alter_table("buyer", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kind", sa.String(30), nullable=True))

    with op.batch_alter_table("company", schema=None) as batch_op:
        batch_op.add_column(sa.Column("naf_code", sa.String(6), server_default="", nullable=False))
        batch_op.add_column(sa.Column("website", sa.String(200), server_default="", nullable=False))
        batch_op.add_column(sa.Column("agreement", sa.String(60), server_default="", nullable=False))
        batch_op.add_column(sa.Column("agreement_from", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("agreement_until", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("trades", sa.Text(), server_default="[]", nullable=False))
        batch_op.add_column(sa.Column("communes_served", sa.Text(), server_default="[]", nullable=False))
        batch_op.add_column(sa.Column("tasks", sa.String(2000), server_default="", nullable=False))

    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.add_column(sa.Column("checked_on", sa.Date(), nullable=True))

    with op.batch_alter_table("contract", schema=None) as batch_op:
        batch_op.add_column(sa.Column("eligibility_months", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("permanent_months", sa.Integer(), nullable=True))

    with op.batch_alter_table("eligibility_proof", schema=None) as batch_op:
        batch_op.add_column(sa.Column("structure", sa.String(120), server_default="", nullable=False))
        batch_op.add_column(sa.Column("structure_kind", sa.String(30), nullable=True))
        batch_op.add_column(sa.Column("agreement", sa.String(60), server_default="", nullable=False))
        batch_op.add_column(sa.Column("pass_number", sa.String(20), server_default="", nullable=False))
        batch_op.add_column(sa.Column("valid_from", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("opinion", sa.String(1000), server_default="", nullable=False))
        batch_op.add_column(sa.Column("opinion_by", sa.String(160), server_default="", nullable=False))

    with op.batch_alter_table("monthly_hours", schema=None) as batch_op:
        batch_op.add_column(sa.Column("training", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("centre", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("overtime", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("not_worked", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("elsewhere", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("recorded_on", sa.Date(), nullable=True))

    with op.batch_alter_table("need", schema=None) as batch_op:
        batch_op.add_column(sa.Column("contract_detail", sa.String(120), server_default="", nullable=False))
        batch_op.add_column(sa.Column("wage", sa.String(120), server_default="", nullable=False))
        batch_op.add_column(sa.Column("duties", sa.String(2000), server_default="", nullable=False))
        batch_op.add_column(sa.Column("cv_needed", sa.Boolean(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("qpv_only", sa.Boolean(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("schedule", sa.String(300), server_default="", nullable=False))
        batch_op.add_column(sa.Column("welcome", sa.String(300), server_default="", nullable=False))
        batch_op.add_column(sa.Column("tutor", sa.String(200), server_default="", nullable=False))
        batch_op.add_column(sa.Column("equipment", sa.String(300), server_default="", nullable=False))
        batch_op.add_column(sa.Column("machines", sa.Boolean(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("asked_to", sa.String(200), server_default="", nullable=False))

    with op.batch_alter_table("placement", schema=None) as batch_op:
        batch_op.add_column(sa.Column("eligibility_way", sa.String(20), server_default="", nullable=False))
        batch_op.add_column(sa.Column("eligibility_family", sa.String(40), server_default="", nullable=False))
        batch_op.add_column(sa.Column("eligibility_proof", sa.String(300), server_default="", nullable=False))
        batch_op.add_column(sa.Column("eligibility_rule", sa.String(300), server_default="", nullable=False))
        batch_op.add_column(sa.Column("eligibility_checked_by", sa.String(120), server_default="", nullable=False))
        batch_op.add_column(sa.Column("judged_on", sa.Date(), nullable=True))

    with op.batch_alter_table("rules", schema=None) as batch_op:
        batch_op.add_column(sa.Column("permanent_months", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("alternating_months", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("check_lapse_months", sa.Integer(), server_default="6", nullable=False))
        batch_op.add_column(sa.Column("new_period_gap_months", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("fresh_at_hire", sa.Boolean(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("last_warning_days", sa.Integer(), server_default="30", nullable=False))
        batch_op.add_column(sa.Column("retention_active_months", sa.Integer(), server_default="24", nullable=False))
        batch_op.add_column(sa.Column("retention_archive_months", sa.Integer(), server_default="24", nullable=False))
        batch_op.add_column(sa.Column("judicial_detail", sa.Boolean(), server_default="0", nullable=False))
