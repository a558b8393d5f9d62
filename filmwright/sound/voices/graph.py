"""Kokoro's graph cut in two, so that timing, melody and loudness lie open between the halves."""

from __future__ import annotations

import copy

import onnx
from onnx import TensorProto, helper

from filmwright.errors import ModelFileError

# The tensors of the published int8 export at which the cut is made.
_MELODY = "/encoder/Reshape_output_0"  # F0 in Hz, two values for each 25 ms step
_ENERGY = "/encoder/Reshape_1_output_0"
_ALIGNED_TEXT = "/encoder/MatMul_1_output_0"
_DURATIONS = "/encoder/Clip_output_0"
_UNROUNDED = "/encoder/Div_output_0"
_ROUND = "/encoder/Round"
_NAMES = {_MELODY: "f0", _ENERGY: "energy", _ALIGNED_TEXT: "text", _DURATIONS: "durations"}


def cut(model: onnx.ModelProto) -> tuple[onnx.ModelProto, onnx.ModelProto]:
    """The model as a prosody net and a decoder.

    The prosody net takes `tokens` (1, n) int64, `style` (1, 256), `speed` (1,), `stretch` (1, n) and gives
    `durations` (n,) in steps of 600 samples at 24 kHz, `f0` and `energy` (1, 2 x steps), `text`.
    The decoder takes `style`, `f0`, `energy`, `text` and gives the sound.

    Raises:
        ModelFileError: the graph has not the parts at which it is cut.
    """
    outputs = {name for node in model.graph.node for name in node.output}
    missing = [name for name in (*_NAMES, _UNROUNDED) if name not in outputs]
    if missing:
        raise ModelFileError(f"the voice model has no tensor '{missing[0]}'; expected Kokoro-82M v1.0 as exported to int8 ONNX")
    prosody = copy.deepcopy(model)
    places = [i for i, node in enumerate(prosody.graph.node) if node.name == _ROUND]
    if not places:
        raise ModelFileError(f"the voice model has no node '{_ROUND}'; expected Kokoro-82M v1.0 as exported to int8 ONNX")
    prosody.graph.node[places[0]].input[0] = "stretched"
    prosody.graph.node.insert(places[0], helper.make_node("Mul", [_UNROUNDED, "stretch"], ["stretched"], name="stretch_durations"))
    prosody.graph.input.append(helper.make_tensor_value_info("stretch", TensorProto.FLOAT, [1, "sequence_length"]))
    _rename(prosody.graph)
    del prosody.graph.output[:]
    prosody.graph.output.extend(_untyped(name) for name in ("durations", "f0", "energy", "text"))
    _prune(prosody.graph)

    decoder = copy.deepcopy(model)
    _rename(decoder.graph)
    taken = {"f0", "energy", "text"}
    nodes = [node for node in decoder.graph.node if not taken & set(node.output)]
    del decoder.graph.node[:]
    decoder.graph.node.extend(nodes)
    kept = [given for given in decoder.graph.input if given.name == "style"]
    del decoder.graph.input[:]
    decoder.graph.input.extend([*kept, *(_untyped(name) for name in ("f0", "energy", "text"))])
    _prune(decoder.graph)
    return prosody, decoder


def _untyped(name: str) -> onnx.ValueInfoProto:
    value = helper.make_tensor_value_info(name, TensorProto.FLOAT, None)
    value.type.tensor_type.ClearField("shape")
    return value


def _rename(graph: onnx.GraphProto) -> None:
    for node in graph.node:
        for names in (node.input, node.output):
            for i, name in enumerate(names):
                names[i] = _NAMES.get(name, name)


def _prune(graph: onnx.GraphProto) -> None:
    """Leave only what the outputs need."""
    needed = {out.name for out in graph.output}
    nodes = []
    for node in reversed(graph.node):
        if needed & set(node.output):
            nodes.append(node)
            needed.update(name for name in node.input if name)
    nodes.reverse()
    del graph.node[:]
    graph.node.extend(nodes)
    weights = [weight for weight in graph.initializer if weight.name in needed]
    del graph.initializer[:]
    graph.initializer.extend(weights)
    del graph.value_info[:]
