"""The page: `limits` what one may ask, `guard` who may, `view` scenarios as JSON, `api` answers, `server` HTTP."""
