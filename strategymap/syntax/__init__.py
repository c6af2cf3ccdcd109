"""The three syntaxes of a map, each read to the same plain tree with the place of every key and value.

    yaml_text  json_text  toml_text     one function each, `read`, which fills a draft
    yaml_faults  toml_faults            what a parser says of an error, in plain words
    draft                               a document in the making, and what is refused in it
    places  source  characters          where things stand, lines and columns, unsafe characters

All three give text: a scalar comes as it was written, and the field that it stands in decides
what it means.
"""
