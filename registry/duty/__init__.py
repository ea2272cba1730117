"""The duty roster: who sits at which post from when until when."""
