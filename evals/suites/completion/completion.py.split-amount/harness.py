"""Amounts and shares travel as text, since they may be larger than a JSON number."""

from billing import describe, {{entryName}}


def run(amount, weights):
    given = list(weights)
    shares = {{entryName}}(int(amount), weights)
    exact = all(type(share) is int for share in shares)
    return [[str(share) for share in shares], exact and describe(shares), weights == given]
