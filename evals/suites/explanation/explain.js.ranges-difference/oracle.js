// The original, versions that are the same for whole numbers and versions that are not, tried on small inputs.
const whole = (condition, update) => `export function ranges(items, gap) {
  const out = [];
  for (const item of items) {
    const last = out.at(-1);
    if (last !== undefined && ${condition}) ${update};
    else out.push([item, item]);
  }
  return out;
}
`;

const original = whole("item - last[1] <= gap", "last[1] = item");

const alike = [
  whole("item < last[1] + gap + 1", "last[1] = item"),
  whole("!(item - last[1] > gap)", "last.splice(1, 1, item)"),
  `export function ranges(items, gap) {
  return items.reduce((out, item) => {
    const last = out.pop();
    if (last === undefined) return [[item, item]];
    const [from, to] = last;
    return to + gap >= item ? [...out, [from, item]] : [...out, last, [item, item]];
  }, []);
}
`,
  `export function ranges(items, gap) {
  const out = [];
  if (items.length === 0) return out;
  let start = 0;
  for (let at = 1; at <= items.length; at += 1) {
    if (at < items.length && items[at] - items[at - 1] <= gap) continue;
    out.push([items[start], items[at - 1]]);
    start = at;
  }
  return out;
}
`,
];

const unlike = [
  whole("item - last[1] <= gap", "last[1] = Math.max(last[1], item)"),
  whole("Math.abs(item - last[1]) <= gap", "last[1] = item"),
  whole("item - last[1] < gap + (gap === 0)", "last[1] = item"),
  whole("item - last[0] <= gap * out.length", "last[1] = item"),
];

const inputs = [2, 1, 0].flatMap((gap) =>
  [[], [5, 3], [3, 4, 5], [1, 2, 3, 1], [1, 2], [7, 7], [2, 9, 4], [-3, -1, 0, 4], [6, 2, 3, 9]].map(
    (items) => [items, gap],
  ),
);

function loaded(text) {
  return new Function(text.replace("export", "return"))();
}

/** Inputs on which the two differ, and on which they agree. */
function compared(text) {
  const [left, right] = [loaded(original), loaded(text)];
  const differs = ([items, gap]) =>
    JSON.stringify(left(items, gap)) !== JSON.stringify(right(items, gap));
  return [inputs.filter(differs), inputs.filter((input) => !differs(input))];
}

export default ({ random }) => {
  const odd = random.pick(unlike);
  const [one, two] = random.shuffle(alike);
  for (const text of alike) {
    if (compared(text)[0].length > 0) throw new Error(`This version is not the same:\n${text}`);
  }
  const versions = random.shuffle([odd, one, two]);
  const version = "abc"[versions.indexOf(odd)];
  const [[input], [same]] = compared(odd);
  const right = { version, input };
  const changed = (part) => JSON.stringify({ ...right, ...part });
  return {
    values: {
      original: original.trim(),
      shortest: JSON.stringify(right),
      otherVersion: changed({ version: "abc".replace(version, "")[0] }),
      sameInput: changed({ input: same }),
      longInput: changed({ input: [[...input[0], 50, 60, 70, 80, 90], input[1]] }),
      versionA: versions[0].trim(),
      versionB: versions[1].trim(),
      versionC: versions[2].trim(),
      fraction: changed({ input: [input[0], 0.5] }),
    },
    files: { "original.mjs": original, [`${version}.mjs`]: odd },
    grader: {
      questions: [
        { id: "version", type: "choice", options: ["a", "b", "c"], expected: version },
        { id: "input", type: "difference", other: `${version}.mjs` },
      ],
      program: {
        file: "original.mjs",
        harness: "harness.mjs",
        entry: "observe",
        signature: { args: ["list<int>", "int"], returns: "json" },
      },
    },
  };
};
