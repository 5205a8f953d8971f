// Measures a page's main thread while something runs: CPU time in all and by kind from Chromium's own counters, the longest
// single task from a trace. CPU time, so that other load on the machine does not count; it does not know what runs.
import type { Browser, CDPSession, Page } from "playwright-core";

export type MainThread = {
  /** Every task: script, style, layout, paint and what the browser does around them. */
  totalMs: number;
  scriptMs: number;
  styleAndLayoutMs: number;
  longestTaskMs: number;
  /** The same task or another, with the time that it waited for a core. */
  longestTaskWallMs: number;
};

export async function measureMainThread(
  browser: Browser,
  page: Page,
  work: () => Promise<void>,
): Promise<MainThread> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  await browser.startTracing(page, { categories: ["toplevel"] });
  const before = await counters(session);
  await work();
  const after = await counters(session);
  const longest = longestTask(await browser.stopTracing());
  const ms = (name: string) => ((after.get(name) ?? 0) - (before.get(name) ?? 0)) * 1_000;
  return {
    totalMs: ms("TaskDuration"),
    scriptMs: ms("ScriptDuration"),
    styleAndLayoutMs: ms("LayoutDuration") + ms("RecalcStyleDuration"),
    ...longest,
  };
}

async function counters(session: CDPSession): Promise<Map<string, number>> {
  const { metrics } = await session.send("Performance.getMetrics");
  return new Map(metrics.map(({ name, value }) => [name, value]));
}

type TraceEvent = {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Microseconds; `tdur` is the thread's CPU time. */
  dur?: number;
  tdur?: number;
  args?: { name?: string };
};

/** The page that was traced has the renderer thread with the most work. */
function longestTask(trace: Buffer): Pick<MainThread, "longestTaskMs" | "longestTaskWallMs"> {
  const { traceEvents } = JSON.parse(trace.toString("utf8")) as { traceEvents: TraceEvent[] };
  const threads = traceEvents
    .filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain")
    .map(({ pid, tid }) =>
      traceEvents.filter(
        (event) =>
          event.pid === pid &&
          event.tid === tid &&
          event.ph === "X" &&
          event.name === "ThreadControllerImpl::RunTask",
      ),
    );
  const sum = (tasks: TraceEvent[]) => tasks.reduce((total, { dur = 0 }) => total + dur, 0);
  const busiest = threads.sort((a, b) => sum(b) - sum(a))[0];
  if (!busiest || sum(busiest) === 0) throw new Error("The trace holds no main-thread task.");
  return {
    longestTaskMs: Math.max(...busiest.map(({ tdur = 0 }) => tdur)) / 1_000,
    longestTaskWallMs: Math.max(...busiest.map(({ dur = 0 }) => dur)) / 1_000,
  };
}
