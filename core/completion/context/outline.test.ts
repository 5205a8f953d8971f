import assert from "node:assert/strict";
import { outlineOf, viewOf } from "./outline.ts";

// Not written where they are used, because nothing here is imported.
const log = '"./log.ts"';
const voucher = '"./voucher.ts"';

/** The outline of a text, both without their first line break. */
function check(languageId: string, text: string, expected: string) {
  assert.equal(outlineOf(text.slice(1), languageId, 10_000), expected.slice(1));
}

describe("outlineOf", () => {
  it("keeps what TypeScript exports, without bodies", () =>
    check(
      "typescript",
      `
// The cart.
import { log } from ${log};

/* type notThis =
type norThis */
export interface Item {
  sku: string;
  /** Whole cents. */
  price: { net: number; tax: number };
}

export type Kind =
  | "book"
  | "toy";

const hidden = 3;

export const limits = { most: 3 };
export const schema = object({
  a: 1,
});

export function totalOf(items: readonly Item[]): number {
  let sum = 0;
  for (const item of items) {
    sum += item.price.net;
  }
  return sum;
}

export async function load(
  path: string,
  signal: AbortSignal,
): Promise<Item[]> {
  return [];
}

export const isEmpty = (items: Item[]) => {
  return items.length === 0;
};

function helper() {}

export class Cart extends Base {
  readonly items: Item[] = [];
  private secret = 1;

  constructor(readonly owner: string) {
    super();
  }

  add(item: Item): this {
    if (item) {
      this.items.push(item);
    }
    return this;
  }
}
export * from ${voucher};
`,
      `
export interface Item {
  sku: string;
  price: { net: number; tax: number };
}
export type Kind =
  | "book"
  | "toy";
export const limits = { most: 3 };
export const schema;
export function totalOf(items: readonly Item[]): number;
export async function load(
  path: string,
  signal: AbortSignal,
): Promise<Item[]>;
export const isEmpty = (items: Item[]);
export class Cart extends Base {
  readonly items: Item[] = [];
  constructor(readonly owner: string);
  add(item: Item): this;
}
export * from ${voucher};
`,
    ));
  it("keeps the outer functions of JavaScript without exports", () =>
    check(
      "javascript",
      `
const a = require("a");
function total(items) {
  return 1;
}
class Cart {
  add(item) {
    this.x = 1;
  }
}
module.exports = { total, Cart };
`,
      `
function total(items);
class Cart {
  add(item);
}
module.exports = { total, Cart };
`,
    ));
  it("keeps Python's classes and functions, not what begins with an underscore", () =>
    check(
      "python",
      `
"""Sales.

def not_this():
"""
import os

LIMIT = 3

@dataclass
class Sale:
    """One sale.

    amount: not this one
    """

    amount: int
    _hidden: int = 0

    def __init__(self, amount: int) -> None:
        self.amount = amount

    @property
    def total(self) -> int:
        return self.amount

    def _private(self):
        pass


def by_month(
    sales: list[Sale],
    *,
    year: int,
) -> dict[int, int]:
    """By month."""
    def inner():
        pass
    return {}

if __name__ == "__main__":
    by_month([])
`,
      `
LIMIT = 3
@dataclass
class Sale:
    amount: int
    def __init__(self, amount: int) -> None: ...
    @property
    def total(self) -> int: ...
def by_month(
    sales: list[Sale],
    *,
    year: int,
) -> dict[int, int]: ...
`,
    ));
  it("keeps what Go exports", () =>
    check(
      "go",
      `
package stats

import "sort"

const (
	Small = 1
)

// Window is a window.
type Window struct {
	Size int
}

func (w *Window) Mean() float64 {
	return 0
}

func helper() {
}
`,
      `
const (
 Small = 1
)
type Window struct {
 Size int
}
func (w *Window) Mean() float64
`,
    ));
  it("keeps what Rust makes public", () =>
    check(
      "rust",
      `
use std::fmt;

#[derive(Debug)]
pub struct Cart {
    pub items: Vec<Item>,
}

impl Cart {
    pub fn total(&self) -> u64 {
        0
    }

    fn helper(&self) {}
}

pub trait Priced {
    fn price(&self) -> u64;
}

fn hidden() {
}
`,
      `
pub struct Cart {
    pub items: Vec<Item>,
}
impl Cart {
    pub fn total(&self) -> u64;
    fn helper(&self) {}
}
pub trait Priced {
    fn price(&self) -> u64;
}
`,
    ));
  it("keeps Java's members that are not private", () =>
    check(
      "java",
      `
package com.shop;

import java.util.List;

/**
 * The cart.
 */
@Service
public final class Cart {
    private final List<Item> items;
    public static final int MOST = 3;

    public Cart(List<Item> items) {
        this.items = items;
    }

    @Override
    public long total(
        Voucher voucher
    ) {
        return 0;
    }
}
`,
      `
public final class Cart {
    public static final int MOST = 3;
    public Cart(List<Item> items);
    public long total(
        Voucher voucher
    );
}
`,
    ));
  it("keeps C's types and functions", () =>
    check(
      "cpp",
      `
#pragma once
#include <vector>
#define MOST 3

namespace shop {

struct Item {
  int price;
};

class Cart {
 public:
  void add(const Item& item) {
    items_.push_back(item);
  }

 private:
  int count() const;
  std::vector<Item> items_;
};

static int helper(int a) {
  return a;
}

long total(const std::vector<Item>& items);
int main(int argc, char** argv)
{
  return 0;
}
}
`,
      `
#define MOST 3
struct Item {
  int price;
};
class Cart {
  void add(const Item& item);
};
long total(const std::vector<Item>& items);
int main(int argc, char** argv)
`,
    ));
  it("finds declarations in languages that it does not know", () =>
    check(
      "csharp",
      `
using System;

namespace Shop
{
    public class Cart
    {
        private int count;

        public int Total(int tax)
        {
            return 0;
        }
    }
}
`,
      `
namespace Shop
{
    public class Cart
    {
        public int Total(int tax)
    }
}
`,
    ));
  it("takes CRLF", () =>
    assert.equal(
      outlineOf("export const a = 1;\r\nexport type B = 2;\r\n", "typescript", 99),
      "export const a = 1;\nexport type B = 2;\n",
    ));
  it("ends with a whole line within the limit", () =>
    assert.equal(
      outlineOf("export const a = 1;\nexport const b = 2;\n", "typescript", 30),
      "export const a = 1;\n",
    ));
  it("is empty without declarations, text or room", () => {
    assert.equal(outlineOf("a = 1\n", "typescript", 99), "");
    assert.equal(outlineOf("", "python", 99), "");
    assert.equal(outlineOf("export const a = 1;", "typescript", 0), "");
  });
  it("takes a megabyte on one line, and a megabyte of hostile lines", () => {
    const parts = [
      "export ",
      "public ",
      "(",
      '"""',
      "/*",
      " ",
      "a = ",
      "=> {",
      "type A<",
      "𝒳",
      "{\n",
    ];
    for (const languageId of ["typescript", "python", "go", "rust", "java", "cpp", "ruby"]) {
      for (const part of parts) {
        const oneLine = part.repeat(1_000_000 / part.length);
        assert.ok(outlineOf(oneLine, languageId, 800).length <= 800);
        const lines = `${part.repeat(20)}\n`.repeat(2_000);
        assert.ok(outlineOf(lines, languageId, 800).length <= 800);
      }
    }
  });
});

describe("viewOf", () => {
  const short = "const a = 1;\nexport const b = a;\n";
  it("shows a short file as it is", () => assert.equal(viewOf(short, "typescript", 99), short));
  it("shows a longer one by its declarations", () =>
    assert.equal(viewOf(short, "typescript", 25), "export const b = a;\n"));
});
