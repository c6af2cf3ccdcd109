"""What can stand at a key of the map language: text, ids, numbers, days, as pydantic reads them.

Each type takes the text as it was written; an empty value is None, as a missing one.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, PlainValidator, StringConstraints

from strategymap import shorthand
from strategymap.values import Lag, Quantity, count, day, lag, quantity, version, yes_or_no

Text = Annotated[str, StringConstraints(pattern=r"\S")]
Texts = Annotated[tuple[Text, ...], BeforeValidator(shorthand.many, json_schema_input_type=str | list[str])]
Id = Annotated[str, PlainValidator(shorthand.id_text, json_schema_input_type=str)]
Ids = Annotated[tuple[Id, ...], BeforeValidator(shorthand.many, json_schema_input_type=str | list[str])]
YesNo = Annotated[bool | None, PlainValidator(shorthand.parsed(yes_or_no), json_schema_input_type=bool | str)]
Day = Annotated[datetime.date | None, PlainValidator(shorthand.parsed(day), json_schema_input_type=int | str)]
Number = Annotated[
    Quantity | None,
    PlainValidator(shorthand.parsed(quantity), json_schema_input_type=float | str),
]
Pair = Annotated[
    tuple[Number, ...],
    BeforeValidator(shorthand.pair, json_schema_input_type=list[float | str]),
    AfterValidator(shorthand.rising),
]
After = Annotated[Lag | None, PlainValidator(shorthand.parsed(lag), json_schema_input_type=str)]
Count = Annotated[int | None, PlainValidator(shorthand.parsed(count), json_schema_input_type=int | str)]
Version = Annotated[
    int | None, PlainValidator(shorthand.parsed(version), json_schema_input_type=Literal[1, "1"])
]
