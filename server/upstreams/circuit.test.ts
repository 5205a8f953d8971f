import assert from "node:assert/strict";
import { type CircuitState, createCircuit } from "./circuit.ts";

/** `r` a request, `h` a health check; `+` went well, `-` failed. */
type Step = "r+" | "r-" | "h+" | "h-";

/** Each step with the state and the wait after it. */
function check(what: string, steps: [Step, CircuitState, number?][]) {
  it(what, () => {
    const circuit = createCircuit();
    for (const [index, [step, state, waitMs = 2_000]] of steps.entries()) {
      const result = step.endsWith("+") ? "ok" : "failed";
      if (step.startsWith("r")) circuit.request(result);
      else circuit.health(result);
      const got = { state: circuit.state, waitMs: circuit.waitMs };
      assert.deepEqual(got, { state, waitMs }, `after step ${index + 1}, ${step}`);
    }
  });
}

describe("createCircuit", () => {
  it("begins half open: it is used, and nothing is known", () => {
    assert.equal(createCircuit().state, "half_open");
  });
  check("one good health check is enough at first", [["h+", "closed"]]);
  check("one request is enough at first", [["r+", "closed"]]);
  check("one failure is enough at first", [["h-", "open"]]);
  check("opens on three failures in a row", [
    ["r+", "closed"],
    ["r-", "closed"],
    ["r-", "closed"],
    ["r-", "open"],
  ]);
  check("requests and health checks count together", [
    ["r+", "closed"],
    ["r-", "closed"],
    ["h-", "closed"],
    ["r-", "open"],
  ]);
  check("a request that goes well starts the count anew", [
    ["r+", "closed"],
    ["r-", "closed"],
    ["h-", "closed"],
    ["r+", "closed"],
    ["r-", "closed"],
    ["r-", "closed"],
    ["r-", "open"],
  ]);
  check("health checks that go well do not excuse requests that fail", [
    ["h+", "closed"],
    ["r-", "closed"],
    ["h+", "closed"],
    ["r-", "closed"],
    ["h+", "closed"],
    ["r-", "open"],
  ]);
  check("single failed health checks hours apart do not add up", [
    ["h+", "closed"],
    ["h-", "closed"],
    ["h+", "closed"],
    ["h-", "closed"],
    ["h+", "closed"],
    ["h-", "closed"],
  ]);
  check("waits longer after each check that fails, half a minute at most", [
    ["h-", "open", 2_000],
    ["h-", "open", 4_000],
    ["h-", "open", 8_000],
    ["h-", "open", 16_000],
    ["h-", "open", 30_000],
    ["h-", "open", 30_000],
    ["h+", "half_open", 2_000],
  ]);
  check("a good check opens it half, a request that goes well closes it", [
    ["h-", "open"],
    ["h+", "half_open"],
    ["r+", "closed"],
  ]);
  check("where no request comes, three good checks close it", [
    ["h-", "open"],
    ["h+", "half_open"],
    ["h+", "half_open"],
    ["h+", "half_open"],
    ["h+", "closed"],
  ]);
  check("one that is well but fails every request is left alone ever longer", [
    ["h+", "closed"],
    ["r-", "closed"],
    ["r-", "closed"],
    ["r-", "open", 2_000],
    ["h+", "half_open"],
    ["r-", "open", 4_000],
    ["h+", "half_open"],
    ["r-", "open", 8_000],
    ["h+", "half_open"],
    ["r+", "closed"],
    ["r-", "closed"],
    ["r-", "closed"],
    ["r-", "open", 2_000],
  ]);
  check("failures of requests that were under way do not keep it open longer", [
    ["h+", "closed"],
    ["r-", "closed"],
    ["r-", "closed"],
    ["r-", "open", 2_000],
    ["r-", "open", 2_000],
    ["r-", "open", 2_000],
  ]);
  check("an answer to a request that was under way is worth a try", [
    ["h-", "open"],
    ["r+", "half_open"],
    ["r+", "closed"],
  ]);
});
