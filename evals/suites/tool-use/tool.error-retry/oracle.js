// The first call is refused, the second answer is cut off; then either the tool works or it never does.
export default ({ random }) => {
  const team = random.pick(["vision", "speech", "ranking", "forecast"]);
  const number = random.int(3, 11);
  const two = (value) => String(value).padStart(2, "0");
  const [month, before] = [`2031-${two(number)}`, `2031-${two(number - 1)}`];
  const hours = random.int(1200, 9800);
  const hoursBefore = hours - random.int(40, 400);
  const recovers = random.int(0, 1) === 1;
  const last = recovers ? "get_usage" : "get_usage_export";
  const asked = { tool: "get_usage", arguments: { team, month } };
  const fault = { tool: "get_usage", calls: ["rate-limited", "malformed"] };
  const digits = String(hours);
  return {
    values: { team, month, before, hours, hoursBefore, last },
    grader: {
      setup: {
        usage: [
          { team, month: before, gpuHours: hoursBefore },
          { team, month, gpuHours: hours },
          { team: "platform", month, gpuHours: hours + 77 },
        ],
        faults: [recovers ? fault : { ...fault, forever: true }],
      },
      required: recovers ? [asked, asked, asked] : [asked, asked, { tool: last, arguments: { team, month } }],
      forbidden: [{ tool: "get_usage", moreThan: 3 }],
      state: { changes: [] },
      final: { mentions: [[digits, `${digits.slice(0, -3)},${digits.slice(-3)}`]] },
    },
  };
};
