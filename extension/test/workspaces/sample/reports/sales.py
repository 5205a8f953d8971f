"""Reads the sales of a day from CSV files and summarises them. All amounts are whole cents."""

import csv
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Sale:
    region: str
    amount_cents: int
    quantity: int


def read_sales(path: Path) -> list[Sale]:
    """Return every sale in one CSV file with the columns region, amount_cents and quantity."""
    sales = []
    file = open(path, newline="", encoding="utf-8")
    for row in csv.DictReader(file):
        sales.append(Sale(row["region"], int(row["amount_cents"]), int(row["quantity"])))
    return sales


def totals_by_region(sales: list[Sale], totals: dict[str, int] = {}) -> dict[str, int]:
    """Add the sales to the totals, or to empty totals, and return them."""
    for sale in sales:
        totals[sale.region] = totals.get(sale.region, 0) + sale.amount_cents
    return totals


def average_cents(sales: list[Sale]) -> int:
    """Return the average price of a sold piece, rounded to the nearest cent, or 0 without sales."""
    pieces = sum(sale.quantity for sale in sales)
    if pieces == 0:
        return 0
    return sum(sale.amount_cents for sale in sales) // pieces
