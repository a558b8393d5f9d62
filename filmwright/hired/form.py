"""Whether a proposed line can be a line of any film: its length and ending, what is no speech or no action, how it is spoken."""

from __future__ import annotations

import re

from filmwright.hired.parsing import Proposal
from filmwright.screenplay.writer.length import sentences

MOST_WORDS_SPOKEN = 32  # in a speech, and in one sentence of it; the banks' own lines set them
MOST_WORDS_A_BREATH = 16
MOST_WORDS_SHOWN = 28
_SAYS_SOMETHING = re.compile(r"[^\W_]")
_ENDINGS = (".", "!", "?", "…", "'", "’", '"', "”", "—", "–", "-")
_MANNER = re.compile(r"[a-z][a-z',-]*(?: [A-Za-z',-]+){0,4}")
# A bracket or a cue anywhere; "she said" only as what stands outside of speech: "Come, she said." but not "That is what she said."
_DIRECTION = re.compile(
    r"[(\[*<{]|^[A-Z][A-Z ]+:|[,.!?…—–] (?:he|she|they) (?:says|said|whispers|whispered|replies|replied)(?= ?[,.!?]|$| \w+ly\b)", re.ASCII
)
_ASSISTANT = re.compile(
    r"\b(?:as an ai|language model|json|i(?:'m| am) (?:just )?an? (?:ai )?assistant|in this scene|i hope this helps|i can(?:no|')t assist"
    r"|here(?:'s| is| are) (?:the|your|some) (?:lines|dialogue|scene|script|screenplay)\b|feel free to ask"
    r"|let me know if (?:you|there)|how (?:can|may) i (?:help|assist) you (?:today|with (?:the|your) (?:scene|script|story|lines?))"
    r"|happy to (?:help|assist)[.!]? ?(?:with|$)|certainly! here)",
    re.IGNORECASE,
)
_ABOUT_THE_FILM = re.compile(r"\b(?:the camera|close-up|cut to|fade (?:in|out)|dialogue|screenplay)\b", re.IGNORECASE)
_SPEECH_IN_ACTION = re.compile(r'["“”]|\b(?:says|asks|replies|answers):')


def fault_of_form(line: Proposal, *, a_camera_is_there: bool = False) -> str:
    """Why the line could stand in no film, one plain sentence; "" if nothing speaks against it.

    Args:
        line: As it was proposed.
        a_camera_is_there: Whether the story has a camera among its things; otherwise one is the film's own.
    """
    if not line.text.isprintable() or not _SAYS_SOMETHING.search(line.text):
        return "it holds no words"
    if found := _ASSISTANT.search(line.text):
        return f"'{found[0]}' is an assistant's phrase"
    fault = _of_speech(line) if line.speaker else _of_action(line.text, a_camera_is_there)
    return fault or _of_the_manner(line)


def _of_speech(line: Proposal) -> str:
    text = line.text
    if len(text.split()) > MOST_WORDS_SPOKEN or max(len(part.split()) for part in sentences(text)) > MOST_WORDS_A_BREATH:
        return f"it is too long to say: {MOST_WORDS_SPOKEN} words at most, {MOST_WORDS_A_BREATH} in a sentence"
    if not text.rstrip().endswith(_ENDINGS):
        return "it ends in the middle of a sentence"
    own = re.search(rf"\b{re.escape(line.speaker.capitalize())} (?!(?:is|was|has|does|says|always)\b)[a-z]+s\b", text)
    return "there is a stage direction in the dialogue" if own or _DIRECTION.search(text) else ""


def _of_action(text: str, a_camera_is_there: bool) -> str:
    longest = max(len(part.split()) for part in sentences(text))
    if longest > MOST_WORDS_SHOWN:
        return f"a sentence has {longest} words; one of action has {MOST_WORDS_SHOWN} at most"
    found = _ABOUT_THE_FILM.search(text)
    if found and not (a_camera_is_there and found[0].lower() == "the camera"):
        return f"'{found[0]}' speaks of the film"
    return "there is speech in the action" if _SPEECH_IN_ACTION.search(text) else ""


def _of_the_manner(line: Proposal) -> str:
    if not line.how or (line.speaker and _MANNER.fullmatch(line.how)):
        return ""
    return "a parenthetical is up to five words on how a line is spoken, such as 'quietly'"
