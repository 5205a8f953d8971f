// What the client measures agrees with the server's own record: the same tokens, and times in the one possible order.
import assert from "node:assert/strict";
import { realClock } from "../clock.ts";
import {
  answerOf,
  chatRequest,
  clientOf,
  never,
  saying,
  withSimulator,
} from "./against-simulator.ts";

describe("the client's measurement", () => {
  it("lies around the server's record", () =>
    withSimulator(
      { profile: "fim-7b", script: saying({ text: "one two three four five six seven" }) },
      async (simulator) => {
        const ticks: number[] = [];
        const now = () => {
          ticks.push(realClock.nowMs());
          return ticks.at(-1) ?? 0;
        };
        const client = clientOf(simulator.url, { now });
        for (let round = 0; round < 3; round += 1) {
          ticks.length = 0;
          const { timing, usage } = await answerOf(client.streamChat(chatRequest(), never));
          const [sentAtMs = 0] = ticks;
          const record = simulator.requests().at(-1);
          assert.ok(record?.firstTokenAtMs !== undefined && record.lastTokenAtMs !== undefined);
          assert.deepEqual(usage, {
            promptTokens: record.promptTokens,
            completionTokens: record.completionTokens,
          });
          const moments = [
            sentAtMs,
            record.arrivedAtMs,
            record.firstTokenAtMs,
            sentAtMs + (timing.ttftMs ?? 0),
            sentAtMs + timing.e2elMs,
          ];
          assert.deepEqual(
            moments.toSorted((a, b) => a - b),
            moments,
          );
          assert.ok(record.lastTokenAtMs <= sentAtMs + timing.e2elMs);
          assert.ok((timing.tpotMs ?? 0) > 0);
        }
      },
    ));
});
