"""JT/T 808 (2011, 2013, 2019): messages of vehicle terminals."""
