"""The other process, in which workbooks are read; it imports little of ours, since each reading waits for it."""
