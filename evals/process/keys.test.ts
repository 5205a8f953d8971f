import assert from "node:assert/strict";
import { takeKeys } from "./keys.ts";

function check(env: NodeJS.ProcessEnv, expected: ReturnType<typeof takeKeys>): void {
  assert.deepEqual(takeKeys(env), expected);
  assert.deepEqual(Object.keys(env), ["PATH"]);
}

describe("takeKeys", () => {
  const PATH = "/bin";
  it("takes both out of the environment", () =>
    check(
      { PATH, TANDEM_API_KEY: "sk-1", TANDEM_JUDGE_API_KEY: "sk-2" },
      { apiKey: "sk-1", judgeApiKey: "sk-2" },
    ));
  it("takes an empty one for none", () => check({ PATH, TANDEM_API_KEY: "" }, {}));
  it("finds none", () => check({ PATH }, {}));
});
