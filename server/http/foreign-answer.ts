// Tells answers that no model's server gives a client: redirects, pages for people, what was compressed unasked, and refusals
// of the gateway's own key, which a client would take for its own. None of them is passed on. Knows headers only.
import { GatewayError } from "../gateway-error.ts";
import type { Answer } from "./dispatch.ts";
import { isEventStream } from "./stream/watch-stream.ts";

/** Undefined for what may be passed on. */
export function foreignAnswer({ status, headers }: Answer): GatewayError | undefined {
  if (refusesGateway.has(status)) {
    return failed(
      "The model's server refused the gateway's own key: whoever runs the gateway has to set another.",
    );
  }
  const type = headers["content-type"];
  const isPage = status < 300 && /^\s*text\//i.test(type ?? "") && !isEventStream(type);
  const isElsewhere = (status >= 300 && status < 400) || noContent.has(status);
  if (isPage || isElsewhere || isEncoded(headers["content-encoding"])) {
    return failed(
      "The model's server gave no answer of a model: whoever runs the gateway has to look at its URL.",
    );
  }
  return undefined;
}

const refusesGateway: ReadonlySet<number> = new Set([401, 403, 407]);
const noContent: ReadonlySet<number> = new Set([204, 205]);

/** It was asked for without: whoever reads it would not know what to do with it, and nobody could record what it says. */
function isEncoded(encoding: string | undefined): boolean {
  return encoding !== undefined && !/^\s*(identity)?\s*$/i.test(encoding);
}

function failed(message: string): GatewayError {
  return new GatewayError("upstream_failed", message);
}
