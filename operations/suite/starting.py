"""What a start makes stays until the end: Python looks for no rubbish in it, neither meanwhile, nor later, nor when it ends.

A hundred and sixty thousand objects are imported. To go through them again and again was a quarter of what every command cost.
"""

import atexit
import gc

# While all that is made is here to stay, a look at every seven hundred objects finds nothing.
LOOKS_AFTER = 50_000
_USUAL = gc.get_threshold()


def begin() -> None:
    gc.set_threshold(LOOKS_AFTER, *_USUAL[1:])
    atexit.register(gc.freeze)


def over() -> None:
    """From now on a process serves, and what is rubbish then is found as early as ever."""
    gc.freeze()
    gc.set_threshold(*_USUAL)
