"""One figure at a time: matplotlib measures all texts with the same fonts, and takes one thread for that."""

from threading import RLock

drawing = RLock()
