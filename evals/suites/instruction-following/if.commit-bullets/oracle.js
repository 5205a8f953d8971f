export default ({ params: { job, n } }) => {
  const parts = [
    "read rows in batches of 500 instead of one by one",
    "keep the prepared statement for the whole run",
    "skip rows whose checksum has not changed",
    "write results in one transaction per batch",
    "drop the second sort, the index already has the order",
    "close idle connections before the upload starts",
    "log once a batch and no longer once a row",
  ];
  const subject = `perf(${job}): work in batches`;
  const message = (count) =>
    `${subject}\n\n${parts.slice(0, count).map((part) => `- ${part}`).join("\n")}`;
  return {
    values: {
      reference: message(n),
      oneShort: message(n - 1),
      oneMore: message(n + 1),
      longLine: message(n).replace("one by one", "one by one, which took most of the time"),
      noList: message(n).replaceAll("- ", ""),
    },
  };
};
