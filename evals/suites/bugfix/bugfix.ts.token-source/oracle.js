// Plays every script on a model of the source that knows no promises. The mistakes are modelled beside it, and a test
// belongs to f2p when the mistake shows in any of its scripts.
export default ({ params, random }) => {
  const { site, early } = params;
  const tests = groups(early, random).map(([name, scripts]) => {
    const expected = scripts.map((script) => play("", script, early));
    const broken = scripts.map((script) => play(site, script, early));
    const same = JSON.stringify(expected) === JSON.stringify(broken);
    return { name, args: [scripts], expected, group: same ? "p2p" : "f2p" };
  });
  return { values: { symptom: symptoms[site].join("\n> "), ...codeOf(site) }, grader: { tests } };
};

/** In lines, for a quotation. */
const symptoms = {
  twice: [
    "The identity provider blocks us for asking too often. When many requests come together right after the start",
    "each of them fetches a token of its own, although the scope is the same; one would have been enough.",
  ],
  forgotten: [
    "After a token was revoked we call `forget`, and now and then the revoked token is in use again all the same. It",
    "seems to depend on whether it was just being fetched.",
  ],
  rejected: [
    "After the identity provider was away for a moment the application never recovers: every call goes on failing",
    "with the very same error, and no new fetch is even tried, until somebody restarts it.",
  ],
};

function codeOf(site) {
  const keep = "if (this.#flights.get(scope) === flight) this.#kept.set(scope, token);";
  const done = "if (this.#flights.get(scope) === flight) this.#flights.delete(scope);";
  const careful = `    try {
      const token = await flight;
      ${site === "forgotten" ? "this.#kept.set(scope, token);" : keep}
      return token;
    } finally {
      ${done}
    }`;
  const careless = `    const token = await flight;
    ${keep}
    ${done}
    return token;`;
  const flight = site === "twice" ? "(kept && this.#flights.get(scope))" : "this.#flights.get(scope)";
  return {
    getCode: `    return (await (${flight} ?? this.#start(scope))).value;`,
    startCode: `
  #start(scope: string): Promise<Token> {
    const flight = this.#fetchToken(scope);
    this.#flights.set(scope, flight);
    return this.#land(scope, flight);
  }

  async #land(scope: string, flight: Promise<Token>): Promise<Token> {
${site === "rejected" ? careless : careful}
  }
`,
  };
}

function play(broken, script, early) {
  let log = [];
  const lines = [];
  const kept = {};
  const flights = {};
  const fetches = [];
  let now = 1000;
  let callers = 0;
  const get = (scope) => {
    const caller = callers++;
    const token = kept[scope];
    if (token !== undefined && token.expiresAt - now >= early) {
      log.push(`${caller} got ${token.value}`);
      return;
    }
    const flight = flights[scope];
    if (flight?.failed) {
      log.push(`${caller} failed ${flight.failed}`);
      return;
    }
    if (flight !== undefined && (broken !== "twice" || token !== undefined)) {
      flight.waiting.push(caller);
      return;
    }
    log.push(`fetch ${fetches.length} ${scope}`);
    flights[scope] = { scope, waiting: [caller] };
    fetches.push(flights[scope]);
  };
  const end = (flight, report) => {
    for (const caller of flight.waiting) log.push(`${caller} ${report}`);
  };
  for (const step of script) {
    const [what, subject, seconds] = step.split(" ");
    log = [];
    const flight = fetches[Number(subject)];
    const current = flight !== undefined && flights[flight.scope] === flight;
    if (what === "get") get(subject);
    if (what === "wait") now += Number(subject);
    if (what === "scopes") log.push(Object.keys(kept).sort().join(","));
    if (what === "forget") {
      delete kept[subject];
      delete flights[subject];
    }
    if (what === "answer" && flight !== undefined) {
      const token = { value: `${flight.scope}#${subject}`, expiresAt: now + Number(seconds) };
      if (current || broken === "forgotten") kept[flight.scope] = token;
      if (current) delete flights[flight.scope];
      end(flight, `got ${token.value}`);
    }
    if (what === "fail" && flight !== undefined) {
      if (current && broken === "rejected") flight.failed = `${flight.scope}#${subject}`;
      else if (current) delete flights[flight.scope];
      end(flight, `failed ${flight.scope}#${subject}`);
    }
    lines.push(step, ...log.sort());
  }
  return lines;
}

function groups(early, random) {
  const [a, b, c] = random.shuffle(["mail", "files", "calendar", "billing", "search", "audit"]);
  const long = early + random.int(50, 400);
  return [
    ["one after the other", [[`get ${a}`, `answer 0 ${long}`, `get ${a}`, `get ${a}`, "scopes"]]],
    ["several scopes", [[`get ${a}`, `get ${b}`, `answer 1 ${long}`, `answer 0 ${long}`, `get ${b}`, `get ${a}`, "scopes"]]],
    ["expiry", [[`get ${a}`, `answer 0 ${long}`, `wait ${long - early}`, `get ${a}`, "wait 1", `get ${a}`, `answer 1 ${long}`, `get ${a}`]]],
    ["short-lived", [[`get ${a}`, `answer 0 ${early - 1}`, `get ${a}`, "answer 1 0", "scopes"]]],
    ["forget at rest", [["scopes", `forget ${a}`, `get ${a}`, `answer 0 ${long}`, `forget ${a}`, "scopes", `get ${a}`, `answer 1 ${long}`, `get ${a}`]]],
    ["three at once", orders([`get ${a}`, `get ${a}`, `get ${a}`]).map((gets) => [...gets, `answer 0 ${long}`, `get ${a}`, "scopes"])],
    ["two scopes at once", orders([`get ${a}`, `get ${a}`, `get ${b}`, `get ${b}`]).map((gets) => [...gets, `answer 1 ${long}`, `answer 0 ${long}`, "scopes"])],
    ["failure", [[`get ${a}`, "fail 0", `get ${a}`, `answer 1 ${long}`, `get ${a}`, "scopes"], [`get ${a}`, "fail 0", `get ${a}`, "fail 1", `get ${a}`, "scopes"]]],
    ["failure for all", [[`get ${a}`, `get ${a}`, "fail 0", `get ${a}`, `get ${a}`, `answer 1 ${long}`, `get ${a}`]]],
    ["failure elsewhere", [[`get ${b}`, `get ${a}`, `answer 1 ${long}`, "fail 0", `get ${a}`, `get ${c}`, `answer 2 ${long}`, "scopes"]]],
    ["forget, then the answer", [[`get ${a}`, `forget ${a}`, `answer 0 ${long}`, "scopes", `get ${a}`, `answer 1 ${long}`, `get ${a}`]]],
    ["forget between two fetches", orders([`answer 0 ${long}`, `answer 1 ${long}`, `get ${a}`]).map((rest) => [`get ${a}`, `forget ${a}`, `get ${a}`, ...rest, `get ${a}`, "scopes"])],
    ["forget, then the failure", orders(["fail 0", `answer 1 ${long}`, `get ${a}`]).map((rest) => [`get ${a}`, `forget ${a}`, `get ${a}`, ...rest, `get ${a}`, "scopes"])],
    ["forgotten failure", [[`get ${a}`, `forget ${a}`, "fail 0", `get ${a}`, `answer 1 ${long}`, `get ${a}`]]],
    ...[0, 1, 2].map((round) => [`any order ${round + 1}`, anyOrder([a, b], long, random)]),
  ];
}

function anyOrder([a, b], long, random) {
  return Array.from({ length: 12 }, () =>
    random.shuffle([
      `get ${a}`,
      `get ${a}`,
      `get ${b}`,
      `get ${a}`,
      `forget ${a}`,
      `answer 0 ${long}`,
      "fail 1",
      `answer 2 ${long}`,
      `get ${b}`,
    ]),
  );
}

/** Every order of the steps, each once. */
function orders(steps) {
  if (steps.length < 2) return [steps];
  const all = steps.flatMap((step, at) =>
    orders([...steps.slice(0, at), ...steps.slice(at + 1)]).map((rest) => [step, ...rest]),
  );
  const seen = new Set();
  return all.filter((order) => !seen.has(order.join()) && seen.add(order.join()));
}
