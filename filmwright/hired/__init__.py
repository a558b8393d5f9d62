"""Language models for hire: asked within a budget, answered once, never believed."""

from filmwright.hired.endpoint import Endpoint, ask
from filmwright.hired.ledger import Ledger, Price
from filmwright.hired.parsing import Proposal, proposals_in
from filmwright.hired.treating import Treated, hire_story
from filmwright.hired.verifying import Verifier
from filmwright.hired.writing import Lines, Page, hire, hire_page

__all__ = [
    "Endpoint",
    "Ledger",
    "Lines",
    "Page",
    "Price",
    "Proposal",
    "Treated",
    "Verifier",
    "ask",
    "hire",
    "hire_page",
    "hire_story",
    "proposals_in",
]
