"""Hides: the colours and the stuff of a creature's coat, by the words that its file uses."""

from __future__ import annotations

from typing import Any

from filmwright.records.puppet import Puppet
from filmwright.theatre.catalogue.beings import Creature
from filmwright.theatre.worker import materials


class Hide:
    """The coat of one puppet."""

    def __init__(self, puppet: Puppet, creature: Creature) -> None:
        self.puppet, self.creature = puppet, creature
        self.downy = creature.hide in ("fur", "wool", "feathers")

    def colour(self, word: str) -> str:
        """'#rrggbb' of a word: coat, pale, soft, dark, hair, accent, or a colour as it is."""
        skin = self.puppet.skin
        if word.startswith("#"):
            return word
        return {
            "coat": skin,
            "pale": materials.mix(skin, "#f4eadb", 0.82),
            "soft": materials.lighter(skin, 0.25),
            "deep": materials.darker(skin, 0.28),
            "dark": materials.darker(skin, 0.62),
            "hair": self.puppet.hair_colour,
            "accent": self.puppet.accent_colour,
            "top": self.puppet.top_colour,
        }[word]

    def stuff(self, word: str = "coat") -> Any:
        """The material of the coat in a colour."""
        colour = self.colour(word)
        match self.creature.hide:
            case "fur":
                return materials.felt(colour, fibre=70.0, variation=0.2, down=0.7)
            case "wool":
                return materials.felt(colour, fibre=45.0, variation=0.16, down=0.8)
            case "feathers":
                return materials.felt(colour, fibre=60.0, variation=0.2, down=0.6)
            case "scales":
                return materials.scales(colour)
            case "slick":
                return materials.clay(colour, roughness=0.3, variation=0.18)
            case "skin":
                return materials.clay(colour, roughness=0.7, variation=0.16, scale=14.0)

    def horn(self, word: str = "#cbb894") -> Any:
        """Horn, hoof or shell."""
        return materials.clay(self.colour(word), roughness=0.42, variation=0.25)

    def soft(self, word: str) -> Any:
        """Plain felt in a colour."""
        return materials.felt(self.colour(word))
