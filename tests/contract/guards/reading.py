"""What is not to be found in our own source, read from its syntax. Each guard answers where it stands, or nothing."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[3]
MOST_LINES = 300

COMPUTES_NAMES = {"eval", "exec", "compile", "globals", "locals", "vars", "setattr", "delattr", "__import__"}
MAY_BE_LITERAL = {"getattr", "hasattr"}
REACHES_INSIDE = {"__dict__", "__setattr__", "__getattr__", "__getattribute__", "__class__", "__globals__"}
TELLS_THE_TIME = {"now", "today", "utcnow", "time", "monotonic"}
SKIPS = {"skip", "skipif", "xfail", "importorskip", "skipTest"}


def sources(*folders: str) -> list[Path]:
    """Our Python files below these folders; migrations are history and stay as they were made."""
    found = (file for folder in folders for file in sorted((ROOT / folder).rglob("*.py")))
    return [file for file in found if "versions" not in file.parts]


def computed_names(source: str) -> list[str]:
    """Names that are put together when the program runs: nobody who searches for them finds them."""
    return [f"line {line}: {what}" for line, what in _computed(ast.parse(source))]


def _computed(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in COMPUTES_NAMES:
                yield node.lineno, f"{name}()"
            case ast.Call(func=ast.Name(id="type"), args=[_, _, *_]):
                yield node.lineno, "a class made by type()"
            case ast.Call(func=ast.Name(id=name), args=arguments) if name in MAY_BE_LITERAL:
                if not (len(arguments) > 1 and isinstance(arguments[1], ast.Constant)):
                    yield node.lineno, f"{name}() of a name that is not written there"
            case ast.Attribute(attr=name) if name in REACHES_INSIDE:
                yield node.lineno, name
            case ast.Import(names=names) if any(one.name.split(".")[0] == "importlib" for one in names):
                yield node.lineno, "importlib"
            case ast.ImportFrom(module=module) if module and module.split(".")[0] == "importlib":
                yield node.lineno, "importlib"


def imports_beside(source: str, allowed: set[str]) -> list[str]:
    """Imports of what is neither the standard library nor allowed."""
    found = [(node, module) for node in ast.walk(ast.parse(source)) for module in _imported(node)]
    known = {*sys.stdlib_module_names, *allowed}
    return [f"line {node.lineno}: imports {module}" for node, module in found if module not in known]  # type: ignore[attr-defined]


def impurities(source: str) -> list[str]:
    """In a file of rules: an import beside the standard library and services, or a look at the clock."""
    return [f"line {line}: {what}" for line, what in _impure(ast.parse(source))]


def _impure(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        for module in _imported(node):
            if module not in sys.stdlib_module_names and module != "services":
                yield node.lineno, f"imports {module}"  # type: ignore[attr-defined]
        match node:
            case ast.Call(func=ast.Attribute(attr=name)) if name in TELLS_THE_TIME:
                yield node.lineno, f"{name}()"


def _imported(node: ast.AST) -> list[str]:
    match node:
        case ast.Import(names=names):
            return [one.name.split(".")[0] for one in names]
        case ast.ImportFrom(module=module):
            return [module.split(".")[0]] if module else ["a relative module"]
    return []


def idle_tests(source: str) -> list[str]:
    """In tests: what is skipped, what is slept away, and what stands in for our own code."""
    tree = ast.parse(source)
    found = [f"line {line}: {what}" for line, what in _skipped(tree)]
    return found + [f"line {node.lineno}: sleeps" for node in _sleeps(tree)]


def _skipped(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(attr=name) if name in SKIPS:
                yield node.lineno, name
            case ast.ImportFrom(module="unittest.mock") | ast.ImportFrom(module="unittest"):
                yield node.lineno, "mocks"
            case ast.Import(names=names) if any(one.name.startswith("unittest") for one in names):
                yield node.lineno, "mocks"


def _sleeps(tree: ast.AST) -> list[ast.Call]:
    """Calls of sleep that wait for nothing: outside a loop that looks again until its deadline."""
    allowed = {id(call) for function in _functions(tree) if _has_deadline(function) for call in _polling(function)}
    return [call for call in _calls_of_sleep(tree) if id(call) not in allowed and not _yields_or_chance(call)]


def _functions(tree: ast.AST) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def _has_deadline(function: ast.FunctionDef) -> bool:
    return any(isinstance(node, ast.Attribute) and node.attr in ("monotonic", "Timeout") for node in ast.walk(function))


def _polling(function: ast.FunctionDef) -> list[ast.Call]:
    loops = [node for node in ast.walk(function) if isinstance(node, ast.While)]
    return [call for loop in loops for call in _calls_of_sleep(loop)]


def _calls_of_sleep(tree: ast.AST) -> list[ast.Call]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _name_of(node.func) == "sleep"]


def _name_of(function: ast.expr) -> str:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _yields_or_chance(call: ast.Call) -> bool:
    """`sleep(0)` only lets others in; a random moment is what a test of kills is about."""
    match call.args:
        case [ast.Constant(value=0)]:
            return True
        case [ast.Call(func=function)]:
            return _name_of(function) == "uniform"
    return False


def overlong(file: Path) -> int | None:
    """How many lines the file has, when they are too many."""
    lines = len(file.read_text(encoding="utf-8").splitlines())
    return lines if lines >= MOST_LINES else None
