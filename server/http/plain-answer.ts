// Answers a request that goes to no model: something small that is known at once, and the same refusals as everywhere. It
// does not know what the routes say.
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Role } from "../../core/protocol/gateway-key.ts";
import { errorBody, GatewayError } from "../gateway-error.ts";
import { meetClient, refusalHeaders } from "./client.ts";
import { internalError } from "./ending.ts";
import type { Parts } from "./parts.ts";
import { headersToClient } from "./pass-headers.ts";
import { presentedKey } from "./presented-key.ts";

export type PlainAnswer = { status?: number; type: string; body: string; isSimulated?: boolean };

export type PlainRoute = {
  /** Whose key it needs; without it none. */
  needs?: "any" | Role;
  /** `role` of the key, where it needs one. @throws GatewayError */
  answer(name: string, role: Role | undefined): PlainAnswer | Promise<PlainAnswer>;
};

/** Never rejects. */
export async function answerPlainly(
  request: IncomingMessage,
  response: ServerResponse,
  { route, name, parts }: { route: PlainRoute; name: string; parts: Parts },
): Promise<void> {
  const client = meetClient(request, response);
  const id = parts.newId();
  try {
    const { needs } = route;
    const role = needs === undefined ? undefined : roleOf(request, needs, parts);
    const { status = 200, type, body, isSimulated = false } = await route.answer(name, role);
    const bytes = Buffer.from(body);
    client.begin(status, headersToClient(id, { type, isSimulated, length: bytes.length }));
    client.end(bytes);
  } catch (error) {
    if (!(error instanceof GatewayError)) parts.onError(error, id);
    const refusal = error instanceof GatewayError ? error : internalError();
    const bytes = Buffer.from(errorBody(refusal));
    client.begin(refusal.status, refusalHeaders(id, refusal, bytes.length));
    client.end(bytes);
  }
}

function roleOf(
  request: IncomingMessage,
  needs: "any" | Role,
  { keys, refusals }: Pick<Parts, "keys" | "refusals">,
): Role {
  try {
    const { role } = keys.find(presentedKey(request.headers));
    if (needs === "any" || role === needs) return role;
  } catch (error) {
    if (error instanceof GatewayError) refusals.count(error.code);
    throw error;
  }
  throw new GatewayError("forbidden", `This needs a key of the role ${needs}.`);
}
