"""Incidents, places and regions of Mali: reading, checking, joining, counting. Knows no user interface."""
