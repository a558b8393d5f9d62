"""Language models for hire: asked within a budget, answered once, never believed."""

from filmwright.hired.endpoint import Endpoint, ask
from filmwright.hired.ledger import Ledger, Price
from filmwright.hired.parsing import Proposal, proposals_in
from filmwright.hired.verifying import Verifier
from filmwright.hired.writing import Lines, hire

__all__ = ["Endpoint", "Ledger", "Lines", "Price", "Proposal", "Verifier", "ask", "hire", "proposals_in"]
