"""How often the model is right: scores against past decisions, beside simple rules, with intervals.

Start with `validate.validate`; `scores` says what each number means, `baselines` what it has to beat.
"""
