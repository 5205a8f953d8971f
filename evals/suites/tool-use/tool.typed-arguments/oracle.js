// A nested object, an enum with a look-alike, a list in order, and three defaults of which one is to be changed.
export default ({ random }) => {
  const service = random.pick(["invoices", "catalogue", "checkout", "reports"]);
  const version = `${random.int(2, 9)}.${random.int(0, 20)}.${random.int(1, 30)}`;
  const [environment, environmentWords] = random.pick([
    ["production", "production"],
    ["preproduction", "the preproduction environment"],
  ]);
  const percent = random.int(3, 45);
  const [first, second] = random.shuffle(["releases", "on-duty", "web-team", "data-team"]);
  const wanted = {
    service,
    version,
    environment,
    rollout: { strategy: "canary", percent },
    notify: [first, second],
    runMigrations: false,
  };
  return {
    values: {
      service,
      version,
      environment,
      environmentWords,
      percent,
      first,
      second,
      channels: `${first} and ${second}`,
    },
    grader: {
      setup: { builds: [{ build: "b-1", service, checks: [] }] },
      required: [{ tool: "deploy", arguments: wanted, exact: true }],
      state: { changes: [`${service} ${version} deployed`] },
    },
  };
};
