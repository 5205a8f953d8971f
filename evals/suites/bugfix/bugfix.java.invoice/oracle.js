// The amounts in whole numbers of unlimited size; each mistake is the same binary arithmetic that Java does, so a test
// belongs to f2p exactly when the mistake shows.
export default ({ params, random }) => {
  const { site, rate } = params;
  const right = exact(rate);
  const wrong = { ...right, ...floating(rate, site) };
  const tests = questions({ rate, right, wrong: floating(rate) }, random).map(([question, prices, numbers], at) => {
    const expected = answers(right, question, prices, numbers);
    const same =
      JSON.stringify(expected) === JSON.stringify(answers(wrong, question, prices, numbers));
    return {
      name: `${question} ${at + 1}`,
      args: [question, prices, numbers],
      expected,
      group: same ? "p2p" : "f2p",
    };
  });
  const exactTax =
    "BigDecimal part = new BigDecimal(TAX_RATE).movePointLeft(2);\n        return part.multiply(BigDecimal.valueOf(net)).setScale(0, RoundingMode.HALF_UP).longValueExact();";
  const values = {
    symptom: symptoms[site].join("\n> "),
    parseCode:
      site === "parse"
        ? "return (long) (Double.parseDouble(price) * 100);"
        : "return new BigDecimal(price).movePointRight(2).longValueExact();",
    taxCode:
      site === "tax" ? "return Math.round(net * Double.parseDouble(TAX_RATE) / 100);" : exactTax,
    shareCode:
      site === "discount"
        ? "long share = (long) (discount * (1.0 / parts) * (at + 1));"
        : "long share = discount * (at + 1) / parts;",
  };
  return { values, grader: { tests } };
};

/** In lines, for a quotation. */
const symptoms = {
  parse: ["Some prices lose a cent as soon as they are entered. It is always the same prices, and most are fine."],
  tax: [
    "The tax on refunds is sometimes a cent off what we took on the sale. It happens when the exact amount lies on",
    "half a cent.",
  ],
  discount: [
    "A discount that is spread over several lines does not always come to the whole discount: at times a cent is",
    "missing, or it turns up in the wrong line.",
  ],
};

function exact(rate) {
  const parse = (price) => {
    const [, sign, whole, cents = ""] = /^(-?)(\d+)(?:\.(\d*))?$/.exec(price);
    return Number(`${sign}${whole}${cents.padEnd(2, "0")}`) + 0;
  };
  const hundredths = BigInt(parse(rate));
  return {
    parse,
    tax: (net) => {
      const size = (BigInt(Math.abs(net)) * hundredths + 5000n) / 10000n;
      return Number(net < 0 ? -size : size);
    },
    split: (discount, parts) => {
      const upTo = (count) => Number((BigInt(discount) * BigInt(count)) / BigInt(parts));
      return Array.from({ length: parts }, (_, at) => upTo(at + 1) - upTo(at));
    },
  };
}

function floating(rate, only) {
  const all = {
    parse: (price) => Math.trunc(Number(price) * 100) + 0,
    tax: (net) => Math.floor((net * Number(rate)) / 100 + 0.5) + 0,
    split: (discount, parts) => {
      const upTo = (count) => Math.trunc(discount * (1 / parts) * count);
      return Array.from({ length: parts }, (_, at) => upTo(at + 1) - (at === 0 ? 0 : upTo(at)));
    },
  };
  const nameOf = { parse: "parse", tax: "tax", discount: "split" };
  return only === undefined ? all : { [nameOf[only]]: all[nameOf[only]] };
}

function answers(way, question, prices, numbers) {
  switch (question) {
    case "parse":
      return prices.map(way.parse);
    case "sum":
      return [prices.map(way.parse).reduce((sum, cents) => sum + cents, 0)];
    case "tax":
      return numbers.map(way.tax);
    case "rate":
      return [way.parse(prices[0])];
    default:
      return way.split(...numbers);
  }
}

function questions({ rate, right, wrong }, random) {
  const text = (cents) => {
    const digits = String(Math.abs(cents)).padStart(3, "0");
    return `${cents < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
  };
  const search = (make, shows) => {
    for (;;) {
      const found = make();
      if (shows(found)) return found;
    }
  };
  const differ = (price) => right.parse(price) !== wrong.parse(price);
  const lossy = () => search(() => text(random.int(100, 99999)), differ);
  const loyal = () => search(() => text(random.int(100, 99999)), (price) => !differ(price));
  // Too large for binary arithmetic with rounding.
  const rounded = (price) => Math.round(Number(price) * 100);
  const huge = () =>
    search(() => text(7_050_000_000_000_000 + random.int(0, 999_999_999)), (price) => rounded(price) !== right.parse(price));
  const gcd = (left, right) => (right === 0 ? left : gcd(right, left % right));
  // Odd multiples of this net amount are taxed with a whole number of cents and a half.
  const halfNet = 5000 / gcd(right.parse(rate), 10000);
  const taxDiffers = (net) => right.tax(net) !== wrong.tax(net);
  const halves = (sign, from) => [0, 1, 2, 3].map((at) => sign * halfNet * (2 * (from + at) + 1));
  const half = () => search(() => random.pick(halves(-1, random.int(0, 200))), taxDiffers);
  const plainNet = () => search(() => random.int(-99999, 99999), (net) => !taxDiffers(net));
  const splitDiffers = ([discount, parts]) =>
    JSON.stringify(right.split(discount, parts)) !== JSON.stringify(wrong.split(discount, parts));
  const badSplit = (low, high) =>
    search(() => {
      const parts = random.int(low, high);
      return [parts * random.int(1, 60), parts];
    }, splitDiffers);
  const goodSplit = () =>
    search(() => [random.int(1, 999), random.int(2, 9)], (pair) => !splitDiffers(pair));
  return [
    ["parse", [lossy(), lossy(), lossy()], []],
    ["parse", [loyal(), loyal(), loyal(), loyal()], []],
    ["parse", [`-${lossy()}`, loyal()], []],
    ["parse", ["0", "7", "-12", "3.5", "-0.5", "0.05"], []],
    ["parse", [huge(), `-${huge()}`, "90071992547409.91"], []],
    ["sum", [lossy(), loyal(), lossy(), lossy()], []],
    ["sum", [loyal(), `-${loyal()}`, loyal()], []],
    ["sum", [], []],
    ["tax", [], [half(), half()]],
    ["tax", [], [plainNet(), half()]],
    ["tax", [], [plainNet(), plainNet(), plainNet()]],
    ["tax", [], [half(), plainNet(), half(), 1]],
    ["tax", [], [0, 100, 1000000, 10000]],
    ["tax", [], [10000000000]],
    ["tax", [], halves(1, random.int(0, 50))],
    ["rate", [rate], []],
    ["split", [], badSplit(5, 60)],
    ["split", [], badSplit(40, 99)],
    ["split", [], badSplit(3, 50)],
    ["split", [], goodSplit()],
    ["split", [], [0, 4]],
    ["split", [], [random.int(100, 900), 1]],
    ["split", [], [2, 5]],
  ];
}
