"""Every test runs in a time zone that suits nobody (12:45 ahead of Greenwich), for no date may depend on it."""

import os
import tempfile
import time

from hypothesis import settings

os.environ["DATELINE_CACHE"] = tempfile.mkdtemp(prefix="dateline-tests-")
os.environ["TZ"] = "Pacific/Chatham"
if hasattr(time, "tzset"):
    time.tzset()

settings.register_profile("patient", deadline=None)  # two cores, and other tests beside
settings.register_profile("repeatable", settings.get_profile("patient"), derandomize=True)
settings.load_profile("repeatable" if os.environ.get("CI") else "patient")
