// Check Connection against the simulated endpoint, well configured and badly.
import assert from "node:assert/strict";
import { capabilitiesFrom, probeEndpoint, type StepResult } from "../../../core/model/probe.ts";
import { continuation } from "../answers/prompt-lookup.ts";
import type { StartOptions } from "../server.ts";
import { vllmVersions } from "../version-profile.ts";
import { clientOf, never, withSimulator } from "./against-simulator.ts";

async function probe(url: string, more: { apiKey?: string; model?: string } = {}) {
  const results: StepResult[] = [];
  const { apiKey, model } = more;
  const options = {
    endpoint: { id: "test", url, ...(apiKey === undefined ? {} : { apiKey }) },
    createClient: (endpoint: { url: string }) =>
      clientOf(endpoint.url, apiKey === undefined ? {} : { apiKey }),
    ...(model === undefined ? {} : { model }),
    form: "full" as const,
  };
  for await (const result of probeEndpoint(options, never)) results.push(result);
  return results;
}

const outcomesOf = (results: StepResult[]) =>
  Object.fromEntries(results.map(({ step, outcome }) => [step, outcome]));
const withTools: StartOptions = {
  enableAutoToolChoice: true,
  toolCallParser: "qwen3_coder",
  script: {
    chat: () => ({ text: "yes", toolCalls: [{ name: "report", arguments: { ready: true } }] }),
    completion: continuation,
  },
};

for (const vllmVersion of vllmVersions) {
  describe(`probing vLLM ${vllmVersion}`, () => {
    it("finds everything", () =>
      withSimulator({ ...withTools, vllmVersion }, async ({ url }) => {
        const results = await probe(url);
        assert.deepEqual([...new Set(results.map(({ outcome }) => outcome))], ["ok"]);
        const found = capabilitiesFrom(results);
        assert.equal(found.contextWindow, 65_536);
        assert.ok(found.serverVersion?.startsWith(vllmVersion));
        assert.equal(found.isSimulated, true);
        assert.deepEqual(found.fim, {
          family: "qwen",
          // The marks, then <|endoftext|>, <|fim_pad|>, <|repo_name|>, <|file_sep|>, <|im_start|>, <|im_end|>.
          tokenIds: [
            151_659, 151_661, 151_660, 151_643, 151_662, 151_663, 151_664, 151_644, 151_645,
          ],
          verdict: "fills",
        });
      }));

    it("finds the wrong tool parser", () =>
      withSimulator({ ...withTools, vllmVersion, toolCallParser: "hermes" }, async ({ url }) => {
        const tools = (await probe(url)).find(({ step }) => step === "tools");
        assert.equal(tools?.outcome, "warning");
        assert.match(tools?.summary ?? "", /parser/);
        assert.match(tools?.remedy ?? "", /qwen3_coder/);
      }));

    it("finds the missing tool parser", () =>
      withSimulator({ vllmVersion }, async ({ url }) => {
        assert.equal(outcomesOf(await probe(url)).tools, "warning");
      }));

    for (const completions of ["prose", "fences", "specials", "empty"] as const) {
      it(`finds that raw prompts are answered with ${completions}`, () =>
        withSimulator({ vllmVersion, completions }, async ({ url }) => {
          const fim = (await probe(url)).find(({ step }) => step === "fim");
          assert.equal(fim?.outcome, "warning");
          assert.ok(fim?.remedy);
          assert.equal(fim?.learned?.fim?.verdict, completions);
        }));
    }

    it("finds the wrong key", () =>
      withSimulator({ vllmVersion, apiKey: "right-key" }, async ({ url }) => {
        const { connect, key, models } = outcomesOf(await probe(url, { apiKey: "wrong-key" }));
        assert.deepEqual([connect, key, models], ["ok", "failed", "skipped"]);
        assert.equal(outcomesOf(await probe(url, { apiKey: "right-key" })).chat, "ok");
      }));

    it("finds the missing model", () =>
      withSimulator({ vllmVersion }, async ({ url }) => {
        assert.equal(outcomesOf(await probe(url, { model: "gone" })).models, "failed");
      }));
  });
}
