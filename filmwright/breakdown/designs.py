"""Designs: other looks for one of the cast, each true to the description and unlike all others of the film."""

from __future__ import annotations

from filmwright.breakdown.likeness import distance
from filmwright.breakdown.looks import Said, occupation_in, read_looks
from filmwright.breakdown.wardrobe import dress
from filmwright.errors import InputError
from filmwright.records.breakdown import Breakdown, Prop, Role
from filmwright.records.puppet import Puppet


def role_named(breakdown: Breakdown, name: str) -> Role:
    """The member of the cast of a name or an id, letters of any size.

    Raises:
        InputError: there is none.
    """
    wanted = name.strip().lower()
    found = next((role for role in breakdown.cast if wanted in (role.id, role.name.lower())), None)
    if found is None:
        raise InputError(f"nobody in the cast is called '{name}'; there are {', '.join(role.name for role in breakdown.cast)}")
    return found


def designs(breakdown: Breakdown, role: Role, count: int) -> tuple[Puppet, ...]:
    """`count` puppets for a role: first the one it has, then others that keep all that its description says.

    What the script has it take off stays on all of them. Each differs from the rest of the cast and from those before it as
    clearly as `wardrobe.dress` can make it; the same breakdown gives the same designs.
    """
    others = [other.puppet for other in breakdown.cast if other.id != role.id]
    description = f"{role.name.lower()} , {role.description}"
    said = read_looks(description)
    for prop in breakdown.props:
        if prop.worn_by == role.id:
            _keep(said, prop)
    found = [role.puppet]
    for number in range(1, count):
        puppet, _ = dress(
            role.name, said, sex=role.sex, occupation=occupation_in(description), cast_so_far=[*others, *found], seed=number * 7919
        )
        found.append(puppet)
    return tuple(found)


def _keep(said: Said, prop: Prop) -> None:
    """What is taken off in the film is on every design, in the colour that the thing has."""
    part, name, *cloth = prop.garment.split()
    if part == "accessories":
        said["accessories"] = tuple(dict.fromkeys((*said.get("accessories", ()), name)))
        if prop.colour:
            said["accent_colour"] = prop.colour
        return
    said[part] = name
    if prop.colour:
        said[f"{part}_colour"] = prop.colour
    if cloth:
        said["top_cloth"] = cloth[0]


def nearest(breakdown: Breakdown) -> list[tuple[float, str, str]]:
    """Every pair of the cast with the distance of their puppets, the most alike first."""
    cast = breakdown.cast
    pairs = [(distance(a.puppet, b.puppet), a.name, b.name) for i, a in enumerate(cast) for b in cast[i + 1 :]]
    return sorted(pairs)
