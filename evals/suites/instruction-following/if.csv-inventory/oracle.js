export default ({ params: { n } }) => {
  const header = "host,role,memory_gb,note";
  const rows = Array.from({ length: n }, (_, at) =>
    `node-${at + 1},${at % 2 === 0 ? "web" : "database"},${8 * (at + 1)},${at === 1 ? '"old, to be replaced"' : "fine"}`,
  );
  const file = (lines, first = header) => [first, ...lines].join("\n");
  return {
    values: {
      header,
      reference: file(rows),
      oneShort: file(rows.slice(1)),
      unquoted: file(rows).replaceAll('"', ""),
      semicolons: file(rows).replaceAll(",", ";"),
      otherHeader: file(rows, "name,role,memory_gb,note"),
    },
  };
};
