import assert from "node:assert/strict";
import { judgeKey } from "./prepare.ts";

describe("judgeKey", () => {
  const [here, there] = ["http://gpu1:8000/v1", "https://judge.example/v1"];
  const check = (name: string, keys: string[], judge: string, expected: string | undefined) =>
    it(name, () => {
      const [apiKey, judgeApiKey] = keys;
      const given = {
        ...(apiKey === undefined ? {} : { apiKey }),
        ...(judgeApiKey === undefined ? {} : { judgeApiKey }),
      };
      assert.equal(judgeKey(given, here, judge), expected);
    });
  check("is the endpoint's at the endpoint itself", ["own"], here, "own");
  check("is the endpoint's on another path of it", ["own"], "http://gpu1:8000/judge/v1", "own");
  check("is never the endpoint's elsewhere", ["own"], there, undefined);
  check("is never the endpoint's on another port", ["own"], "http://gpu1:8001/v1", undefined);
  check("is the judge's wherever there is one", ["own", "judge"], there, "judge");
  check("is the judge's also at the endpoint", ["own", "judge"], here, "judge");
  check("is none without keys", [], here, undefined);
});
