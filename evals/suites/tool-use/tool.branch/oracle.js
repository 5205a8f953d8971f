// Which way is right depends on one check among several; the build before came out the other way.
const names = ["unit tests", "contract tests", "image scan", "load test", "migration dry run"];

export default ({ random }) => {
  const service = random.pick(["payments", "identity", "warehouse", "notifier"]);
  const number = random.int(1200, 9800);
  const [build, before] = [`b${number}`, `b${number - 1}`];
  const passes = random.int(0, 1) === 1;
  const broken = random.pick(names);
  const order = random.shuffle(names);
  const checksOf = (isGreen) =>
    order.map((check) => ({
      check,
      passed: isGreen || check !== broken,
      detail: isGreen || check !== broken ? "0 findings" : "1 finding",
    }));
  const right = passes ? "promote_build" : "open_incident";
  const mark = passes ? "promoted" : "incident";
  return {
    values: {
      service,
      build,
      before,
      right,
      wrong: passes ? "open_incident" : "promote_build",
      says: passes ? `All checks passed, ${build} is promoted.` : `The ${broken} failed, so there is an incident.`,
    },
    grader: {
      setup: {
        builds: [
          { build: before, service, checks: checksOf(!passes) },
          { build, service, checks: checksOf(passes) },
        ],
      },
      required: [
        { tool: "run_checks", arguments: { service, build }, exact: true },
        { tool: right, arguments: { service, build }, exact: true },
      ],
      state: { changes: [`${service} ${build} ${mark}`] },
      ...(passes ? {} : { final: { mentions: [broken.split(" ").slice(0, -1).join(" ")] } }),
    },
  };
};
