"""Does what it is told, a JSON array a line: [task, argument…]; answers each with how many were done a second.

It knows nothing of the suite and runs in a Python that has eventsourcing, on the database its environment names, with
threads, as that library wants it, and with the library's defaults.
"""

import json
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event
from eventsourcing.persistence import StoredEvent


class Notebook(Aggregate):
    """A notebook; its notes are events."""

    @event("Opened")
    def __init__(self, text: str) -> None:
        self.notes, self.last = 0, text

    @event("NoteWritten")
    def write(self, text: str) -> None:
        self.notes, self.last = self.notes + 1, text


class Notebooks(Application[UUID]):
    """The library's application on its default recorder."""


class Work:
    """The tasks. `text` is the text of every note."""

    def __init__(self, text: str, state: str) -> None:
        self._text, self._state = text, state.encode()
        self._application = Notebooks()
        self._recorder = self._application.recorder
        self._notebooks: list[UUID] = []

    def fill(self, notebooks: int, events: int) -> int:
        for _ in range(notebooks):
            notebook = Notebook(self._text)
            for _ in range(events - 1):
                notebook.write(self._text)
            self._application.save(notebook)
            self._notebooks.append(notebook.id)
        return notebooks * events

    def append(self, writers: int, each: int) -> int:
        def write(_: int) -> None:
            stream = uuid4()
            for version in range(1, each + 1):
                self._recorder.insert_events([StoredEvent(stream, version, "notebooks:NoteWritten", self._state)])

        return self._at_once(writers, each, write)

    def command(self, writers: int, each: int) -> int:
        def write(number: int) -> None:
            own = self._notebooks[number::writers]
            for turn in range(each):
                notebook = self._application.repository.get(own[turn % len(own)])
                notebook.write(self._text)
                self._application.save(notebook)

        return self._at_once(writers, each, write)

    def import_events(self, transactions: int, each: int) -> int:
        for _ in range(transactions):
            stream = uuid4()
            self._recorder.insert_events(
                [StoredEvent(stream, version, "notebooks:NoteWritten", self._state) for version in range(1, each + 1)]
            )
        return transactions * each

    def load(self, notebooks: int) -> int:
        count = 0
        for notebook in self._notebooks[:notebooks]:
            count += self._application.repository.get(notebook).version
        return count

    def replay(self, events: int) -> int:
        """The subscription from the beginning, each event mapped back to its class and counted."""
        notes: dict[Any, tuple[int, str]] = {}
        with self._application.recorder.subscribe(gt=None) as subscription:
            for seen, notification in enumerate(subscription, start=1):
                told = self._application.mapper.to_domain_event(notification)
                before = notes.get(told.originator_id)
                notes[told.originator_id] = (before[0] + 1 if before else 0, told.text)
                if seen >= events:
                    return seen
        return 0

    @staticmethod
    def _at_once(writers: int, each: int, write: Callable[[int], None]) -> int:
        if writers == 1:
            write(0)
            return each
        with ThreadPoolExecutor(writers) as threads:
            list(threads.map(write, range(writers)))
        return writers * each


def main(text: str, state: str) -> None:
    work = Work(text, state)
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        task, *arguments = json.loads(line)
        started = time.perf_counter()
        count = getattr(work, task)(*arguments)
        print(json.dumps(count / (time.perf_counter() - started)), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
