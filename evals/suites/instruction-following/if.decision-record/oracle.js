export default ({ params: { move, date, n } }) => {
  const [from, to] = move.split(" to ");
  const iso = { "3 March 2026": "2026-03-03", "19 August 2026": "2026-08-19" }[date];
  const points = ["Failures become visible.", "One more service has to be run.", "Old scripts change.", "Tests need a stand-in.", "New colleagues learn one thing more.", "Costs grow a little."];
  const page = (count, day = iso) => `## Status

Accepted, ${day}.

## Context

We use ${from}, and nobody notices when something fails.

## Decision

We move to ${to} within this quarter.

## Consequences

${points.slice(0, count).map((point) => `- ${point}`).join("\n")}`;
  const reference = page(n);
  return {
    values: {
      reference,
      writtenDate: page(n, date),
      oneMore: page(n + 1),
      missing: reference.replace("## Decision\n\n", ""),
      deeper: reference.replace("## Context", "### Context"),
    },
  };
};
