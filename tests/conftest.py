"""No test writes a store into the project: what isn't said lies in memory."""

import os

os.environ["INCIDENTS_STORE"] = ":memory:"
os.environ.pop("INCIDENTS_DATA", None)
