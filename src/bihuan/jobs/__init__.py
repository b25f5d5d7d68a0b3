"""Background work: the job table with lease, progress and checkpoint, the worker loop, the clock."""
