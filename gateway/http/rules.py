"""The addresses of the application, each as a rule that is only made ready for what is asked of it.

werkzeug compiles for every rule two functions that make its address. There are a thousand rules, of which the pages ask
for the address of a few: compiling them all was a third of what the gateway's start cost.
"""

from collections.abc import Callable
from typing import Any

from werkzeug.routing import Rule


class RuleWhenAsked(Rule):
    """Found by an address as any other; how its own address is made is compiled for who first wants that."""

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        compiled: list[Callable[..., tuple[str, str]]] = []

        def build(rule: Rule, **values: Any) -> tuple[str, str]:
            if not compiled:
                compiled.append(super(RuleWhenAsked, self)._compile_builder(append_unknown))
            return compiled[0](rule, **values)

        return build
