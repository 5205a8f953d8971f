"""Splits an invoice among cost centres. Amounts are whole cents; none is ever lost."""

#: Shares are multiples of this many cents.
STEP = {{step}}


def {{entryName}}(amount, weights):
    """The shares of `amount` (an int, in cents) by `weights` (a list of ints >= 0), in the same order.

    The amount holds so many whole steps of STEP cents; what is below one step is the rest. The steps are handed out so:

    - Each share first gets the whole steps of its exact part (all steps * its weight / sum of the weights).
    - The steps that are left go, one each, to the shares whose exact part was cut off most. Of parts cut off equally
      {{tieText}}

    The rest goes to the share with the largest weight, to the first of several. A weight of 0 always gets 0. A negative
    amount is shared out like the positive one, with every share negative.

    Raises ValueError when a weight is negative, or when no weight is positive while the amount is not 0. For the
    amount 0 every share is 0.
    """
{{cursor}}


def describe(shares):
    """The shares as a line for the invoice."""
    return " + ".join(f"{'-' if share < 0 else ''}{abs(share) // 100}.{abs(share) % 100:02d}" for share in shares)
