import assert from "node:assert/strict";
import { errorLog } from "./error-log.ts";

const full = () => Object.assign(new Error("at 7"), { code: "ENOSPC" });

type Step = [at: number, error: unknown];

function check(what: string, steps: Step[], expected: [code: unknown, unsaid: unknown][]) {
  it(what, () => {
    const lines: [unknown, unknown][] = [];
    let at = 0;
    const error = (facts: { err: unknown; unsaid?: number }) => {
      const { err, unsaid } = facts;
      lines.push([err instanceof Error && "code" in err ? err.code : err, unsaid]);
    };
    // It calls nothing else of a log.
    const onError = errorLog({ error } as never, () => at);
    for (const [time, err] of steps) {
      at = time;
      onError(err);
    }
    assert.deepEqual(lines, expected);
  });
}

describe("errorLog", () => {
  check("tells the first at once", [[0, full()]], [["ENOSPC", undefined]]);
  check(
    "tells the same again after a while, with how many came between",
    [
      [0, full()],
      [1, full()],
      [9_999, full()],
      [10_000, full()],
      [10_001, full()],
    ],
    [
      ["ENOSPC", undefined],
      ["ENOSPC", 2],
    ],
  );
  check(
    "tells another one at once",
    [
      [0, full()],
      [1, Object.assign(new Error("at 7"), { code: "EIO" })],
      [2, full()],
      [3, "odd"],
    ],
    [
      ["ENOSPC", undefined],
      ["EIO", undefined],
      ["odd", undefined],
    ],
  );
});
