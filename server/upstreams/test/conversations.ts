// Replays many conversations over several upstreams and counts how much of each turn its upstream has cached, for turns sent
// by affinity, always to the same upstream, and in turn. The caches are exact and endless, in blocks of about vLLM's size.
import { hash } from "node:crypto";
import { createRandom } from "../../../evals/random.ts";
import { createPrefixIndex, prefixesOf } from "../prefix-index.ts";

type Turn = { conversation: number; body: Buffer };

/** 16 tokens. */
const blockBytes = 64;
const upstreams = ["a", "b", "c", "d"];

export type Replay = {
  /** Shares of all bytes of prompts that were cached. */
  affinity: number;
  sticky: number;
  roundRobin: number;
  /** Bytes sent to the fullest upstream, against the mean, by affinity. */
  spread: number;
};

export function replay(conversations = 40, turnsEach = 8): Replay {
  const turns = drawTurns(conversations, turnsEach);
  const byAffinity = affinityPolicy();
  const measured = measure(turns, byAffinity);
  return {
    affinity: measured.share,
    spread: measured.spread,
    sticky: measure(turns, ({ conversation }) => conversation % upstreams.length).share,
    roundRobin: measure(turns, (_turn, index) => index % upstreams.length).share,
  };
}

/** Turns of all conversations mixed, each body with everything said before, three system prompts among them. */
function drawTurns(conversations: number, turnsEach: number): Turn[] {
  const random = createRandom("conversations");
  const words = (bytes: number) => {
    let text = "";
    while (text.length < bytes) text += `${random.int(0, 0xffffff).toString(36)} `;
    return text;
  };
  const systems = [1_500, 2_500, 4_000].map(words);
  const messages = Array.from({ length: conversations }, () => [
    { role: "system", content: random.pick(systems) },
  ]);
  const order = messages.flatMap((_, conversation) => Array(turnsEach).fill(conversation));
  return random.shuffle(order).map((conversation: number) => {
    const said = messages[conversation] ?? [];
    said.push({ role: "user", content: words(random.int(100, 3_000)) });
    const body = Buffer.from(JSON.stringify(said));
    said.push({ role: "assistant", content: words(random.int(200, 2_000)) });
    return { conversation, body };
  });
}

type Policy = (turn: Turn, index: number) => number;

/** Where at least half of it is; otherwise where least was sent. */
function affinityPolicy(): Policy {
  const index = createPrefixIndex({ capacity: 100_000 });
  const sent = upstreams.map(() => 0);
  return ({ body }) => {
    const prefixes = prefixesOf(body, { start: 0, end: body.length });
    const known = upstreams.map((name) => index.has(name, prefixes));
    const most = Math.max(...known);
    const isWorthIt = most > 0 && most >= prefixes.length / 2;
    const chosen = isWorthIt ? known.indexOf(most) : sent.indexOf(Math.min(...sent));
    index.note(upstreams[chosen] ?? "", prefixes);
    sent[chosen] = (sent[chosen] ?? 0) + body.length;
    return chosen;
  };
}

function measure(turns: readonly Turn[], policy: Policy): { share: number; spread: number } {
  const caches = upstreams.map(() => new Set<string>());
  const sent = upstreams.map(() => 0);
  let cached = 0;
  let total = 0;
  for (const [index, turn] of turns.entries()) {
    const chosen = policy(turn, index);
    cached += serve(caches[chosen] ?? new Set(), turn.body);
    sent[chosen] = (sent[chosen] ?? 0) + turn.body.length;
    total += turn.body.length;
  }
  return { share: cached / total, spread: Math.max(...sent) / (total / upstreams.length) };
}

/** Bytes of the prompt that the cache had; it has all of it now. */
function serve(cache: Set<string>, body: Buffer): number {
  let chain = "";
  let cached = 0;
  for (let at = 0; at + blockBytes <= body.length; at += blockBytes) {
    chain = hash("sha1", chain + body.toString("latin1", at, at + blockBytes), "base64");
    if (cache.has(chain)) cached = at + blockBytes;
    else cache.add(chain);
  }
  return cached;
}
