// What an upstream says of its own failure, in any of the shapes vLLM has had. The message may repeat the request and is
// left out.
import { fieldsOf } from "./usage.ts";

export type UpstreamError = { type: string | undefined; status: number | undefined };

/** Undefined when the payload is no error. */
export function upstreamErrorOf(payload: unknown): UpstreamError | undefined {
  const fields = fieldsOf(payload);
  const { error } = fields;
  if (typeof error === "string") return { type: undefined, status: undefined };
  if (typeof error === "object" && error !== null) return described(fieldsOf(error));
  return fields.object === "error" ? described(fields) : undefined;
}

function described({ type, code }: Record<string, unknown>): UpstreamError {
  const status = Number(code);
  return {
    type: typeof type === "string" ? type.slice(0, 100) : undefined,
    status: status >= 400 && status < 600 ? status : undefined,
  };
}
