"""Python's own sleep fails under libfaketime 0.9.10 (Debian 12) where the monotonic clock is left alone."""
import threading
import time

time.sleep = threading.Event().wait
