import assert from "node:assert/strict";
import { pino } from "pino";
import { gatewayConfigSchema } from "../core/protocol/gateway-config.ts";
import { openUpstreamSide, type UpstreamSide } from "./upstream-side.ts";
import { cardOf, startScripted, vllmAnswers } from "./upstreams/test/scripted-server.ts";

const { signal } = new AbortController();

describe("the upstream side", () => {
  const ending: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const end of ending.splice(0).reverse()) await end();
  });

  async function pair(): Promise<{ side: UpstreamSide; said: string[] }> {
    const upstreams: Record<string, { url: string }> = {};
    for (const name of ["a", "b"]) {
      const scripted = await startScripted(vllmAnswers(cardOf("coder")));
      ending.push(() => scripted.stop());
      upstreams[name] = { url: scripted.url };
    }
    const config = gatewayConfigSchema.parse({ upstreams });
    const said: string[] = [];
    const log = pino({ base: null }, { write: (line) => void said.push(JSON.parse(line).msg) });
    const side = await openUpstreamSide({ config: () => config, env: {}, log }, signal);
    ending.push(() => side.close());
    return { side, said };
  }

  async function goesTo({ admission, router }: UpstreamSide): Promise<string> {
    const { tiers } = router().resolve({ asked: "coder", task: "chat", keyName: "ann" });
    const rest = { class: "chat", flow: "ann", cost: 1, prefixes: [1, 2], isAgain: false } as const;
    const slot = await admission.admit({ ...rest, tiers }, signal);
    slot.release();
    return slot.target.upstream;
  }

  it("takes a server that was down to have forgotten every conversation", async () => {
    const { side, said } = await pair();
    assert.deepEqual([await goesTo(side), await goesTo(side)], ["a", "a"]);
    const a = side.upstreams.get("a");
    for (const result of ["failed", "failed", "failed", "ok", "ok"] as const) a?.report(result);
    assert.deepEqual(said.slice(-3), ["upstream down", "upstream on trial", "upstream up"]);
    assert.equal(await goesTo(side), "b");
  });
});
