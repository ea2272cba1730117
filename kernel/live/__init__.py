"""Live boards: one reader of the journal per process, one frame per fact, one socket per screen."""
