"""The published tables of jobs, communes, codes, journeys and districts: found in as one types, loaded, looked at."""

from facilitator_app.use_cases.reference.lookup import (
    commune,
    commune_named,
    cpv_label,
    find_communes,
    find_cpv,
    find_jobs,
    find_naf,
    job_label,
    naf_label,
)

__all__ = [
    "commune",
    "commune_named",
    "cpv_label",
    "find_communes",
    "find_cpv",
    "find_jobs",
    "find_naf",
    "job_label",
    "naf_label",
]
