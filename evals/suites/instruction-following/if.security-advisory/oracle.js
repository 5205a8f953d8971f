export default ({ params: { product, cve, n } }) => {
  const page = (times) => `### Summary

${cve} lets a signed-in user of ${product} read files of others. It was reported on 2026-02-11.

### Affected versions

All before 4.2.1${times > 1 ? ` have ${cve}` : ""}.

### Fix

Version 4.2.1 ${times > 2 ? `closes ${cve}` : "closes the hole"}. ${times > 3 ? `See ${cve} for more.` : "No setting has to be changed."}`;
  const reference = page(n);
  return {
    values: {
      reference,
      onceMore: page(n + 1),
      onceLess: page(n - 1),
      englishDate: reference.replace("2026-02-11", "February 11, 2026"),
      otherHeading: reference.replace("### Fix", "### Solution"),
    },
  };
};
