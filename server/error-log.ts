// The log of what nobody expected. The same again and again, as while a disk or a database fails, is told once in a while and
// counted in between. It does not know what went wrong.
import type { Logger } from "pino";

/** Between two lines about the same. */
const quietMs = 10_000;
const mostKinds = 100;

export function errorLog(
  log: Pick<Logger, "error">,
  now: () => number = () => performance.now(),
): (error: unknown, id?: string) => void {
  const told = new Map<string, { at: number; unsaid: number }>();
  return (err, id) => {
    const kind = kindOf(err);
    const before = told.get(kind);
    if (before !== undefined && now() - before.at < quietMs) {
      before.unsaid += 1;
      return;
    }
    if (told.size >= mostKinds) told.clear();
    told.set(kind, { at: now(), unsaid: 0 });
    const unsaid = before === undefined || before.unsaid === 0 ? {} : { unsaid: before.unsaid };
    log.error({ err, id, ...unsaid }, "unexpected");
  };
}

/** Messages may hold what is another one each time: a code goes before them. */
function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const what = "code" in error && typeof error.code === "string" ? error.code : error.message;
  return `${error.name} ${what.slice(0, 200)}`;
}
