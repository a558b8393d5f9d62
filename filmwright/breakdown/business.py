"""Business: the lines and deeds of one scene, in the order of the script."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from filmwright.breakdown.becoming import becoming
from filmwright.breakdown.casting import cue_name, split_cue
from filmwright.breakdown.feelings import against_of, delivery_of, emotion_of, heard_of
from filmwright.breakdown.moment import Deed, Stage
from filmwright.breakdown.notes import read_note
from filmwright.breakdown.reading import Reader, act_of_parenthetical
from filmwright.breakdown.tables import table
from filmwright.breakdown.words import plain, sentences, tokens
from filmwright.records.breakdown import THEME_OF_TWO, Action, Business, Delivery, DirectorsNote, Image, LineOfDialogue
from filmwright.records.noises import noise_in
from filmwright.records.report import Approximation
from filmwright.records.script import Element


class BusinessOfScene:
    """The business of one scene."""

    def __init__(self, scene: str, reader: Reader, stage: Stage, source: str = "the screenplay") -> None:
        self.scene = scene
        self.reader = reader
        self.stage = stage
        self.source = source
        self.business: list[Business] = []
        self.notes: list[DirectorsNote] = []
        self._counts = {"l": 0, "a": 0, "i": 0, "n": 0}
        self._told: list[str] = []  # the business that was the last after each sentence of the latest action
        self._opener = False  # the sentence before told of something that opens or somebody unseen who comes
        self._speakers: list[str] = []
        self._held: dict[str, Delivery] = {}  # lines "on the phone" -> their delivery if the speaker turns out to be in the room

    def of(self, elements: Sequence[Element]) -> list[Business]:
        self._speakers = self._speakers_in(elements)
        self.stage.expected = list(dict.fromkeys([*self._named_in(elements), *self._speakers]))
        self.stage.expected = self.stage.expected or self.reader.seen_last
        speaker = ""
        also: list[str] = []
        extension = ""
        parenthetical = ""
        dual = False
        interrupted = False
        host: Element | None = None  # what the notes that follow stand in
        for i, element in enumerate(elements):
            if element.kind == "note":
                self._note(element, host)
                continue
            host = element
            if element.kind == "action":
                speaker = ""
                self._action(element)
                interrupted = False
            elif element.kind == "centered":
                self._centred(element)
            elif element.kind == "character":
                name, extension = cue_name(element.text)
                names = [self.reader.cast.add(part, i).id for part in split_cue(name, self.reader.cast)]
                speaker, also = (names[0], names[1:]) if names else ("", [])
                parenthetical, dual = "", element.dual
            elif element.kind == "parenthetical":
                text = plain(element.text).strip("() ")
                parenthetical = f"{parenthetical}; {text}" if parenthetical else text
                if speaker and act_of_parenthetical(text):
                    self._parenthetical_action(speaker, text, element)
            elif speaker or element.kind in ("dialogue", "lyrics"):
                speaker = speaker or self._someone()
                text = " ".join(element.text.split())
                if not any(c.isalnum() for c in text):
                    continue
                interruption = parenthetical.lower().startswith(("interrupt", "over ", "overlapping", "cutting"))
                overlaps = dual or interruption or (interrupted and speaker != self._last_speaker())
                self._line(element, speaker, text, extension, parenthetical, overlaps=overlaps, together=dual)
                for other in also:
                    self._line(element, other, text, extension, parenthetical, overlaps=True, together=True)
                interrupted = plain(text).rstrip("\"'”’").endswith(("--", "—", "–"))
                dual, parenthetical = False, ""
        self.reader.seen_last = list(self.stage.about)
        acting = {item.role for item in self.business if isinstance(item, Action)}
        self.business = [
            msgspec.structs.replace(item, heard="here", delivery=self._held[item.id])
            if isinstance(item, LineOfDialogue) and item.id in self._held and item.role in acting
            else item
            for item in self.business
        ]
        self._lay_aside()
        return self.business

    def _lay_aside(self) -> None:
        """What somebody takes off and nobody handles again is laid aside, where there is a surface: hands are wanted for other things."""
        if self.stage.kit is None or not self.stage.kit.surfaces:
            return
        out: list[Business] = []
        for i, item in enumerate(self.business):
            out.append(item)
            if not isinstance(item, Action) or item.act != "take_off":
                continue
            later = [b for b in self.business[i + 1 :] if isinstance(b, Action) and item.prop in (b.prop, b.target)]
            leaves = any(isinstance(b, Action) and b.role == item.role and b.act == "exit" for b in self.business[i + 1 :])
            if not later and not leaves:
                out.append(msgspec.structs.replace(item, id=self._id("a"), act="put_down", target=""))
        self.business = out

    def _speakers_in(self, elements: Sequence[Element]) -> list[str]:
        found: list[str] = []
        for element in elements:
            if element.kind == "character":
                name, extension = cue_name(element.text)
                if delivery_of("", "", extension) in ("voice_over", "off_screen") or heard_of("", extension)[0] != "here":
                    continue
                for part in split_cue(name, self.reader.cast):
                    member = self.reader.cast.means(tuple(t.lower() for t in tokens(part) if t != "."))
                    if member and member.id not in found:
                        found.append(member.id)
        return found

    def _named_in(self, elements: Sequence[Element]) -> list[str]:
        found: list[str] = []
        for element in elements:
            if element.kind == "action":
                low = [token.lower() for token in tokens(plain(element.text))]
                found += [hit[0].id for i in range(len(low)) if (hit := self.reader.cast.at(low, i)) and not low[hit[1] - 1].endswith("'s")]
        return found

    def _someone(self) -> str:
        return self.reader.cast.add("VOICE", 0).id

    def _last_speaker(self) -> str:
        return next((item.role for item in reversed(self.business) if isinstance(item, LineOfDialogue)), "")

    def _id(self, letter: str) -> str:
        self._counts[letter] += 1
        return f"{self.scene}.{letter}{self._counts[letter]}"

    def _line(
        self, element: Element, speaker: str, text: str, extension: str, parenthetical: str, *, overlaps: bool, together: bool
    ) -> None:
        noise = noise_in(parenthetical, manner=False)
        if noise and not any(act_of_parenthetical(part) for part in parenthetical.split("; ")):
            text = f"({parenthetical}) {text}"
        emotion, intensity = emotion_of(text, parenthetical)
        ident = self._id("l")
        delivery = delivery_of(plain(text), parenthetical, extension)
        heard, held = heard_of(parenthetical, extension)
        against = against_of(parenthetical)
        if delivery == "plain" and (heard == "distance" or against):
            delivery = "loud"
        if heard not in ("here", "distance") and delivery != "voice_over":
            if held:
                self._held[ident] = delivery
            delivery = "off_screen"
        self.business.append(
            LineOfDialogue(
                id=ident,
                role=speaker,
                text=text,
                to=self._addressee(speaker, text, parenthetical),
                delivery=delivery,
                parenthetical=parenthetical,
                emotion=emotion,
                intensity=intensity,
                overlaps=overlaps,
                together=together,
                heard=heard,
                against=against,
                source_line=element.line,
            )
        )
        where = f"line {ident}"
        if element.kind == "lyrics":
            self.reader.notes.append(Approximation(where=where, asked="sung", done="spoken"))
        self.reader.meet(self.stage, speaker)
        self.stage.actor = self.stage.subject = speaker
        self._opener = False

    def _addressee(self, speaker: str, text: str, parenthetical: str) -> str:
        low_said = [token.lower() for token in tokens(plain(parenthetical))]
        for i in range(len(low_said)):
            hit = self.reader.cast.at(low_said, i)
            if hit and hit[0].id != speaker and i and low_said[i - 1] in ("to", "at"):
                return hit[0].id
        if any(phrase in " ".join(low_said) for phrase in ("to himself", "to herself", "to itself", "aside")):
            return ""
        words = [token.lower() for token in tokens(plain(text))]
        for i in range(len(words)):
            hit = self.reader.cast.at(words, i)
            if not hit or hit[0].id == speaker:
                continue
            before = words[i - 1] if i else ","
            after = words[hit[1]] if hit[1] < len(words) else "."
            if before in (",", ".", "!", "?", "...", "--", "hello", "hey", "oh", "dear") and after in (",", ".", "!", "?", "...", "--"):
                return hit[0].id
        heard = [item.role for item in reversed(self.business) if not isinstance(item, Image) and item.role != speaker]
        spoken = [item.role for item in reversed(self.business) if isinstance(item, LineOfDialogue) and item.role != speaker]
        rest = [role for role in self._speakers if role != speaker]
        about = [role for role in reversed(self.stage.about) if role != speaker]
        for choice in (spoken, rest, heard, about):
            if choice:
                return choice[0]
        return ""

    def _action(self, element: Element) -> None:
        self._told = [self._latest()]
        for paragraph in element.text.split("\n\n"):
            for sentence in sentences(paragraph):
                self._sentence(sentence, element)
                self._told.append(self._latest())

    def _latest(self) -> str:
        return self.business[-1].id if self.business else ""

    def _note(self, element: Element, host: Element | None) -> None:
        """A note on sound, at the moment at which it stands: after the sentence before it, or within the line that holds it."""
        after, part = self._latest(), 1.0
        if element.anchor >= 0 and host is not None:
            before = host.text[: element.anchor]
            if host.kind == "action":
                after = self._told[min(len(sentences(before)), len(self._told) - 1)]
            elif host.kind in ("dialogue", "lyrics") and host.text:
                part = round(len(before) / len(host.text), 3)
        read = read_note(element.text, ident=self._id("n"), after=after, part=part, line=element.line, theme_named=self._theme_named)
        if isinstance(read, str):
            where = f"{self.source}:{element.line}" if element.line else f"scene {self.scene}"
            self.reader.notes.append(Approximation(where=where, asked=f"[[{element.text.strip()}]]", done=f"left out: {read}"))
        else:
            self.notes.append(read)

    def _theme_named(self, name: str) -> str:
        """The theme of a name: of a member of the cast, of a thing that was seen before, or of the two main characters."""
        words = [token.lower() for token in tokens(name) if token != "."]
        if " ".join(words) in table("notes")["two"]:
            return THEME_OF_TWO
        if member := self.reader.cast.means(tuple(words)):
            return member.id
        thing = self.reader.things.at(words, 0)
        return self.reader.things.met.get(thing.model, "") if thing else ""

    def _centred(self, element: Element) -> None:
        text = plain(element.text).strip("<> ")
        if any(c.isalnum() for c in text) and not text.upper().rstrip(".:!").endswith(("THE END", "FADE OUT", "FADE IN", "FIN", "BLACK")):
            self.business.append(Image(id=self._id("i"), text=text, source_line=element.line))
            self.reader.notes.append(
                Approximation(
                    where=f"image {self.business[-1].id}",
                    asked=f"the words '{text}' in the picture",
                    done="the place is shown without them",
                )
            )

    def _parenthetical_action(self, speaker: str, text: str, element: Element) -> None:
        self.stage.subject = speaker
        self.reader.meet(self.stage, speaker)
        name = self.reader.cast.found[speaker].name.title()
        words = tokens(text)
        if words and words[0].lower() in ("he", "she", "they"):
            text = text.split(None, 1)[1]
        for deed in self.reader.read(f"{name}, {text}", self.stage):
            if deed.role == speaker and not (deed.act == "wait" and not deed.asked):
                self._add(deed, f"({text})", element)

    def _sentence(self, sentence: str, element: Element) -> None:
        known = {
            item.role
            for item in self.business
            if isinstance(item, Action) or (isinstance(item, LineOfDialogue) and item.delivery not in ("voice_over", "off_screen"))
        }
        deeds = self.reader.read(sentence, self.stage)
        for deed in deeds:
            if (
                self._opener
                and deed.role
                and deed.act in ("wait", "walk_to")
                and deed.role not in known
                and not deed.asked
                and len(deeds) <= 2
            ):
                deed = deed._replace(
                    act="enter", target=self.reader._entrance_by("", [t.lower() for t in tokens(self._opener_text)], self.stage)
                )
            self._add(deed, sentence, element)
        low = [token.lower() for token in tokens(sentence)]
        self._become(low, sentence, element)
        if not any(deed.role for deed in deeds):
            opens = {
                "opens",
                "open",
                "comes",
                "swings",
                "appears",
                "enters",
                "knock",
                "footsteps",
                "steps",
                "shadow",
                "figure",
                "shape",
                "arrives",
                "creaks",
            }
            self._opener = bool(opens & set(low)) and not {"hangs", "hang"} & set(low)
            self._opener_text = sentence
        else:
            self._opener = False

    _opener_text = ""

    def _become(self, low: list[str], sentence: str, element: Element) -> None:
        """Note on the business of a sentence what it says has become of somebody's looks."""
        change = becoming(low)
        whom = self.reader.whose_looks(low, change, self.stage) if change else ""
        if change is None or not whom:
            return
        becomes = f"not {change.mark}" if change.over else change.mark
        for i in range(len(self.business) - 1, -1, -1):
            item = self.business[i]
            if item.text != sentence:
                break
            if isinstance(item, Action):
                self.business[i] = msgspec.structs.replace(item, becomes=becomes, whom=whom)
                return
        if self.business and isinstance(self.business[-1], Image) and self.business[-1].text == sentence:
            self.business.pop()
        there = Action(id=self._id("a"), text=sentence, role=whom, act="wait", becomes=becomes, whom=whom, source_line=element.line)
        self.business.append(there)

    def _add(self, deed: Deed, text: str, element: Element) -> None:
        emotion, intensity = emotion_of(text)
        if not deed.role:
            self.business.append(Image(id=self._id("i"), text=text, subject=deed.subject, sound=deed.sound, source_line=element.line))
            return
        item = Action(
            id=self._id("a"),
            text=text,
            role=deed.role,
            act=deed.act,
            target=deed.target,
            prop=deed.prop,
            manner=deed.manner,
            toward=deed.toward,
            emotion=emotion,
            intensity=intensity,
            source_line=element.line,
        )
        self.business.append(item)
        if deed.asked:
            name = self.reader.cast.found[deed.role].name
            self.reader.notes.append(
                Approximation(
                    where=f"{self.stage.where}, '{text}'",
                    asked=f"{name}: {deed.asked}",
                    done=f"{deed.act.replace('_', ' ')}, the nearest act",
                )
            )
