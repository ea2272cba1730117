"""Everything that happened to an incident or report, from the journal."""
