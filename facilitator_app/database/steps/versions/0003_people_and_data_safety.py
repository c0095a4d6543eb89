"""What is kept about people, their rights, and the tables that the house loads."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "chasing_rules",
        sa.Column("first_days", sa.Integer(), nullable=False),
        sa.Column("second_days", sa.Integer(), nullable=False),
        sa.Column("formal_days", sa.Integer(), nullable=False),
        sa.Column("gap_days", sa.Integer(), nullable=False),
        sa.Column("contact_months", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_chasing_rules"),
    )
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
        "eligibility_category",
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("label", sa.String(160), nullable=False),
        sa.Column("test", sa.String(400), nullable=False),
        sa.Column("family", sa.String(30), nullable=False),
        sa.Column("article", sa.String(4), nullable=False),
        sa.Column("proof", sa.String(200), nullable=False),
        sa.Column("proof_months", sa.Integer(), nullable=True),
        sa.Column("other_proofs", sa.Text(), nullable=False),
        sa.Column("has_end", sa.Boolean(), nullable=False),
        sa.Column("below_age", sa.Integer(), nullable=True),
        sa.Column("from_age", sa.Integer(), nullable=True),
        sa.Column("months", sa.Integer(), nullable=True),
        sa.Column("while_valid", sa.Boolean(), nullable=False),
        sa.Column("iae_level", sa.Integer(), nullable=False),
        sa.Column("public", sa.String(20), nullable=False),
        sa.Column("optional", sa.Boolean(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_eligibility_category"),
    )
    op.create_table(
        "erasure",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("erased_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_erasure"),
    )
    op.create_table(
        "legal_threshold",
        sa.Column("contract_kind", sa.String(30), nullable=False),
        sa.Column("buyer_kind", sa.String(30), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(200), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_legal_threshold"),
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
        "people_import_mapping",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.Column("used_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_people_import_mapping"),
    )
    op.create_table(
        "plan_rules",
        sa.Column("required_from", sa.Date(), nullable=False),
        sa.Column("target_share", sa.Integer(), nullable=False),
        sa.Column("quarter_capacity", sa.Integer(), nullable=True),
        sa.Column("hours_per_day", sa.Integer(), nullable=False),
        sa.Column("too_few_hours", sa.Integer(), nullable=False),
        sa.Column("few_hours", sa.Integer(), nullable=False),
        sa.Column("short_months", sa.Integer(), nullable=False),
        sa.Column("month_capacity", sa.Integer(), nullable=True),
        sa.Column("many_suppliers", sa.Integer(), nullable=False),
        sa.Column("some_suppliers", sa.Integer(), nullable=False),
        sa.Column("few_suppliers", sa.Integer(), nullable=False),
        sa.Column("dependency", sa.Integer(), nullable=False),
        sa.Column("supplier_turnover", sa.BigInteger(), nullable=True),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_plan_rules"),
    )
    op.create_table(
        "pool",
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("note", sa.String(500), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_pool"),
    )
    op.create_table(
        "reference_commune",
        sa.Column("code", sa.String(5), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("postal_codes", sa.Text(), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_reference_commune"),
    )
    op.create_table(
        "reference_district",
        sa.Column("code", sa.String(12), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("communes", sa.Text(), nullable=False),
        sa.Column("west", sa.Integer(), nullable=True),
        sa.Column("south", sa.Integer(), nullable=True),
        sa.Column("east", sa.Integer(), nullable=True),
        sa.Column("north", sa.Integer(), nullable=True),
        sa.Column("outline", sa.LargeBinary(), nullable=True),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_reference_district"),
    )
    with op.batch_alter_table("reference_district", schema=None) as batch_op:
        batch_op.create_index("ix_reference_district_box", ["west", "east", "south", "north"])

    op.create_table(
        "reference_label",
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("code", sa.String(20), nullable=False),
        sa.Column("label", sa.String(300), nullable=False),
        sa.Column("attached_to", sa.String(20), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "code", name="pk_reference_label"),
    )
    op.create_table(
        "reference_table",
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("version", sa.String(60), nullable=False),
        sa.Column("loaded_on", sa.Date(), nullable=False),
        sa.Column("source_name", sa.String(200), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", name="pk_reference_table"),
    )
    op.create_table(
        "reference_travel_time",
        sa.Column("start", sa.String(5), nullable=False),
        sa.Column("end", sa.String(5), nullable=False),
        sa.Column("car", sa.Integer(), nullable=True),
        sa.Column("public", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("start", "end", name="pk_reference_travel_time"),
    )
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
        "company_evaluation",
        sa.Column("company_id", sa.String(32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("done_by", sa.String(120), nullable=False),
        sa.Column("welcome", sa.String(30), nullable=True),
        sa.Column("tutoring", sa.String(30), nullable=True),
        sa.Column("returns", sa.String(30), nullable=True),
        sa.Column("answers", sa.String(30), nullable=True),
        sa.Column("lasting_jobs", sa.String(30), nullable=True),
        sa.Column("remark", sa.String(600), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"], name="fk_company_evaluation_company_id"),
        sa.PrimaryKeyConstraint("id", name="pk_company_evaluation"),
    )
    with op.batch_alter_table("company_evaluation", schema=None) as batch_op:
        batch_op.create_index("ix_company_evaluation_company_id", ["company_id"])

    op.create_table(
        "eligibility_extension",
        sa.Column("beneficiary_id", sa.String(32), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("decided_by", sa.String(120), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["beneficiary_id"], ["beneficiary.id"], name="fk_eligibility_extension_beneficiary_id"),
        sa.PrimaryKeyConstraint("id", name="pk_eligibility_extension"),
    )
    with op.batch_alter_table("eligibility_extension", schema=None) as batch_op:
        batch_op.create_index("ix_eligibility_extension_beneficiary_id", ["beneficiary_id"])

    op.create_table(
        "eligibility_refusal",
        sa.Column("beneficiary_id", sa.String(32), nullable=False),
        sa.Column("code", sa.String(30), nullable=False),
        sa.Column("note", sa.String(300), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("decided_by", sa.String(120), nullable=False),
        sa.Column("lifted_on", sa.Date(), nullable=True),
        sa.Column("lifted_by", sa.String(120), nullable=False),
        sa.Column("lifted_reason", sa.String(300), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["beneficiary_id"], ["beneficiary.id"], name="fk_eligibility_refusal_beneficiary_id"),
        sa.PrimaryKeyConstraint("id", name="pk_eligibility_refusal"),
    )
    with op.batch_alter_table("eligibility_refusal", schema=None) as batch_op:
        batch_op.create_index("ix_eligibility_refusal_beneficiary_id", ["beneficiary_id"])

    op.create_table(
        "obstacle",
        sa.Column("beneficiary_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("answer", sa.String(300), nullable=False),
        sa.Column("resolved_on", sa.Date(), nullable=True),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["beneficiary_id"], ["beneficiary.id"], name="fk_obstacle_beneficiary_id"),
        sa.PrimaryKeyConstraint("id", name="pk_obstacle"),
    )
    with op.batch_alter_table("obstacle", schema=None) as batch_op:
        batch_op.create_index("ix_obstacle_beneficiary_id", ["beneficiary_id"])

    op.create_table(
        "person_document",
        sa.Column("beneficiary_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("number", sa.String(40), nullable=False),
        sa.Column("subject", sa.String(300), nullable=False),
        sa.Column("issued_at", sa.DateTime(), nullable=False),
        sa.Column("issued_by", sa.String(120), nullable=False),
        sa.Column("fingerprint", sa.String(20), nullable=False),
        sa.Column("file_id", sa.String(32), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["beneficiary_id"], ["beneficiary.id"], name="fk_person_document_beneficiary_id"),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name="fk_person_document_file_id"),
        sa.PrimaryKeyConstraint("id", name="pk_person_document"),
    )
    with op.batch_alter_table("person_document", schema=None) as batch_op:
        batch_op.create_index("ix_person_document_beneficiary_id", ["beneficiary_id"])
        batch_op.create_index("ix_person_document_fingerprint", ["fingerprint"])
        batch_op.create_index("ix_person_document_number", ["number"])

    op.create_table(
        "person_event",
        sa.Column("beneficiary_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("done_by", sa.String(120), nullable=False),
        sa.Column("text", sa.String(1000), nullable=False),
        sa.Column("next_action", sa.String(200), nullable=False),
        sa.Column("next_by", sa.String(120), nullable=False),
        sa.Column("next_before", sa.Date(), nullable=True),
        sa.Column("next_done_on", sa.Date(), nullable=True),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["beneficiary_id"], ["beneficiary.id"], name="fk_person_event_beneficiary_id"),
        sa.PrimaryKeyConstraint("id", name="pk_person_event"),
    )
    with op.batch_alter_table("person_event", schema=None) as batch_op:
        batch_op.create_index("ix_person_event_beneficiary", ["beneficiary_id", "removed", "day"])
        batch_op.create_index("ix_person_event_next", ["removed", "next_done_on", "next_before", "beneficiary_id"])

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
        "referral",
        sa.Column("beneficiary_id", sa.String(32), nullable=False),
        sa.Column("role", sa.String(30), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("prescriber", sa.String(30), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["beneficiary_id"], ["beneficiary.id"], name="fk_referral_beneficiary_id"),
        sa.PrimaryKeyConstraint("id", name="pk_referral"),
    )
    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.create_index("ix_referral_beneficiary_id", ["beneficiary_id"])

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

    op.create_table(
        "training",
        sa.Column("beneficiary_id", sa.String(32), nullable=False),
        sa.Column("title", sa.String(160), nullable=False),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("organiser", sa.String(120), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("certified", sa.Boolean(), nullable=True),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["beneficiary_id"], ["beneficiary.id"], name="fk_training_beneficiary_id"),
        sa.PrimaryKeyConstraint("id", name="pk_training"),
    )
    with op.batch_alter_table("training", schema=None) as batch_op:
        batch_op.create_index("ix_training_beneficiary_id", ["beneficiary_id"])
