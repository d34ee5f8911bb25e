"""The page: `guard` who may ask, `limits` what, `view` a scenario as JSON, `api` answers, `server` HTTP."""
