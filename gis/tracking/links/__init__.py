"""Where devices knock: sockets and doors that hand reports to the pipeline."""
