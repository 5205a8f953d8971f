// Answers that are not streams. Everything the simulator sends says that it is simulated.
import type { ServerResponse } from "node:http";
import { type ApiError, errorBody } from "../protocol/errors.ts";
import type { VersionProfile } from "../version-profile.ts";

export const simulatedHeader = { "x-simulated": "true" } as const;

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  sendText(response, { status, type: "application/json", text: JSON.stringify(body) });
}

export function sendText(
  response: ServerResponse,
  { status, type, text }: { status: number; type: string; text: string },
): void {
  const bytes = Buffer.from(text);
  response.writeHead(status, {
    ...simulatedHeader,
    "content-length": bytes.length,
    ...(bytes.length > 0 ? { "content-type": type } : {}),
  });
  response.end(bytes);
}

export function sendError(
  response: ServerResponse,
  error: ApiError,
  profile: VersionProfile,
): void {
  sendJson(response, error.status, errorBody(error, profile));
}
