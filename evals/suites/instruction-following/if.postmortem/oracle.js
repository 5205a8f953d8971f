export default ({ params: { host, low, n } }) => {
  const actions = [
    "Renew every certificate thirty days before it ends.",
    "Raise an alert when one has fewer than fourteen days left.",
    "List all certificates with their owners in the handbook.",
    "Try the renewal by hand once in every quarter.",
    "Remove the certificates that nobody uses.",
  ];
  const text = (count) => `## Summary

The certificate of the ${host} host ended at night and clients refused to connect for about three hours until it was renewed by hand.

## Impact

Nobody could reach the host during that time. Messages were kept by their senders and arrived later. Two scheduled jobs failed and were started again in the morning.

## Cause

The renewal job had been moved to another machine and lacked the right to restart the service. Its failure was written to a log that nobody reads.

## Actions

${actions.slice(0, count).map((action) => `- ${action}`).join("\n")}`;
  const reference = text(n);
  return {
    values: {
      high: low + 80,
      reference,
      missingHeading: reference.replace("## Cause\n\n", ""),
      tooShort: reference.replace(/(Nobody could|The renewal job|The certificate of).*/g, "See the log."),
      oneMore: text(n + 1),
      title: `# Post-mortem\n\n${reference}`,
    },
  };
};
