"""The page: `limits` what one may ask, `guard` who may ask, `view` scenarios as JSON, `api` the answers, `server` HTTP."""
