"""The transparency log: its hashes, files, signatures and proofs, as pure code that knows no service and no database.

Formats are those of the C2SP specifications tlog-tiles, tlog-checkpoint, signed-note, tlog-cosignature, tlog-witness,
tlog-policy and tlog-proof, over the tree of RFC 6962, so that tools that are not ours can check what is written here.
"""
