"""Python reads this as it starts, when ``tests.dates`` says so: the clock of the machine is another then."""

import os
import time

import time_machine

time_machine.travel(time.time() + float(os.environ["EHBI_TEST_SHIFT"])).start()
