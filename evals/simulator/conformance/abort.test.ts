// Leaving an answer frees the server: the abort reaches the engine, whichever way the reader goes.
import assert from "node:assert/strict";
import type { Simulator } from "../server.ts";
import { vllmVersions } from "../version-profile.ts";
import { chatRequest, clientOf, never, saying, withSimulator } from "./against-simulator.ts";

const endless = saying({ text: "word ".repeat(20_000) });

for (const vllmVersion of vllmVersions) {
  describe(`leaving an answer of vLLM ${vllmVersion}`, () => {
    const start = { vllmVersion, profile: "fim-7b" as const, script: endless };

    it("frees the slot when the signal is aborted", () =>
      withSimulator(start, async (simulator) => {
        const controller = new AbortController();
        const reading = (async () => {
          const request = chatRequest({ maxTokens: 20_000 });
          for await (const event of clientOf(simulator.url).streamChat(
            request,
            controller.signal,
          )) {
            assert.equal(event.kind, "text");
            assert.equal(await running(simulator), 1);
            controller.abort("stopped");
          }
        })();
        await assert.rejects(reading, (reason) => reason === "stopped");
        await idle(simulator);
        assert.equal(simulator.requests().at(0)?.outcome, "aborted");
      }));

    it("frees the slot when the reader leaves the loop", () =>
      withSimulator(start, async (simulator) => {
        const request = chatRequest({ maxTokens: 20_000 });
        for await (const event of clientOf(simulator.url).streamChat(request, never)) {
          if (event.kind === "text") break;
        }
        await idle(simulator);
        assert.equal(simulator.requests().at(0)?.outcome, "aborted");
      }));

    it("frees the slot of a request that had to wait for its first token", () =>
      withSimulator({ ...start, maxNumSeqs: 1 }, async (simulator) => {
        const client = clientOf(simulator.url);
        const [first, second] = [new AbortController(), new AbortController()];
        const request = chatRequest({ maxTokens: 20_000 });
        const runningOne = client.streamChat(request, first.signal)[Symbol.asyncIterator]();
        await runningOne.next();
        const waitingOne = client.streamChat(request, second.signal)[Symbol.asyncIterator]();
        const waiting = waitingOne.next();
        await until(async () => (await gauge(simulator, "waiting")) === 1);
        second.abort("stopped");
        await assert.rejects(waiting, (reason) => reason === "stopped");
        await until(async () => (await gauge(simulator, "waiting")) === 0);
        first.abort("stopped");
        await assert.rejects(runningOne.next(), (reason) => reason === "stopped");
        await idle(simulator);
      }));
  });
}

const running = (simulator: Simulator) => gauge(simulator, "running");
const idle = (simulator: Simulator) => until(async () => (await running(simulator)) === 0);

async function gauge(simulator: Simulator, name: "running" | "waiting"): Promise<number> {
  const text = await (await fetch(`${simulator.origin}/metrics`)).text();
  const value = new RegExp(`^vllm:num_requests_${name}\\{[^}]*\\} ([\\d.]+)$`, "m").exec(text)?.[1];
  assert.ok(value !== undefined);
  return Number(value);
}

/** Asks again until it holds; the runner's own limit ends a wait in vain. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds()));
}
