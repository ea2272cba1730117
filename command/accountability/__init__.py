"""Whether every crew on scene is known to be well, again and again (人员安全核查, PAR)."""
