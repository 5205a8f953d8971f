// Why a gateway could not be started, as sentences with the next step.
import { plainText } from "../../../evals/report/plain-line.ts";
import { LogDamaged } from "../../audit/logs.ts";
import { ConfigError } from "../../config/config-error.ts";
import { storeErrorOf } from "../../store/open-store.ts";
import type { StorePlace } from "../../store/store.ts";
import { StoreError } from "../../store/store-error.ts";

/** Undefined for what nobody expected. */
export async function startFailure(
  error: unknown,
  { host, port, place }: { host: string; port: number; place: StorePlace },
): Promise<string | undefined> {
  if (error instanceof ConfigError) return plainText(error.problems.join("\n"));
  if (isListenError(error)) {
    const next =
      error.code === "EADDRINUSE"
        ? "Something else listens there: name another --port."
        : "Name another --host or --port.";
    return `cannot listen on ${host}:${port} (${error.code}). ${next}`;
  }
  if (error instanceof LogDamaged) return damageText(error);
  const known = await storeErrorOf(place, error);
  return known instanceof StoreError ? plainText(known.message) : undefined;
}

/** Nothing is appended to it: that would hide where it was damaged. */
function damageText({ log, position }: LogDamaged): string {
  return `the audit log ${log} is damaged from record ${position} on, and nothing is recorded behind that: look with tandem audit verify, then restore the log from a backup, or go on in a new one with --new-log.`;
}

function isListenError(error: unknown): error is NodeJS.ErrnoException & { code: string } {
  return (
    error instanceof Error &&
    "code" in error &&
    "syscall" in error &&
    (error.syscall === "listen" || error.syscall === "getaddrinfo")
  );
}
