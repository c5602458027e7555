"""Which witnesses must have cosigned before a checkpoint is published: the file `policy` in the ledger's folder."""

from pathlib import Path

from infra.kernel.access.site import SiteProblem
from infra.ledger.texts import Malformed
from infra.ledger.witness_policy import WitnessPolicy, parse_policy

POLICY = "policy"


def read_policy(folder: Path) -> WitnessPolicy | None:
    """None when there is no such file: then what is signed is published. Raises SiteProblem."""
    file = folder / POLICY
    try:
        return parse_policy(file.read_bytes())
    except FileNotFoundError:
        return None
    except Malformed as error:
        raise SiteProblem(f"{file}: {error}") from error
