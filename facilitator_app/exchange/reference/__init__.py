"""Reference tables: those shipped with the program, and the files of the publishers that a house loads itself.

Reading files comes from `reading`, which is not loaded before a file is chosen.
"""

from facilitator_app.exchange.reference.shipped import Commune, Job, Label, communes, cpv, jobs, naf

__all__ = ["Commune", "Job", "Label", "communes", "cpv", "jobs", "naf"]
