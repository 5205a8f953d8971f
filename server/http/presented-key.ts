// Finds the key a request presents in its headers, as the clients of OpenAI, Azure and Anthropic send it. It does not know
// which keys are good.
import type { IncomingHttpHeaders } from "node:http";

/** `Authorization: Bearer …`, `x-api-key` or `api-key`; undefined when there is none. */
export function presentedKey(headers: IncomingHttpHeaders): string | undefined {
  const { authorization } = headers;
  if (authorization !== undefined) {
    const [, key] = /^bearer +(\S+) *$/i.exec(authorization) ?? [];
    if (key !== undefined) return key;
  }
  for (const name of ["x-api-key", "api-key"] as const) {
    const value = headers[name];
    if (typeof value === "string" && value !== "") return value;
  }
  return undefined;
}
