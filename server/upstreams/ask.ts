// Asks an upstream something about itself: one GET with bounds on time and length. What the answer means is for the caller.
import type { Pool } from "undici";
import type { SetTimer } from "../../core/model/inactivity.ts";

export type Asked = {
  pool: Pool;
  path: string;
  authorization: string | undefined;
  setTimer: SetTimer;
};
export type Told = { status: number; body: Buffer; isSimulated: boolean };

const timeoutMs = 5_000;
/** A list of ten thousand adapters; nobody needs more. */
const longestBody = 4 * 1024 * 1024;

/** Why an upstream could not be asked, where neither a status nor a socket's code says it. */
export class AskFailed extends Error {
  readonly code: "no_answer" | "too_long";

  constructor(code: AskFailed["code"]) {
    super(`The server could not be asked: ${code}.`);
    this.code = code;
  }
}

/** @throws AskFailed, what the socket threw, or the signal's reason. */
export async function askUpstream(asked: Asked, signal: AbortSignal): Promise<Told> {
  signal.throwIfAborted();
  const controller = new AbortController();
  const stop = () => controller.abort(signal.reason);
  signal.addEventListener("abort", stop, { once: true });
  const cancel = asked.setTimer(() => controller.abort(new AskFailed("no_answer")), timeoutMs);
  try {
    const { statusCode, headers, body } = await asked.pool.request({
      method: "GET",
      path: asked.path,
      headers: {
        accept: "application/json",
        "accept-encoding": "identity",
        ...(asked.authorization === undefined ? {} : { authorization: asked.authorization }),
      },
      signal: controller.signal,
    });
    const isSimulated = headers["x-simulated"] === "true";
    return { status: statusCode, body: await readBounded(body), isSimulated };
  } finally {
    cancel();
    signal.removeEventListener("abort", stop);
  }
}

async function readBounded(body: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  // Leaving the loop early closes the socket.
  for await (const chunk of body) {
    length += chunk.length;
    if (length > longestBody) throw new AskFailed("too_long");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}
