export default ({ params: { name, low, n } }) => {
  const config = (count, port = low + 80) => ({
    name,
    port,
    logLevel: "info",
    upstreams: Array.from({ length: count }, (_, at) => ({ host: `node-${at + 1}.internal`, weight: 10 * (at + 1) })),
  });
  const text = (value) => JSON.stringify(value, null, 2);
  return {
    values: {
      high: low + 999,
      reference: text(config(n)),
      badPort: text(config(n, low + 1000)),
      oneMore: text(config(n + 1)),
      commented: text(config(n)).replace('"logLevel"', '// for now\n  "logLevel"'),
      otherLevel: text({ ...config(n), logLevel: "verbose" }),
    },
  };
};
