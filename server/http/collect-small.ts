// Reads a short answer to its end, such as an error, before anything is decided about it.
import { GatewayError } from "../gateway-error.ts";
import type { Answer } from "./dispatch.ts";

const longestBytes = 64 * 1024;

/** Undefined when it is longer, or breaks off. Rejects with the reason when the client has gone meanwhile. */
export function collectSmall(answer: Answer): Promise<Buffer | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer | undefined>();
  const pieces: Buffer[] = [];
  let bytes = 0;
  answer.read({
    piece(chunk) {
      pieces.push(chunk);
      bytes += chunk.length;
      if (bytes > longestBytes) answer.abort(new GatewayError("upstream_failed", "Too long."));
    },
    end: () => resolve(Buffer.concat(pieces, bytes)),
    broken(error) {
      const isOfUpstream = !(error instanceof GatewayError) || error.code.startsWith("upstream");
      if (isOfUpstream) resolve(undefined);
      else reject(error);
    },
  });
  return promise;
}
