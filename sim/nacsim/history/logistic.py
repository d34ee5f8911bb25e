"""A small logistic regression, so that the baselines need nothing but numpy."""

import numpy as np


def fit(features, happened, ridge=1.0):
    """Weights (1 + K,), intercept first, of P(happened) by Newton's method; features (n, K), happened (n,) 0 or 1.

    The ridge (prior precision of the weights of standardised features; none on the intercept beyond half a
    case) keeps them finite when a feature separates the cases (le Cessie & van Houwelingen 1992).
    """
    x = np.column_stack([np.ones(len(features)), features])
    penalty = np.full(x.shape[1], ridge)
    penalty[0] = 1e-3
    weights = np.zeros(x.shape[1])
    for _ in range(25):
        p = probability(weights, features)
        slope = x.T @ (happened - p) - penalty * weights
        curve = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        weights = weights + np.clip(np.linalg.solve(curve, slope), -2, 2)
    return weights


def probability(weights, features):
    """P(happened) for each row of features (n, K)."""
    return 1 / (1 + np.exp(-np.clip(weights[0] + features @ weights[1:], -30, 30)))


def leave_one_out(features, happened, ridge=1.0):
    """P(happened) of each case, (n,), from a fit to all the others, on which features are standardised."""
    features, happened = np.asarray(features, float), np.asarray(happened, float)
    out = np.empty(len(happened))
    for k in range(len(happened)):
        rest = np.arange(len(happened)) != k
        if not rest.any():
            out[k] = 0.5
            continue
        mean, sd = features[rest].mean(0), features[rest].std(0)
        scaled = (features - mean) / np.where(sd == 0, 1, sd)
        out[k] = probability(fit(scaled[rest], happened[rest], ridge), scaled[k : k + 1])[0]
    return out
