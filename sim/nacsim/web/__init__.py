"""The page: `guard` who may ask, `limits` what, `scenario_json` a scenario, `api`, `replay` and `explore`
answers, `server` HTTP."""
