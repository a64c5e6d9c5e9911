"""The JSON contract: one file a dispatch, `claims.schema.json` says its shape, `docs/claims.md` what it means."""

from bilan.contract.check import ContractError, check, schema
from bilan.contract.reading import claims_from
from bilan.contract.writing import FORMAT, claim_json, document, dumps, ordered

__all__ = ["FORMAT", "ContractError", "check", "claim_json", "claims_from", "document", "dumps", "ordered", "schema"]
