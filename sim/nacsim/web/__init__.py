"""The page, which asks the one engine.

`guard` says who may ask and `limits` what, `scenario_json` lays a scenario out, `api`, `replay` and `explore` answer,
`server` speaks HTTP.
"""
