"""Stock of a small warehouse: reservations, deliveries and what has to be ordered again."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path


class OutOfStock(Exception):
    """More was asked for than is on the shelf."""

    def __init__(self, sku: str, wanted: int, available: int) -> None:
        super().__init__(f"{sku}: wanted {wanted}, available {available}")
        self.sku = sku
        self.wanted = wanted
        self.available = available


@dataclass
class Item:
    sku: str
    name: str
    on_hand: int = 0
    reserved: int = 0
    reorder_at: int = 10
    supplier: str = "unknown"

    @property
    def available(self) -> int:
        return self.on_hand - self.reserved

    def needs_order(self) -> bool:
        return self.available <= self.reorder_at


@dataclass
class Movement:
    sku: str
    quantity: int
    day: date
    reason: str = "sale"


@dataclass
class Inventory:
    items: dict[str, Item] = field(default_factory=dict)
    movements: list[Movement] = field(default_factory=list)

    def add(self, item: Item) -> None:
        if item.sku in self.items:
            raise ValueError(f"duplicate sku {item.sku}")
        self.items[item.sku] = item

    def reserve(self, sku: str, quantity: int) -> None:
        item = self.items[sku]
        if quantity > item.available:
            raise OutOfStock(sku, quantity, item.available)
        item.reserved += quantity

    def release(self, sku: str, quantity: int) -> None:
        item = self.items[sku]
        item.reserved = max(0, item.reserved - quantity)

    def ship(self, sku: str, quantity: int, day: date) -> None:
        item = self.items[sku]
        if quantity > item.on_hand:
            raise OutOfStock(sku, quantity, item.on_hand)
        item.on_hand -= quantity
        item.reserved = max(0, item.reserved - quantity)
        self.movements.append(Movement(sku, -quantity, day))

    def receive(self, sku: str, quantity: int, day: date) -> None:
        item = self.items[sku]
        item.on_hand += quantity
        self.movements.append(Movement(sku, quantity, day, reason="delivery"))

    def sold_since(self, sku: str, day: date) -> int:
        total = 0
        for movement in self.movements:
            if movement.sku == sku and movement.day >= day and movement.quantity < 0:
                total -= movement.quantity
        return total

    def days_left(self, sku: str, today: date, window: int = 30) -> float:
        sold = self.sold_since(sku, today - timedelta(days=window))
        if sold == 0:
            return float("inf")
        return self.items[sku].available / (sold / window)

    def to_order(self) -> dict[str, list[Item]]:
        by_supplier: dict[str, list[Item]] = {}
        for item in self.items.values():
            if item.needs_order():
                by_supplier.setdefault(item.supplier, []).append(item)
        return by_supplier


def load(path: Path) -> Inventory:
    inventory = Inventory()
    with path.open(newline="") as file:
        for row in csv.DictReader(file):
            item = Item(
                sku=row["sku"],
                name=row["name"],
                on_hand=int(row["on_hand"]),
                reorder_at=int(row.get("reorder_at") or 10),
                supplier=row.get("supplier") or "unknown",
            )
            inventory.add(item)
    return inventory


def save(inventory: Inventory, path: Path) -> None:
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["sku", "name", "on_hand", "reorder_at", "supplier"])
        for item in inventory.items.values():
            writer.writerow([item.sku, item.name, item.on_hand, item.reorder_at, item.supplier])
