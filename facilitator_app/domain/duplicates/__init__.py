"""Finding the same person registered twice, from what is written of everybody and nothing else."""
