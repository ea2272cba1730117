"""Who may see and do what: actors, permissions, scopes, sessions, tokens, lock-out."""
