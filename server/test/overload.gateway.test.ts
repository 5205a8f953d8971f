import assert from "node:assert/strict";
import { startFlood } from "../bench/fairness/flood.ts";
import {
  type SlowUpstream,
  slowModel,
  startSlowUpstream,
} from "../bench/fairness/slow-upstream.ts";
import { ends, fieldStand, until } from "./field/stand.ts";
import type { TestGateway } from "./gateway.ts";
import { gaugesAt } from "./trials/footprint.ts";

const signal = new AbortController().signal;
const mebibyte = 1024 * 1024;
const forEver = 24 * 3_600_000;
const requests = 120;
const bodyBytes = 100_000;

describe("ten times as much as the models can answer", function () {
  this.timeout(60_000);
  const stand = fieldStand();

  async function start(): Promise<{ upstream: SlowUpstream; gateway: TestGateway }> {
    const upstream = await startSlowUpstream(forEver);
    stand.owns(upstream.close);
    const reserve = { inline: 1, chat: 0 };
    const config = {
      upstreams: { u0: { url: upstream.url, maxInFlight: 4, reserve } },
      models: { [slowModel]: [{ upstream: "u0" }] },
      admission: { bodiesInMemoryMiB: 1, headersAfterMs: 50 },
    };
    return { upstream, gateway: await stand.gateway([upstream], config, { role: "admin" }) };
  }

  function flood(gateway: TestGateway) {
    const { url, key } = gateway;
    const headers = { authorization: `Bearer ${key}`, "x-tandem-task": "chat" };
    const what = { url, model: slowModel, headers, bodyBytes, perSecond: 1_000, requests };
    return startFlood(what, signal);
  }

  const gauge = async ({ origin, key }: TestGateway, name: string) =>
    (await gaugesAt({ origin, key, signal })).get(name);

  it("is neither refused nor kept in memory, and in the end everybody is answered what they asked", async () => {
    const { upstream, gateway } = await start();
    const flooding = flood(gateway);
    await until("all who have no slot to wait", async () => {
      const waiting = await gauge(gateway, 'waiting_requests{class="chat"}');
      return waiting === requests - 3;
    });
    const held = (await gauge(gateway, "body_bytes")) ?? Number.NaN;
    assert.ok(held > 0 && held <= mebibyte, `${held} bytes are held`);
    assert.equal(upstream.atOnce, 3);

    const inline = await fetch(`${gateway.url}/completions`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Bearer ${gateway.key}`,
        "x-tandem-task": "inline",
      },
      body: JSON.stringify({ model: slowModel, prompt: "const ", stream: true }),
    });
    assert.match(await inline.text(), /data: \[DONE\]/);
    assert.equal(upstream.atOnce, 3);

    upstream.holdFor(0);
    const seen = await flooding.over;
    assert.deepEqual(seen.failed, {});
    assert.equal(seen.answered, requests);
    assert.ok(seen.comments > 0, "nobody was told to wait");
    assert.ok(upstream.mostAtOnce <= 4, `${upstream.mostAtOnce} at once`);
    const audited = await ends(gateway, requests + 1);
    const outcomes = new Set(audited.map(({ final }) => final?.outcome));
    assert.deepEqual(outcomes, new Set(["complete"]));
    assert.equal(await gauge(gateway, "body_bytes"), 0);
    assert.equal(await gauge(gateway, "waiting_bodies"), 0);
  });

  it("leaves nothing of those who give up, and goes on with those who stay", async () => {
    const { upstream, gateway } = await start();
    const flooding = flood(gateway);
    await until("all who have no slot to wait", async () => {
      const waiting = await gauge(gateway, 'waiting_requests{class="chat"}');
      return waiting === requests - 3;
    });
    flooding.giveUp(2);
    await until("those who gave up to be gone", async () => {
      const waiting = await gauge(gateway, 'waiting_requests{class="chat"}');
      return (waiting ?? requests) < requests / 2;
    });
    upstream.holdFor(0);
    const seen = await flooding.over;
    assert.deepEqual(seen.failed, {});
    assert.equal(seen.answered + seen.gaveUp, requests);
    assert.ok(seen.gaveUp > 0 && seen.answered > 0);
    const audited = await ends(gateway, requests);
    const aborted = audited.filter(({ final }) => final?.outcome === "aborted");
    assert.equal(aborted.length, seen.gaveUp);
    assert.equal(await gauge(gateway, "body_bytes"), 0);
    assert.equal(await gauge(gateway, 'in_flight_requests{upstream="u0"}'), 0);
  });
});
