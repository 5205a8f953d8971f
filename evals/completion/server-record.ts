// What the simulated endpoint itself recorded, over HTTP. A real endpoint has no such record and answers undefined.
import type { RequestRecord } from "../simulator/record.ts";

export async function serverRecord(
  url: string,
  signal: AbortSignal,
): Promise<RequestRecord[] | undefined> {
  const response = await fetch(`${new URL(url).origin}/simulator/requests`, { signal });
  if (!response.ok || response.headers.get("x-simulated") !== "true") return undefined;
  // The simulator is our own, and its record is part of its documented interface.
  const { requests } = (await response.json()) as { requests: RequestRecord[] };
  return requests;
}
