// Turns versions into single numbers and asks each term for yes or no.
export default ({ params, random }) => {
  const value = ([x, y, z]) => (x * 1000 + y) * 1000 + z;
  const admits = (version, term) => {
    if (term === "" || term === "*") return true;
    const [, operator, text] = /^([<>=~^]*)(.*)$/.exec(term);
    const parts = text.split(".").map(Number);
    const low = value([...parts, 0, 0].slice(0, 3));
    const width = [10 ** 6, 10 ** 3, 1];
    const end = (places) => low - (low % width[places - 1]) + width[places - 1];
    switch (operator) {
      case ">":
        return version >= end(parts.length);
      case ">=":
        return version >= low;
      case "<":
        return version < low;
      case "<=":
        return version < end(parts.length);
      case "~":
        return version >= low && version < end(Math.min(2, parts.length));
      case "^":
        return version >= low && version < end(params.zero === "minor" && parts[0] === 0 ? Math.min(2, parts.length) : 1);
      default:
        return version >= low && version < end(parts.length);
    }
  };
  const solve = (text, range) => {
    const [release, preview] = text.split("-");
    // A preview lies just before its release, or counts like it.
    const version = value(release.split(".").map(Number)) - (preview && params.preview === "ordered" ? 0.5 : 0);
    return range.split("||").some((alternative) => alternative.trim().split(/\s+/).every((term) => admits(version, term)));
  };
  const [x, y, z] = [random.int(2, 9), random.int(2, 9), random.int(2, 9)];
  const v = (dx, dy, dz) => `${x + dx}.${y + dy}.${z + dz}`;
  const listed = [
    [v(0, 0, 0), v(0, 0, 0)], [v(0, 0, 1), v(0, 0, 0)], [v(0, 0, 5), `${x}.${y}`], [v(0, 1, 0), `${x}.${y}`],
    [v(0, 5, 0), `${x}`], [v(1, 0, 0), `${x}`],
    [v(0, 0, 9), `>${x}.${y}`], [`${x}.${y + 1}.0`, `>${x}.${y}`], [v(0, 0, 1), `>${v(0, 0, 0)}`], [v(0, 3, 0), `>${x}`],
    [`${x + 1}.0.0`, `>${x}`], [`${x}.${y}.0`, `>=${x}.${y}`], [v(0, -1, 9), `>=${x}.${y}`], [`${x}.${y}.0`, `<${x}.${y}`],
    [v(0, -1, 0), `<${x}.${y}`], [v(0, 0, 9), `<=${x}.${y}`], [v(0, 1, 0), `<=${x}.${y}`], [v(0, 9, 9), `<=${x}`],
    [v(0, 0, 4), `~${v(0, 0, 0)}`], [v(0, 0, -1), `~${v(0, 0, 0)}`], [v(0, 1, 0), `~${v(0, 0, 0)}`], [v(0, 4, 0), `~${x}`],
    [v(0, 1, 0), `~${x}.${y}`], [v(0, 7, 0), `^${v(0, 0, 0)}`], [v(0, -1, 9), `^${v(0, 0, 0)}`], [v(1, 0, 0), `^${v(0, 0, 0)}`],
    [v(0, 3, 0), `^${x}.${y}`], [`0.${y}.${z + 2}`, `^0.${y}.${z}`], [`0.${y + 1}.0`, `^0.${y}.${z}`], [`0.${y + 1}.0`, `^0.${y}`],
    [`0.${y}.0`, "^0"], ["0.0.5", "^0.0.3"], ["0.1.0", "^0.0.3"], ["1.0.0", `^0.${y}`],
    [v(0, 0, 0), "*"], [v(0, 0, 0), ""], [v(0, 2, 0), `>=${x}.${y} <${x + 1}`], [v(1, 2, 0), `>=${x}.${y} <${x + 1}`],
    [v(1, 0, 0), `${x} || ${x + 1}`], [v(2, 0, 0), `${x} || ${x + 1}`], [v(0, 0, 0), `<1   ||   >${x - 1}  <=${x}`],
    [`${v(0, 0, 0)}-beta.1`, v(0, 0, 0)], [`${v(0, 0, 0)}-beta.1`, `>=${v(0, 0, 0)}`], [`${v(0, 0, 0)}-beta`, `<${v(0, 0, 0)}`],
    [`${x + 1}.0.0-rc.2`, `^${v(0, 0, 0)}`], [`${x + 1}.0.0-rc.2`, `${x + 1}`], [`${v(0, 0, 1)}-a`, `~${v(0, 0, 0)}`],
    ["10.9.8", ">9.10.11"], ["1.10.0", "~1.9"],
  ];
  const bad = ["1.2.3.4", "=>1", "^", "1..2", "a", "1.x", "^*", "> 1", "-1", "1.2.3-beta"];
  const narrow = "low[0] === 0 ? next(Math.min(given, 2)) : next(1)";
  return {
    values: {
      zeroText:
        params.zero === "minor"
          ? "Below 1.0.0 a caret admits no more than a tilde: ^0.4.2 ends below 0.5.0, ^0.4 and ~0.4 are the same, ^0 is like 0."
          : "That is so below 1.0.0 as well: ^0.4.2, ^0.4 and ^0 all end below 1.0.0.",
      previewText:
        params.preview === "ordered"
          ? "A preview lies just below its release and above the release before it."
          : "A preview counts as the release that it is a preview of.",
      aboveText: (params.preview === "ordered" ? "from 1.5.0 on" : "above every 1.4.z").padEnd(32),
      previewBelow: params.preview === "ordered" ? "preview" : "false",
      caret: params.zero === "minor" ? narrow : "next(1)",
      otherCaret: params.zero === "minor" ? "next(1)" : narrow,
      caretIsNarrow: params.zero === "minor" ? "true" : "false",
    },
    grader: {
      tests: [
        ...listed.map(([version, range]) => ({ name: `${version} in “${range}”`, args: [version, range], expected: solve(version, range) })),
        ...bad.map((range) => ({ name: `no term: ${range}`, args: ["1.2.3", range], throws: true })),
      ],
    },
  };
};
