// What a request says about itself to admission: how urgent, whose, about how much work, and where its beginning may be known.
import type { RequestFacts } from "../audit/entry.ts";
import type { DataRoute } from "../routes/data-routes.ts";
import { estimateCost } from "../scheduling/estimate.ts";
import type { Wish } from "../scheduling/slot.ts";
import { prefixesOf } from "../upstreams/prefix-index.ts";
import type { ScannedBody } from "./body/scan-body.ts";

export type Asked = {
  facts: RequestFacts;
  body: Buffer;
  scanned: ScannedBody;
  route: DataRoute;
  tiers: Wish["tiers"];
};

export function wishOf({ facts, body, scanned, route, tiers }: Asked): Wish {
  const { isChat, generates } = route;
  const { content } = scanned;
  return {
    class: facts.class,
    flow: facts.person,
    cost: estimateCost({
      bodyBytes: body.length,
      maxTokens: generates ? scanned.maxTokens : 0,
      isChat,
    }),
    tiers,
    prefixes:
      isChat && content !== undefined
        ? prefixesOf(body, { start: content.from, end: content.to })
        : [],
    isAgain: false,
  };
}
