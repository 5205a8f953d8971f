// A question about code in five files: what does a call return? The values are computed here, by the same rules.

import type { Passage } from "../passage.ts";
import type { Words } from "../words.ts";
import { scattered } from "./places.ts";
import type { Plot } from "./plot.ts";
import { answer, askFor, notPresent, shapes, stepsThenJson, wrongAnswers } from "./question.ts";

type Rules = {
  /** From this many pieces on a piece costs `bulkPrice`, below `price`. */
  bulkFrom: number;
  price: number;
  bulkPrice: number;
  /** Every full `step` of the sum takes `rebate` off. */
  step: number;
  rebate: number;
  /** By zone. */
  shipping: Record<string, number>;
  freeFrom: number;
};

const zones = ["north", "south", "harbour"];

export function codeTrace(words: Words): Plot {
  const { random } = words;
  const [name = ""] = words.askedNames(1);
  const shop = name.replaceAll("-", "_");
  const rules = drawRules(words);
  const pieces = random.int(rules.bulkFrom - 3, rules.bulkFrom + 6);
  const zone = random.pick(zones);
  const right = totalOf(rules, pieces, zone);
  const old = { ...drawRules(words), bulkFrom: rules.bulkFrom + 1 };
  const values = {
    nothing: notPresent,
    "no-rebate": right + rebateOf(rules, pieces),
    "without-shipping": right - shippingOf(rules, pieces, zone),
    "off-by-one": right + 1,
    "other-price": totalOf(
      { ...rules, price: rules.bulkPrice, bulkPrice: rules.price },
      pieces,
      zone,
    ),
    "as-text": String(right),
  };
  return {
    question: askFor(
      `What does \`quote_total(${pieces}, "${zone}")\` of ${shop}/quote.py return?`,
      shapes.number,
      stepsThenJson,
    ),
    expected: answer(right),
    // A slip that happens to make no difference is none.
    wrong: wrongAnswers(
      Object.fromEntries(Object.entries(values).filter(([, value]) => value !== right)),
    ),
    planted: scattered([...filesOf(shop, rules), ...filesOf(`${shop}_old`, old)], random),
  };
}

function drawRules({ random }: Words): Rules {
  const price = random.int(11, 29);
  return {
    bulkFrom: random.int(8, 20),
    price,
    bulkPrice: price - random.int(2, 5),
    step: random.int(4, 9) * 10,
    rebate: random.int(3, 9),
    shipping: Object.fromEntries(zones.map((zone, at) => [zone, random.int(10, 30) + at * 31])),
    freeFrom: random.int(30, 60) * 10,
  };
}

function sumOf(rules: Rules, pieces: number): number {
  return pieces * (pieces >= rules.bulkFrom ? rules.bulkPrice : rules.price);
}

function rebateOf(rules: Rules, pieces: number): number {
  return Math.floor(sumOf(rules, pieces) / rules.step) * rules.rebate;
}

function shippingOf(rules: Rules, pieces: number, zone: string): number {
  const isFree = sumOf(rules, pieces) - rebateOf(rules, pieces) >= rules.freeFrom;
  return isFree ? 0 : (rules.shipping[zone] ?? 0);
}

function totalOf(rules: Rules, pieces: number, zone: string): number {
  return sumOf(rules, pieces) - rebateOf(rules, pieces) + shippingOf(rules, pieces, zone);
}

function filesOf(shop: string, rules: Rules): Passage[] {
  const { bulkFrom, price, bulkPrice, step, rebate, shipping, freeFrom } = rules;
  return [
    {
      path: `${shop}/quote.py`,
      text: `from ${shop}.delivery import shipping_for
from ${shop}.pieces import piece_price
from ${shop}.rebates import after_rebate


def quote_total(pieces, zone):
    goods = after_rebate(pieces * piece_price(pieces))
    return goods + shipping_for(goods, zone)
`,
    },
    {
      path: `${shop}/pieces.py`,
      text: `from ${shop}.tables import BULK_FROM


def piece_price(pieces):
    if pieces >= BULK_FROM:
        return ${bulkPrice}
    return ${price}
`,
    },
    {
      path: `${shop}/rebates.py`,
      text: `from ${shop}.tables import REBATE_STEP


def after_rebate(amount):
    """${rebate} off for every full step."""
    return amount - (amount // REBATE_STEP) * ${rebate}
`,
    },
    {
      path: `${shop}/delivery.py`,
      text: `from ${shop}.tables import SHIPPING


def shipping_for(goods, zone):
    if goods >= ${freeFrom}:
        return 0
    return SHIPPING[zone]
`,
    },
    {
      path: `${shop}/tables.py`,
      text: `BULK_FROM = ${bulkFrom}
REBATE_STEP = ${step}
SHIPPING = ${JSON.stringify(shipping)}
`,
    },
  ];
}
