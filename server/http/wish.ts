// What a request says about itself to admission: how urgent, whose, about how much work, and where its beginning may be known.
import type { RequestFacts } from "../audit/entry.ts";
import type { DataRoute } from "../routes/data-routes.ts";
import { estimateCost } from "../scheduling/estimate.ts";
import type { Wish } from "../scheduling/slot.ts";
import { prefixesOf } from "../upstreams/prefix-index.ts";
import type { Route } from "../upstreams/route.ts";
import type { ScannedBody } from "./body/scan-body.ts";

export type Asked = {
  facts: RequestFacts;
  body: Buffer;
  scanned: ScannedBody;
  route: DataRoute;
  found: Pick<Route, "tiers" | "class">;
};

export function wishOf({ facts, body, scanned, route, found }: Asked): Wish {
  const { isChat, generates } = route;
  const { content } = scanned;
  // Where there is nothing to choose from, nobody asks who knows its beginning.
  const isChoice = found.tiers.some((targets) => targets.length > 1);
  return {
    class: found.class ?? facts.class,
    flow: facts.person,
    cost: estimateCost({
      bodyBytes: body.length,
      maxTokens: generates ? scanned.maxTokens : 0,
      isChat,
    }),
    tiers: found.tiers,
    prefixes:
      isChat && isChoice && content !== undefined
        ? prefixesOf(body, { start: content.from, end: content.to })
        : [],
    isAgain: false,
  };
}
