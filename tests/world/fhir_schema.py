"""HL7's own schema of FHIR R4, as a package for Node carries it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

from jsonschema import Draft6Validator, ValidationError, validators

from tests.world.node import fetch_packages

FOLDER: Final = Path(__file__).parent / "fhir"
SCHEMA: Final = FOLDER / "node_modules" / "@asymmetrik" / "fhir-json-schema-validator" / "fhir.schema.json"


def errors(bundle: dict[str, Any]) -> Iterator[str]:
    """Where this bundle, and each resource in it, is not what R4 says, and why."""
    resources = [entry["resource"] for entry in bundle["entry"]]
    alone = {**bundle, "entry": [{"fullUrl": entry["fullUrl"]} for entry in bundle["entry"]]}
    for resource in (alone, *resources):
        for error in _validator(resource["resourceType"]).iter_errors(resource):
            yield f"{'/'.join(map(str, error.absolute_path))}: {error.message[:300]}"


@cache
def _validator(type_: str) -> Any:
    fetch_packages(FOLDER)
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert schema["id"] == "http://hl7.org/fhir/json-schema/4.0"
    checks = validators.extend(Draft6Validator, {"pattern": _pattern})
    return checks({"$ref": f"#/definitions/{type_}", "definitions": schema["definitions"]})


def _pattern(_validator: Any, pattern: str, instance: object, _schema: object) -> Iterator[ValidationError]:
    """As ECMAScript has it, for which a byte order mark is a space."""
    as_here = pattern.replace(r"[ \r\n\t\S]", r"(?:[ \r\n\t]|\S)").replace(r"\S", "[^\\s\ufeff]")
    if isinstance(instance, str) and not re.search(as_here, instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")
