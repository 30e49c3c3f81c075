"""The AsyncAPI 3 document of all events, both directions, made from the message types.

AsyncAPI has no words for how Socket.IO passes arguments, so it is said like this: a message's `name` is the event, its
`payload` the event's one argument, and `x-argument` says whether there is one (`none`, `optional`, `required`).
Names of schemas are `<protocol>.<client or server>.<type>`, since a default is sent by the server and left out by
clients.
"""

import inspect
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, TypeAlias

import msgspec

from rumpus import __version__
from tools.protocols import Message, Protocol, argument_said, argument_told, has_argument_on_root

Json: TypeAlias = dict[str, Any]

ATTACHMENT: Final[Json] = {"contentMediaType": "application/octet-stream"}
"""The schema of an argument that is bytes: a binary attachment."""

_SCHEMA: Final = "#/components/schemas/"
_MESSAGE: Final = "#/components/messages/"
_ABOUT: Final = """
    Every event of Rumpus over Socket.IO 5, made from the message types by `make docs`.

    A message's `name` is the event and its `payload` the event's only argument; `x-argument` says whether there is
    one. The operations are the server's: it receives what clients say and sends what it tells them.
"""


class SameNameError(Exception):
    """Two types of one direction have the same name, so that names of schemas would be no names of types."""


def document(protocols: Iterable[Protocol]) -> Json:
    """The document. The same protocols give the same document.

    Raises:
        SameNameError: of two types of one protocol and direction.
    """
    channels: Json = {}
    operations: Json = {}
    messages: Json = {}
    schemas: Json = {}
    for protocol in protocols:
        said, said_schemas = _said(protocol)
        told, told_schemas, told_on_root = _told(protocol)
        messages |= said | told | told_on_root
        schemas |= said_schemas | told_schemas
        name, namespace = protocol.name, protocol.namespace
        _add_channel(
            (channels, operations),
            name,
            namespace,
            f"{protocol.title.capitalize()} with what we added to the protocol.",
            list(said),
            list(told),
        )
        _add_channel(
            (channels, operations),
            f"{name}.root",
            "/",
            f"{protocol.title.capitalize()} as clients of the original know it.",
            [key for key in said if "x-ours" not in said[key]],
            # Where it says something in another way here, that one.
            [f"{key}.root" if f"{key}.root" in told_on_root else key for key in told if "x-ours" not in told[key]],
        )
    about = {"title": "Rumpus", "version": __version__, "description": inspect.cleandoc(_ABOUT)}
    return {
        "asyncapi": "3.0.0",
        "info": about | {"license": {"name": "MIT"}},
        "defaultContentType": "application/json",
        "channels": channels,
        "operations": operations,
        "components": {"messages": dict(sorted(messages.items())), "schemas": dict(sorted(schemas.items()))},
    }


def _add_channel(
    document: tuple[Json, Json], name: str, address: str, about: str, said: Sequence[str], told: Sequence[str]
) -> None:
    """A namespace, with what is heard and told there."""
    channels, operations = document
    channels[name] = {
        "address": address,
        "title": f"Namespace {address}",
        "description": about,
        "messages": {key: {"$ref": _MESSAGE + key} for key in (*said, *told)},
    }
    for verb, action, keys in (("hear", "receive", said), ("tell", "send", told)):
        operations[f"{name}.{verb}"] = {
            "action": action,
            "channel": {"$ref": f"#/channels/{name}"},
            "messages": [{"$ref": f"#/channels/{name}/messages/{key}"} for key in keys],
        }


def _said(protocol: Protocol) -> tuple[Json, Json]:
    """Messages and schemas of what clients say."""
    prefix = f"{protocol.name}.client."
    payloads, schemas = _payloads({said: argument_said(said) for said in protocol.client}, prefix)
    messages = {}
    for said in protocol.client:
        message = _message(said, payloads.get(said))
        if said.payload == "none" and said in payloads:
            message["x-argument"] = "optional"
        if said.host:
            message["x-host-only"] = True
        messages[prefix + said.__name__] = message
    return messages, schemas


def _told(protocol: Protocol) -> tuple[Json, Json, Json]:
    """Messages and schemas of what the server says, and messages that it says in another way on `/`."""
    prefix = f"{protocol.name}.server."
    arguments = {told: argument_told(told) for told in protocol.server} | {inner: inner for inner in protocol.inner}
    payloads, schemas = _payloads(arguments, prefix)
    for struct in _structs(argument for argument in arguments.values() if argument is not None):
        _require_what_is_sent(struct, schemas[prefix + struct.__name__])
    messages = {prefix + told.__name__: _message(told, payloads.get(told)) for told in protocol.server}
    on_root = {
        f"{prefix}{told.__name__}.root": _message(told, None)
        for told in protocol.server
        if told in payloads and not told.ours and not has_argument_on_root(told)
    }
    return messages, schemas, on_root


def _require_what_is_sent(struct: type[msgspec.Struct], schema: Json) -> None:
    """A default is sent like any value: only what is UNSET is left out."""
    if struct.__struct_config__.omit_defaults:
        return
    sent = [field for field in msgspec.structs.fields(struct) if field.default is not msgspec.UNSET]
    for field in sent:
        schema["properties"][field.encode_name].pop("default", None)
    schema["required"] = [field.encode_name for field in sent]


def _structs(types: Iterable[Any]) -> Iterator[type[msgspec.Struct]]:
    """All structs in these types, each once."""
    seen: set[type[msgspec.Struct]] = set()
    look_at: list[Any] = list(msgspec.inspect.multi_type_info(types))
    while look_at:
        one = look_at.pop()
        if isinstance(one, msgspec.inspect.StructType):
            if one.cls in seen:
                continue
            seen.add(one.cls)
            yield one.cls
        if isinstance(one, tuple):
            look_at += one
        elif isinstance(one, msgspec.inspect.Type | msgspec.inspect.Field):
            look_at += [getattr(one, name) for name in one.__struct_fields__]


def _payloads(arguments: dict[Message, Any], prefix: str) -> tuple[dict[Message, Json], Json]:
    """Schemas of the arguments, by message, and of the structs in them, by their names in the document."""
    given = {message: argument for message, argument in arguments.items() if argument is not None}
    payloads, structs = msgspec.json.schema_components(given.values(), ref_template=_SCHEMA + prefix + "{name}")
    for name, schema in structs.items():
        if "." in name:
            raise SameNameError(f"{name}: another type of {prefix.rstrip('.')} has this name")
        if "description" in schema:
            schema["description"] = inspect.cleandoc(schema["description"])
    told = {
        message: ATTACHMENT if given[message] is bytes else payload
        for message, payload in zip(given, payloads, strict=True)
    }
    return told, {prefix + name: schema for name, schema in structs.items()}


def _message(message: Message, payload: Json | None) -> Json:
    about = inspect.cleandoc(message.__doc__ or "")
    made: Json = {"name": message.event, "title": message.__name__, "summary": about.partition("\n")[0]}
    if "\n" in about:
        made["description"] = about
    if payload is not None:
        made["payload"] = payload
    made["x-argument"] = "none" if payload is None else "required"
    if message.ours:
        made["x-ours"] = True
    return made
