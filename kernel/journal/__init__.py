"""The journal: one table of facts; boards, replay, timelines, audit, reactions come from it."""
