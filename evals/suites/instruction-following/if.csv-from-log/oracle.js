export default ({ params: { n, hour } }) => {
  const messages = ["started", "cache is cold, loading", "slow query, 2 s", "queue is empty", "retry, attempt 2", "stopped"];
  const entries = messages.slice(0, n).map((message, at) => ({
    time: `${hour}:0${at}:07`,
    level: at % 3 === 2 ? "WARN" : "INFO",
    service: at % 2 === 0 ? "web" : "jobs",
    message,
  }));
  const log = entries.map(({ time, level, service, message }) => `${time} ${level} [${service}] ${message}`).join("\n");
  const quoted = (text) => (text.includes(",") ? `"${text}"` : text);
  const rows = entries.map(({ time, level, service, message }) => [time, level, service, quoted(message)].join(","));
  const fence = (lines, tag = "csv") => `\`\`\`${tag}\n${["time,level,service,message", ...lines].join("\n")}\n\`\`\``;
  return {
    values: {
      log,
      reference: fence(rows),
      unquoted: fence(rows).replaceAll('"', ""),
      noFence: ["time,level,service,message", ...rows].join("\n"),
      oneShort: fence(rows.slice(1)),
      untagged: fence(rows, ""),
    },
  };
};
