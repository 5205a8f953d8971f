// Plays every import on a model that says step by step what happens. The mistakes are modelled beside it, and a test
// belongs to f2p when the mistake shows.
export default ({ params, random }) => {
  const { site, batch } = params;
  const tests = worlds(batch, random).map(([name, sources, failures], at) => {
    const expected = play("", batch, sources, failures);
    const same =
      JSON.stringify(expected) === JSON.stringify(play(site, batch, sources, failures));
    return { name: `${at + 1} ${name}`, args: [sources, failures], expected, group: same ? "p2p" : "f2p" };
  });
  return { values: { symptom: symptoms[site].join("\n> "), ...codeOf(site) }, grader: { tests } };
};

/** In lines, for a quotation. */
const symptoms = {
  leak: [
    "After a few days with broken files the importer stops with “too many open files”. Files that could be imported",
    "are closed.",
  ],
  swallow: [
    "The importer said that all went well, but a mistake in our own parser code had made every file useless: it shows",
    "up among the files that could not be read instead of stopping the import.",
  ],
  commit: [
    "When a row could not be inserted the rows before it in the same batch are in the database all the same, although",
    "the batch is said to be stored as a whole or not at all.",
  ],
  lines: [
    "The line numbers in the reports of bad lines are wrong as soon as a file has a second bad line or more than one",
    "batch. The first ones are right.",
  ],
};

function codeOf(site) {
  const store =
    site === "commit"
      ? `    try:
        for row in rows:
            database.insert(row)
    finally:
        database.commit()`
      : `    try:
        for row in rows:
            database.insert(row)
        database.commit()
    except BaseException:
        database.rollback()
        raise`;
  const loop = (indent) =>
    [
      site === "lines" ? "for line in source:" : "for number, line in enumerate(source, start=1):",
      "    try:",
      "        rows.append(parse(line))",
      "    except BadLine as problem:",
      site === "lines"
        ? "        reports.append((len(rows) + 1, str(problem)))"
        : "        reports.append((number, str(problem)))",
      "    if len(rows) == BATCH:",
      "        store(database, rows)",
      "        stored += len(rows)",
      "        rows = []",
      "if rows:",
      "    store(database, rows)",
      "    stored += len(rows)",
    ]
      .map((line) => indent + line)
      .join("\n");
  const file =
    site === "leak"
      ? `${loop("    ")}\n    source.close()\n    return stored, reports`
      : `    try:\n${loop("        ")}\n    finally:\n        source.close()\n    return stored, reports`;
  return { storeCode: store, fileCode: file, errorCode: site === "swallow" ? "Exception" : "OSError" };
}

function play(broken, batch, sources, failures) {
  const log = [];
  const raise = (type, text) => {
    throw { type, text };
  };
  const names = { os: "OSError", value: "ValueError", stop: "Cancelled", key: "KeyError" };
  const act = (what) => {
    log.push(what);
    // Python shows the text of a KeyError in quotes.
    if (failures[what] !== undefined) {
      raise(names[failures[what]], failures[what] === "key" ? `'no ${what}'` : `no ${what}`);
    }
  };
  const store = (rows) => {
    act("begin");
    try {
      for (const row of rows) act(`insert ${row}`);
      if (broken !== "commit") act("commit");
    } catch (problem) {
      act(broken === "commit" ? "commit" : "rollback");
      throw problem;
    }
    if (broken === "commit") act("commit");
  };
  const importFile = (name, lines) => {
    log.push(`open ${name}`);
    let rows = [];
    let stored = 0;
    const reports = [];
    const flush = () => {
      store(rows);
      stored += rows.length;
      rows = [];
    };
    try {
      lines.forEach((line, at) => {
        if (line === "!os") {
          log.push(`broken ${name}`);
          raise("OSError", `${name} is broken`);
        }
        log.push(`read ${line}`);
        if (line[0] === "!") raise(names[line.slice(1)], line[1] === "k" ? `'${line}'` : line);
        if (line[0] === "?") {
          reports.push([broken === "lines" ? rows.length + 1 : at + 1, line.slice(1)]);
        } else rows.push(line.toUpperCase());
        if (rows.length === batch) flush();
      });
      if (rows.length > 0) flush();
    } catch (problem) {
      if (broken !== "leak") log.push(`close ${name}`);
      throw problem;
    }
    log.push(`close ${name}`);
    return { stored, reports };
  };
  let stored = 0;
  const reports = [];
  const errors = [];
  for (const [index, lines] of sources.entries()) {
    try {
      if (lines[0] === "!absent") raise("FileNotFoundError", `s${index} is absent`);
      const imported = importFile(`s${index}`, lines);
      stored += imported.stored;
      reports.push(...imported.reports);
    } catch (problem) {
      if (problem.type === undefined) throw problem;
      const isOs = problem.type === "OSError" || problem.type === "FileNotFoundError";
      const caught = broken === "swallow" ? problem.type !== "Cancelled" : isOs;
      if (!caught) return [log, problem.type];
      errors.push([index, problem.text]);
    }
  }
  return [log, stored, reports, errors];
}

function worlds(batch, random) {
  const words = random.shuffle(["ash", "birch", "cedar", "elm", "fir", "hazel", "larch", "maple", "oak", "pine", "rowan", "yew"]);
  let used = 0;
  const take = (count) => Array.from({ length: count }, () => words[used++ % words.length]);
  const first = take(batch);
  const more = take(batch + 1);
  const one = more[0];
  return [
    ["nothing", [], {}],
    ["empty file", [[]], {}],
    ["full batches", [[...first, ...more.slice(1)]], {}],
    ["a rest", [more, first.slice(1)], {}],
    ["bad first line", [["?odd", ...more]], {}],
    ["only a bad line", [["?none"], [one]], {}],
    ["two bad lines", [["?odd", one, "?even", ...first, "?late"]], {}],
    ["bad line after a batch", [[...first, "?late", one], ["?x", "?y"]], {}],
    ["source breaks", [[...more, "!os", "never"], first], {}],
    ["source breaks at once", [["!os"], [one]], {}],
    ["source absent", [["!absent"], [one], ["!absent"]], {}],
    ["parser fails", [[one, "!key", "never"], first], {}],
    ["parser fails in the second file", [first, ["!value"]], {}],
    ["parser cancelled", [[...first, one, "!stop"], [one]], {}],
    ["insert fails", [[...first, ...more], [one]], { [`insert ${first[batch - 1].toUpperCase()}`]: "os" }],
    ["insert fails otherwise", [[...first], [one]], { [`insert ${first[0].toUpperCase()}`]: "value" }],
    ["insert cancelled", [[...first], [one]], { [`insert ${first[batch - 1].toUpperCase()}`]: "stop" }],
    ["rest fails", [more, first], { [`insert ${more[batch].toUpperCase()}`]: "os" }],
    ["commit fails", [first, [one]], { commit: "os" }],
    ["begin fails", [first, [one]], { begin: "os" }],
    ["begin fails otherwise", [[one, "?bad"], first], { begin: "key" }],
  ];
}
