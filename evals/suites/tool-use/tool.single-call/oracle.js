// One rule with five arguments of four types; `enabled` is true unless said otherwise.
const metrics = [
  ["cpu_percent", "CPU load"],
  ["memory_percent", "memory use"],
  ["disk_percent", "disk use"],
  ["error_percent", "share of failed requests"],
];

export default ({ random }) => {
  const service = random.pick(["ledger-api", "mail-relay", "search-index", "billing-web"]);
  const [[metric, metricWords], [otherMetric]] = random.shuffle(metrics);
  const threshold = random.int(40, 93) + 0.5;
  const minutes = random.int(3, 59);
  const severity = random.pick(["info", "warning", "critical"]);
  const wanted = { service, metric, threshold, forMinutes: minutes, severity };
  return {
    values: { service, metric, metricWords, otherMetric, threshold, minutes, severity },
    grader: {
      setup: {},
      required: [{ tool: "create_alert_rule", arguments: wanted, exact: true }],
      state: { changes: ["rule 1 created"] },
    },
  };
};
