"""The journal: one table of facts from which boards, replay, timelines, audit and reactions come."""
