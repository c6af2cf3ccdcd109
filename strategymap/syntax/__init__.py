"""The three syntaxes of a map, each read to the same plain tree with the place of every key and value.

`yaml_text`, `json_text` and `toml_text` each have one function, `read`, which fills a `Draft`.
All three give text: a scalar comes as it was written, and the field that it stands in decides
what it means.
"""
