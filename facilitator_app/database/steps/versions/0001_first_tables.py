"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "beneficiary",
        sa.Column("last_name", sa.String(100), nullable=False),
        sa.Column("first_name", sa.String(100), nullable=False),
        sa.Column("sort_name", sa.String(260), nullable=False),
        sa.Column("search_text", sa.String(800), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("sex", sa.String(30), nullable=False),
        sa.Column("phone", sa.String(30), nullable=False),
        sa.Column("email", sa.String(120), nullable=False),
        sa.Column("address", sa.String(200), nullable=False),
        sa.Column("postal_code", sa.String(5), nullable=False),
        sa.Column("town", sa.String(80), nullable=False),
        sa.Column("commune_code", sa.String(5), nullable=True),
        sa.Column("in_qpv", sa.String(30), nullable=False),
        sa.Column("education", sa.String(30), nullable=False),
        sa.Column("referrer", sa.String(120), nullable=False),
        sa.Column("advisor", sa.String(120), nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("notice_given_on", sa.Date(), nullable=True),
        sa.Column("archived_on", sa.Date(), nullable=True),
        sa.Column("archived_reason", sa.String(200), nullable=False),
        sa.Column("jobs_aimed", sa.Text(), nullable=False),
        sa.Column("jobs_done", sa.Text(), nullable=False),
        sa.Column("requirements", sa.Text(), nullable=False),
        sa.Column("transport", sa.String(30), nullable=False),
        sa.Column("max_travel_minutes", sa.Integer(), nullable=False),
        sa.Column("available_from", sa.Date(), nullable=True),
        sa.Column("weekly_hours_least", sa.Integer(), nullable=False),
        sa.Column("weekly_hours_most", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(2000), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_beneficiary"),
    )
    op.create_index(
        "ix_beneficiary_list",
        "beneficiary",
        ["removed", "archived_on", "sort_name", "id", "search_text", "available_from", "birth_date"],
    )
    op.create_index("ix_beneficiary_sort_name", "beneficiary", ["sort_name"])
    op.create_table(
        "buyer",
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("folded", sa.String(260), nullable=False),
        sa.Column("siret", sa.String(14), nullable=True),
        sa.Column("contact", sa.String(200), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_buyer"),
    )
    op.create_index("ix_buyer_folded", "buyer", ["folded"])
    op.create_index("ix_buyer_siret", "buyer", ["siret"])
    op.create_table(
        "company",
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("folded", sa.String(260), nullable=False),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("siret", sa.String(14), nullable=True),
        sa.Column("activity", sa.String(120), nullable=False),
        sa.Column("address", sa.String(200), nullable=False),
        sa.Column("postal_code", sa.String(5), nullable=False),
        sa.Column("town", sa.String(80), nullable=False),
        sa.Column("phone", sa.String(30), nullable=False),
        sa.Column("email", sa.String(120), nullable=False),
        sa.Column("note", sa.String(2000), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_company"),
    )
    op.create_index("ix_company_folded", "company", ["folded"])
    op.create_index("ix_company_siret", "company", ["siret"])
    op.create_table(
        "gesture",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("label", sa.String(200), nullable=False),
        sa.Column("author", sa.String(120), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("undoes", sa.String(32), nullable=True),
        sa.ForeignKeyConstraint(["undoes"], ["gesture.id"], name="fk_gesture_undoes"),
        sa.PrimaryKeyConstraint("id", name="pk_gesture"),
    )
    op.create_index("ix_gesture_undoes", "gesture", ["undoes"])
    op.create_table(
        "replica",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("counter", sa.BigInteger(), nullable=False),
        sa.Column("lamport", sa.BigInteger(), nullable=False),
        sa.Column("mine", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_replica"),
    )
    op.create_table(
        "rules",
        sa.Column("eligibility_months", sa.Integer(), nullable=False),
        sa.Column("renewal_warning_days", sa.Integer(), nullable=False),
        sa.Column("full_time_hours", sa.Integer(), nullable=False),
        sa.Column("most_hours_a_month", sa.Integer(), nullable=False),
        sa.Column("hours_of_one_fte", sa.Integer(), nullable=False),
        sa.Column("hourly_cost", sa.BigInteger(), nullable=False),
        sa.Column("yearly_target", sa.Integer(), nullable=True),
        sa.Column("reporting_day", sa.Integer(), nullable=False),
        sa.Column("ahead_from", sa.Integer(), nullable=False),
        sa.Column("on_pace_from", sa.Integer(), nullable=False),
        sa.Column("watch_from", sa.Integer(), nullable=False),
        sa.Column("not_started_after", sa.Integer(), nullable=False),
        sa.Column("weight_skills", sa.Integer(), nullable=False),
        sa.Column("weight_travel", sa.Integer(), nullable=False),
        sa.Column("weight_availability", sa.Integer(), nullable=False),
        sa.Column("weight_project", sa.Integer(), nullable=False),
        sa.Column("target_women", sa.Integer(), nullable=True),
        sa.Column("target_seniors", sa.Integer(), nullable=True),
        sa.Column("target_young_graduates", sa.Integer(), nullable=True),
        sa.Column("target_qpv", sa.Integer(), nullable=True),
        sa.Column("target_disabled", sa.Integer(), nullable=True),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rules"),
    )
    op.create_table(
        "stored_file",
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("media_type", sa.String(60), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_stored_file"),
    )
    op.create_table(
        "contact",
        sa.Column("company_id", sa.String(32), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("role", sa.String(120), nullable=False),
        sa.Column("phone", sa.String(30), nullable=False),
        sa.Column("email", sa.String(120), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"], name="fk_contact_company_id"),
        sa.PrimaryKeyConstraint("id", name="pk_contact"),
    )
    op.create_index("ix_contact_company_id", "contact", ["company_id"])
    op.create_table(
        "contract",
        sa.Column("number", sa.String(20), nullable=False),
        sa.Column("subject", sa.String(1000), nullable=False),
        sa.Column("short_name", sa.String(120), nullable=False),
        sa.Column("folded", sa.String(1300), nullable=False),
        sa.Column("buyer_id", sa.String(32), nullable=False),
        sa.Column("state", sa.String(30), nullable=False),
        sa.Column("notified_on", sa.Date(), nullable=True),
        sa.Column("duration_months", sa.Integer(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("cpv", sa.String(8), nullable=True),
        sa.Column("nature", sa.String(120), nullable=False),
        sa.Column("procedure", sa.String(120), nullable=False),
        sa.Column("place_code", sa.String(20), nullable=False),
        sa.Column("place_kind", sa.String(40), nullable=False),
        sa.Column("considerations", sa.Text(), nullable=False),
        sa.Column("published_id", sa.String(60), nullable=True),
        sa.Column("published_key", sa.String(64), nullable=True),
        sa.Column("loose_key", sa.String(100), nullable=True),
        sa.Column("published_marks", sa.String(150), nullable=False),
        sa.Column("note", sa.String(2000), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["buyer_id"], ["buyer.id"], name="fk_contract_buyer_id"),
        sa.PrimaryKeyConstraint("id", name="pk_contract"),
    )
    op.create_index("ix_contract_buyer_id", "contract", ["buyer_id"])
    op.create_index("ix_contract_loose_key", "contract", ["loose_key"])
    op.create_index("ix_contract_notified_on", "contract", ["notified_on"])
    op.create_index("ix_contract_number", "contract", ["number"])
    op.create_index("ix_contract_published_key", "contract", ["published_key"])
    op.create_index("ix_contract_state", "contract", ["state"])
    op.create_table(
        "eligibility_proof",
        sa.Column("beneficiary_id", sa.String(32), nullable=False),
        sa.Column("category", sa.String(40), nullable=False),
        sa.Column("proof", sa.String(200), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("seen_on", sa.Date(), nullable=True),
        sa.Column("seen_by", sa.String(120), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["beneficiary_id"], ["beneficiary.id"], name="fk_eligibility_proof_beneficiary_id"),
        sa.PrimaryKeyConstraint("id", name="pk_eligibility_proof"),
    )
    op.create_index("ix_eligibility_proof_beneficiary_id", "eligibility_proof", ["beneficiary_id"])
    op.create_table(
        "journal",
        sa.Column("replica", sa.String(32), nullable=False),
        sa.Column("counter", sa.BigInteger(), nullable=False),
        sa.Column("lamport", sa.BigInteger(), nullable=False),
        sa.Column("gesture_id", sa.String(32), nullable=False),
        sa.Column("table_name", sa.String(40), nullable=False),
        sa.Column("record_id", sa.String(32), nullable=False),
        sa.Column("field", sa.String(40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("replaces", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(["gesture_id"], ["gesture.id"], name="fk_journal_gesture_id"),
        sa.PrimaryKeyConstraint("replica", "counter", name="pk_journal"),
    )
    op.create_index("ix_journal_gesture_id", "journal", ["gesture_id"])
    op.create_index("ix_journal_record", "journal", ["record_id", "lamport"])
    op.create_table(
        "office",
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("service", sa.String(120), nullable=False),
        sa.Column("address", sa.String(200), nullable=False),
        sa.Column("postal_code", sa.String(5), nullable=False),
        sa.Column("town", sa.String(80), nullable=False),
        sa.Column("email", sa.String(120), nullable=False),
        sa.Column("phone", sa.String(30), nullable=False),
        sa.Column("facilitator_name", sa.String(120), nullable=False),
        sa.Column("facilitator_title", sa.String(80), nullable=False),
        sa.Column("logo_id", sa.String(32), nullable=True),
        sa.Column("demonstration", sa.Boolean(), nullable=False),
        sa.Column("steps_done", sa.Text(), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["logo_id"], ["stored_file.id"], name="fk_office_logo_id"),
        sa.PrimaryKeyConstraint("id", name="pk_office"),
    )
    op.create_table(
        "lot",
        sa.Column("contract_id", sa.String(32), nullable=False),
        sa.Column("code", sa.String(30), nullable=False),
        sa.Column("number", sa.String(10), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("folded", sa.String(260), nullable=False),
        sa.Column("segment", sa.String(30), nullable=True),
        sa.Column("clause", sa.String(30), nullable=False),
        sa.Column("due_hours", sa.Integer(), nullable=True),
        sa.Column("due_reason", sa.String(500), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("labour_share", sa.Integer(), nullable=True),
        sa.Column("insertion_rate", sa.Integer(), nullable=True),
        sa.Column("hourly_cost", sa.BigInteger(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("commune_code", sa.String(5), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["contract_id"], ["contract.id"], name="fk_lot_contract_id"),
        sa.PrimaryKeyConstraint("id", name="pk_lot"),
    )
    op.create_index("ix_lot_code", "lot", ["code"])
    op.create_index("ix_lot_contract_id", "lot", ["contract_id"])
    op.create_index("ix_lot_ends_on", "lot", ["ends_on"])
    op.create_table(
        "issued_document",
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("number", sa.String(40), nullable=False),
        sa.Column("lot_id", sa.String(32), nullable=True),
        sa.Column("month", sa.String(7), nullable=True),
        sa.Column("perimeter", sa.String(300), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("issued_at", sa.DateTime(), nullable=False),
        sa.Column("issued_by", sa.String(120), nullable=False),
        sa.Column("fingerprint", sa.String(20), nullable=False),
        sa.Column("file_id", sa.String(32), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name="fk_issued_document_file_id"),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name="fk_issued_document_lot_id"),
        sa.PrimaryKeyConstraint("id", name="pk_issued_document"),
    )
    op.create_index("ix_issued_document_fingerprint", "issued_document", ["fingerprint"])
    op.create_index("ix_issued_document_issued_at", "issued_document", ["issued_at"])
    op.create_index("ix_issued_document_lot_id", "issued_document", ["lot_id"])
    op.create_index("ix_issued_document_number", "issued_document", ["number"])
    op.create_table(
        "lot_holder",
        sa.Column("lot_id", sa.String(32), nullable=False),
        sa.Column("company_id", sa.String(32), nullable=False),
        sa.Column("role", sa.String(30), nullable=False),
        sa.Column("contact_id", sa.String(32), nullable=True),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"], name="fk_lot_holder_company_id"),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name="fk_lot_holder_contact_id"),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name="fk_lot_holder_lot_id"),
        sa.PrimaryKeyConstraint("id", name="pk_lot_holder"),
    )
    op.create_index("ix_lot_holder_company_id", "lot_holder", ["company_id"])
    op.create_index("ix_lot_holder_lot_id", "lot_holder", ["lot_id"])
    op.create_table(
        "lot_month_total",
        sa.Column("lot_id", sa.String(32), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("women", sa.Integer(), nullable=False),
        sa.Column("seniors", sa.Integer(), nullable=False),
        sa.Column("young_graduates", sa.Integer(), nullable=False),
        sa.Column("qpv", sa.Integer(), nullable=False),
        sa.Column("disabled", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name="fk_lot_month_total_lot_id"),
        sa.PrimaryKeyConstraint("lot_id", "month", name="pk_lot_month_total"),
    )
    op.create_index(
        "ix_lot_month_total_month",
        "lot_month_total",
        ["month", "lot_id", "hours", "women", "seniors", "young_graduates", "qpv", "disabled"],
    )
    op.create_table(
        "lot_total",
        sa.Column("lot_id", sa.String(32), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("first_month", sa.String(7), nullable=True),
        sa.Column("last_month", sa.String(7), nullable=True),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name="fk_lot_total_lot_id"),
        sa.PrimaryKeyConstraint("lot_id", name="pk_lot_total"),
    )
    op.create_table(
        "month_statement",
        sa.Column("lot_id", sa.String(32), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("state", sa.String(30), nullable=False),
        sa.Column("validated_on", sa.Date(), nullable=True),
        sa.Column("validated_by", sa.String(120), nullable=False),
        sa.Column("reopened_reason", sa.String(300), nullable=False),
        sa.Column("note", sa.String(500), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name="fk_month_statement_lot_id"),
        sa.PrimaryKeyConstraint("id", name="pk_month_statement"),
    )
    op.create_index("ix_month_statement_lot_id", "month_statement", ["lot_id"])
    op.create_index("ix_month_statement_month", "month_statement", ["month", "state", "lot_id", "removed"])
    op.create_table(
        "need",
        sa.Column("code", sa.String(20), nullable=False),
        sa.Column("lot_id", sa.String(32), nullable=False),
        sa.Column("company_id", sa.String(32), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("rome_code", sa.String(5), nullable=False),
        sa.Column("commune_code", sa.String(5), nullable=True),
        sa.Column("place", sa.String(120), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("duration_months", sa.Integer(), nullable=True),
        sa.Column("hours_per_week", sa.Integer(), nullable=False),
        sa.Column("posts", sa.Integer(), nullable=False),
        sa.Column("contract_type", sa.String(30), nullable=False),
        sa.Column("requirements", sa.Text(), nullable=False),
        sa.Column("wishes", sa.Text(), nullable=False),
        sa.Column("without_car", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(30), nullable=False),
        sa.Column("note", sa.String(2000), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"], name="fk_need_company_id"),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name="fk_need_lot_id"),
        sa.PrimaryKeyConstraint("id", name="pk_need"),
    )
    op.create_index("ix_need_code", "need", ["code"])
    op.create_index("ix_need_company_id", "need", ["company_id"])
    op.create_index("ix_need_lot_id", "need", ["lot_id"])
    op.create_index("ix_need_starts_on", "need", ["starts_on"])
    op.create_index("ix_need_state", "need", ["state"])
    op.create_table(
        "placement",
        sa.Column("beneficiary_id", sa.String(32), nullable=False),
        sa.Column("lot_id", sa.String(32), nullable=False),
        sa.Column("employer_id", sa.String(32), nullable=False),
        sa.Column("need_id", sa.String(32), nullable=True),
        sa.Column("contract_type", sa.String(30), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(200), nullable=False),
        sa.Column("hours_per_week", sa.Integer(), nullable=False),
        sa.Column("eligible", sa.Boolean(), nullable=False),
        sa.Column("eligible_until", sa.Date(), nullable=True),
        sa.Column("eligibility", sa.String(500), nullable=False),
        sa.Column("categories", sa.Text(), nullable=False),
        sa.Column("woman", sa.Boolean(), nullable=False),
        sa.Column("senior", sa.Boolean(), nullable=False),
        sa.Column("young_graduate", sa.Boolean(), nullable=False),
        sa.Column("qpv", sa.Boolean(), nullable=False),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["beneficiary_id"], ["beneficiary.id"], name="fk_placement_beneficiary_id"),
        sa.ForeignKeyConstraint(["employer_id"], ["company.id"], name="fk_placement_employer_id"),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name="fk_placement_lot_id"),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name="fk_placement_need_id"),
        sa.PrimaryKeyConstraint("id", name="pk_placement"),
    )
    op.create_index(
        "ix_placement_beneficiary",
        "placement",
        ["beneficiary_id", "removed", "starts_on", "ends_on", "eligible", "eligible_until"],
    )
    op.create_index(
        "ix_placement_dates",
        "placement",
        ["ends_on", "starts_on", "beneficiary_id", "eligible_until", "woman", "senior", "removed"],
    )
    op.create_index("ix_placement_employer_id", "placement", ["employer_id"])
    op.create_index("ix_placement_lot_dates", "placement", ["lot_id", "ends_on", "starts_on", "removed"])
    op.create_index("ix_placement_need_id", "placement", ["need_id"])
    op.create_table(
        "proposal",
        sa.Column("need_id", sa.String(32), nullable=False),
        sa.Column("beneficiary_id", sa.String(32), nullable=False),
        sa.Column("state", sa.String(30), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("score_parts", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["beneficiary_id"], ["beneficiary.id"], name="fk_proposal_beneficiary_id"),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name="fk_proposal_need_id"),
        sa.PrimaryKeyConstraint("id", name="pk_proposal"),
    )
    op.create_index("ix_proposal_beneficiary_id", "proposal", ["beneficiary_id"])
    op.create_index("ix_proposal_need_id", "proposal", ["need_id"])
    op.create_index("ix_proposal_proposed_on", "proposal", ["proposed_on"])
    op.create_table(
        "monthly_hours",
        sa.Column("placement_id", sa.String(32), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("declared", sa.Integer(), nullable=True),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("proof_seen", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(200), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["placement_id"], ["placement.id"], name="fk_monthly_hours_placement_id"),
        sa.PrimaryKeyConstraint("id", name="pk_monthly_hours"),
    )
    op.create_index(
        "ix_monthly_hours_placement_month", "monthly_hours", ["placement_id", "month", "declared", "removed"]
    )
