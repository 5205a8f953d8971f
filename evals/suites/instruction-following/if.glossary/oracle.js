export default ({ params: { field, n } }) => {
  const terms = {
    "version control": ["commit: a saved state of all files", "branch: a line of commits", "merge: joins two branches", "tag: a name for one commit", "hunk: a changed piece of a file", "clone: a copy with its history", "blame: who wrote a line"],
    databases: ["index: finds rows without reading all", "view: a query with a name", "lock: keeps others away from a row", "schema: what tables look like", "join: rows of two tables together", "cursor: a place in a result", "key: what tells rows apart"],
  }[field];
  const list = (count, mark = () => "-") => terms.slice(0, count).map((term, at) => `${mark(at)} ${term}`).join("\n");
  return {
    values: {
      reference: list(n),
      oneMore: list(n + 1),
      longLine: `${list(n)}, which is a thing that one has to know before one begins to work with it`,
      numbered: list(n, (at) => `${at + 1}.`),
      wrapped: list(n).replace(": ", ":\n  "),
    },
  };
};
