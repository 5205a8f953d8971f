// The plan from tables; the mistakes are modelled beside it, and a test belongs to f2p when the mistake shows.
export default ({ params, random }) => {
  const { site, base, most } = params;
  const settings = { most, base: base * 100, budget: random.int(20, 60) * 100 };
  const tests = questions(settings, random).map(([question, tries], at) => {
    const expected = answers("", question, tries, settings);
    const same =
      JSON.stringify(expected) === JSON.stringify(answers(site, question, tries, settings));
    return {
      name: `${question} ${at + 1}`,
      args: [[question, ...tries.map(([method]) => method)], tries.map(([, ...row]) => row)],
      expected,
      group: same ? "p2p" : "f2p",
    };
  });
  const values = {
    budget: settings.budget,
    symptom: symptoms[site].join("\n> "),
    statusCode: site === "status" ? "status != 503" : "status == 503",
    methodCode: site === "method" ? "!Idempotent(method)" : "Idempotent(method)",
    headerCode: site === "header" ? "try.RetryAfterMs < 0" : "try.RetryAfterMs >= 0",
    budgetCode:
      site === "budget" ? "try.ElapsedMs+wait <= BudgetMs" : "try.ElapsedMs+wait >= BudgetMs",
  };
  return { values, grader: { tests } };
};

/** In lines, for a quotation. */
const symptoms = {
  method: [
    "A connection broke in the middle of a POST, the client sent it again, and the customer was charged twice. Reads",
    "that fail in the same way are given up at once.",
  ],
  status: [
    "The client tries again after answers that are final, such as 404 and 400, until it has used up all its tries.",
    "Now and then a 503 ends a request that should have been tried again.",
  ],
  budget: [
    "Requests are given up after the first failure although there is plenty of time left. Only those that have taken",
    "far too long already are tried again.",
  ],
  header: [
    "When the server says how long to wait, the client does not listen and comes back at its own pace. When the",
    "server says nothing there is no waiting and no second try worth the name.",
  ],
};

function answers(broken, question, tries, { most, base, budget }) {
  const flip = (name, value) => (broken === name ? !value : value);
  const idempotent = (method) => ["GET", "HEAD", "PUT", "DELETE"].indexOf(method) >= 0;
  const transient = (method, status) => {
    if (status === 429 || flip("status", status === 503)) return true;
    return [0, 500, 502, 504].indexOf(status) >= 0 && flip("method", idempotent(method));
  };
  const plan = (method, [number, status, after, elapsed]) => {
    if (!transient(method, status) || number >= most) return -1;
    const wait = flip("header", after >= 0) ? after : base * 2 ** (number - 1);
    const tooLate = broken === "budget" ? elapsed + wait <= budget : elapsed + wait >= budget;
    return tooLate ? -1 : wait;
  };
  return tries.flatMap(([method, ...row]) => {
    if (question === "idempotent") return [idempotent(method) ? 1 : 0];
    if (question === "transient") return [transient(method, row[0]) ? 1 : 0];
    if (question === "constants") return [most, base, budget];
    return [plan(method, row)];
  });
}

function questions({ most, base, budget }, random) {
  const safe = ["GET", "HEAD", "PUT", "DELETE"];
  const method = () => random.pick(safe);
  const far = budget + random.int(100, 900);
  return [
    ["constants", [["GET", 0]]],
    ["idempotent", [...safe, "POST", "PATCH", "get"].map((name) => [name, 0])],
    ["transient", safe.map((name) => [name, 502])],
    ["transient", [["POST", 502], ["PATCH", 504], ["POST", 0], ["POST", 500]]],
    ["transient", safe.map((name) => [name, 0])],
    ["transient", [["GET", 504], ["PUT", 500], ["PATCH", 502]]],
    ["transient", [["GET", 404], ["POST", 400], ["GET", 200], ["PUT", 409]]],
    ["transient", [["GET", 501], ["HEAD", 505], ["DELETE", 401]]],
    ["transient", [["GET", 429], ["POST", 429], ["PATCH", 429]]],
    ["transient", [["GET", 503], ["POST", 503]]],
    ["plan", [["GET", 1, 502, -1, 40], ["DELETE", 2, 0, -1, 90]]],
    ["plan", [["POST", 1, 502, -1, 40], ["PATCH", 2, 500, 0, 90]]],
    ["plan", [["POST", 1, 429, -1, 10], ["POST", 1, 503, -1, 10]]],
    ["plan", [["POST", 1, 404, -1, 10], ["GET", 1, 403, 100, 10]]],
    ["plan", [[method(), 1, 429, random.int(1, base), 0], [method(), 2, 429, 0, 30]]],
    ["plan", [[method(), 1, 429, base * 3, 0]]],
    ["plan", [[method(), 1, 429, budget, 5], ["POST", 1, 429, budget + 7, 1]]],
    ["plan", [[method(), most, 429, -1, 1], [method(), most + 1, 503, 5, 1], ["POST", most, 429, 0, 2]]],
    ["plan", [[method(), most - 1, 429, 50, 1]]],
    ["plan", [[method(), 1, 429, -1, budget - base - 1]]],
    ["plan", [[method(), 1, 429, -1, budget - base], [method(), 1, 503, 20, budget - 20]]],
    ["plan", [["GET", 1, 429, 100, far]]],
    ["plan", [["GET", 1, 429, -1, far]]],
    ["plan", [["GET", 1, 301, -1, far], ["PUT", 2, 404, -1, 3]]],
    ["plan", [1, 2, 3].map((number) => ["PUT", number, 503, -1, 0])],
  ];
}
