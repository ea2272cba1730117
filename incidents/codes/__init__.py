"""Event kinds, grades and clocks as data; suggestions read from the narrative."""
