"""Language models for hire: asked within a budget, answered once, never believed."""

from filmwright.hired.endpoint import Endpoint, ask
from filmwright.hired.ledger import Ledger, Price
from filmwright.hired.parsing import Proposal, proposals_in

__all__ = ["Endpoint", "Ledger", "Price", "Proposal", "ask", "proposals_in"]
