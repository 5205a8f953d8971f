// What a conversation of 500 turns costs the chat view: until it can be used, while one scrolls up through all of it, while an
// answer streams into it, and in memory. Real Chromium, the shipped script, the real policy; the host's part is not in it.
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../test/harness/browser.ts";
import { type HostMessage, type TurnView, turnsAtOnce } from "../webview/messages.ts";
import { type ChatPage, type ChatServer, openChat, serveChat } from "../webview/test/chat-page.ts";
import {
  composerChips,
  longAnswer,
  replayOf,
  roomyMeter,
  turn,
} from "../webview/test/sample-turns.ts";
import { type MainThread, measureMainThread } from "./main-thread.ts";

export const name = "chat-open";

const turnCount = 500;
/** Two code blocks, a table and lists: about what an explanation has. */
const answerLength = 3_000;
const opened = 20;
const rounds = 3;
const streamed = { text: longAnswer(32_000, 14), pieceLength: 192, everyMs: 66 };

type Row = {
  what: string;
  unit: string;
  samples: number[];
  budget?: { atMost: number };
  judgedBy?: "max" | "median" | "p95";
  note?: string;
};

export async function run(signal: AbortSignal): Promise<Row[]> {
  const server = await serveChat();
  const browser = await launchBrowser(signal);
  // Closing the browser ends whatever waits for it.
  const stop = () => void browser.close();
  signal.addEventListener("abort", stop, { once: true });
  try {
    const opening = await openingMs(browser, server, signal);
    const visits: Visit[] = [];
    while (visits.length < rounds) {
      signal.throwIfAborted();
      visits.push(await visit(browser, server));
    }
    return [...openingRows(opening), ...visitRows(visits)];
  } finally {
    signal.removeEventListener("abort", stop);
    server.close();
    await browser.close();
  }
}

type Opening = { interactiveMs: number; drawnMs: number };

function openingRows(openings: Opening[]): Row[] {
  return [
    {
      what: `opening a chat of ${turnCount} turns: navigation to interactive`,
      unit: "ms",
      samples: openings.map(({ interactiveMs }) => interactiveMs),
      budget: { atMost: 400 },
      judgedBy: "p95",
      note: `a cold page each time, the host answering at once; the newest turn is painted and the composer takes keys`,
    },
    {
      what: `the same until all of its newest ${turnsAtOnce} turns are on screen`,
      unit: "ms",
      samples: openings.map(({ drawnMs }) => drawnMs),
    },
  ];
}

function visitRows(visits: Visit[]): Row[] {
  const of = (
    what: string,
    unit: string,
    pick: (visit: Visit) => number,
    rest: Partial<Row> = {},
  ) => ({
    what,
    unit,
    samples: visits.map(pick),
    ...rest,
  });
  return [
    of(
      "scrolling up through all turns: main thread in all",
      "ms",
      ({ scrolled }) => scrolled.totalMs,
      {
        note: `CPU; ${Math.ceil(turnCount / turnsAtOnce) - 1} times ${turnsAtOnce} older turns`,
      },
    ),
    of("scrolling up: longest task", "ms", ({ scrolled }) => scrolled.longestTaskMs, {
      judgedBy: "max",
      budget: { atMost: 100 },
      note: "CPU; where older turns come in",
    }),
    of(
      "32 kB streamed after going back to the end: script",
      "ms",
      ({ streaming }) => streaming.scriptMs,
      {
        budget: { atMost: 200 },
        note: "CPU; the view shows the newest turns again",
      },
    ),
    of("the same: main thread in all", "ms", ({ streaming }) => streaming.totalMs, { note: "CPU" }),
    of("the same: longest task", "ms", ({ streaming }) => streaming.longestTaskMs, {
      judgedBy: "max",
      note: "CPU",
    }),
    of("JavaScript heap: opened", "MB", ({ heapMB }) => heapMB.opened, {
      note: "after a collection",
    }),
    of("JavaScript heap: all turns on screen", "MB", ({ heapMB }) => heapMB.full, {
      budget: { atMost: 100 },
    }),
    of("JavaScript heap: back at the end, 32 kB streamed", "MB", ({ heapMB }) => heapMB.short, {
      note: `the view shows ${turnsAtOnce} turns again`,
    }),
  ];
}

/** The last turn is still being answered. */
function conversation(): TurnView[] {
  return Array.from({ length: turnCount }, (_, i) => {
    const isLast = i === turnCount - 1;
    return turn({
      id: `n${i}`,
      question: `Question ${i}: what does step ${i} do when the queue is empty?`,
      isEditable: true,
      header: { model: "qwen3-coder", endpoint: "gpu1:8000", why: "The first of the route." },
      answer: isLast ? "" : `${i}. ${longAnswer(answerLength, 2)}`,
      state: isLast ? "streaming" : "done",
      ...(!isLast && {
        facts: {
          model: "qwen3-coder",
          isSimulated: false,
          ttftMs: 180 + i,
          tokensPerSecond: 61.4,
          promptTokens: 2_000 + i,
          completionTokens: 750,
        },
      }),
    });
  });
}

const turns = conversation();
const first = turnCount - turnsAtOnce;
const newest = replayOf({
  turns: turns.slice(first),
  olderCount: first,
  composerChips,
  meter: roomyMeter,
});

async function openingMs(
  browser: Browser,
  server: ChatServer,
  signal: AbortSignal,
): Promise<Opening[]> {
  const samples: Opening[] = [];
  for (let i = 0; i < opened; i++) {
    signal.throwIfAborted();
    const chat = await openChat(browser, server, { replay: [newest] });
    samples.push({
      interactiveMs: await markMs(chat.page, "tandem-interactive"),
      drawnMs: await markMs(chat.page, "tandem-drawn"),
    });
    // The next one starts with another cache and another process.
    await chat.page.context().close();
  }
  return samples;
}

/** The view sets these marks itself. */
function markMs(page: Page, mark: string): Promise<number> {
  return page.evaluate(async (markName) => {
    for (;;) {
      const [set] = performance.getEntriesByName(markName);
      if (set) return set.startTime;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }, mark);
}

type Visit = {
  scrolled: MainThread;
  streaming: MainThread;
  heapMB: { opened: number; full: number; short: number };
};

async function visit(browser: Browser, server: ChatServer): Promise<Visit> {
  const chat = await openChat(browser, server, { replay: [newest] });
  await markMs(chat.page, "tandem-drawn");
  const heapOpened = await heapMB(chat.page);
  // Before the measurement: taking over so much from the driver is a task of its own.
  await chat.page.evaluate((older) => {
    (window as unknown as { older: unknown }).older = older;
  }, olderAnswers());
  const scrolled = await measureMainThread(browser, chat.page, () =>
    chat.page.evaluate(scrollToStart),
  );
  const heapFull = await heapMB(chat.page);
  await chat.page.evaluate(returnToEnd);
  const streaming = await measureMainThread(browser, chat.page, () => stream(chat));
  await chat.page.evaluate(() => {
    delete (window as unknown as { older?: unknown }).older;
  });
  const heapShort = await heapMB(chat.page);
  await chat.page.context().close();
  return { scrolled, streaming, heapMB: { opened: heapOpened, full: heapFull, short: heapShort } };
}

/** What the host answers to each `loadOlder`, by the turn before which it is asked. */
function olderAnswers(): Record<string, HostMessage> {
  const answers: Record<string, HostMessage> = {};
  for (let end = first; end > 0; end -= turnsAtOnce) {
    const start = Math.max(0, end - turnsAtOnce);
    answers[`n${end}`] = { type: "olderTurns", turns: turns.slice(start, end), olderCount: start };
  }
  return answers;
}

/** Runs in the page: a reader who scrolls up a screen each frame, and a host that answers at once. */
async function scrollToStart(): Promise<void> {
  const { older, intents } = window as unknown as {
    older: Record<string, unknown>;
    intents: { type: string; beforeTurnId?: string }[];
  };
  const main = document.querySelector("main") as HTMLElement;
  let answered = intents.length;
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  for (let still = 0; still < 20; ) {
    const before = main.scrollTop;
    main.scrollTop -= main.clientHeight;
    await frame();
    for (; answered < intents.length; answered++) {
      const { type, beforeTurnId = "" } = intents[answered] ?? { type: "" };
      if (type === "loadOlder") window.postMessage(older[beforeTurnId]);
    }
    still = main.scrollTop === before ? still + 1 : 0;
  }
  const shown = document.querySelectorAll(".turn").length;
  if (document.querySelector(".earlier-button") !== null) {
    throw new Error(`Only ${shown} turns came.`);
  }
}

/** Runs in the page: back to where the answer grows, and until everything that came into sight is coloured. */
async function returnToEnd(): Promise<void> {
  document.querySelector<HTMLElement>(".jump-button")?.click();
  for (let idle = 0; idle < 30; ) {
    const deadline = await new Promise<IdleDeadline>((resolve) => requestIdleCallback(resolve));
    idle = deadline.timeRemaining() > 8 ? idle + 1 : 0;
  }
}

/** At the end of the conversation, where the answer grows. */
async function stream(chat: ChatPage): Promise<void> {
  await chat.page.evaluate(
    async ({ text, pieceLength, everyMs, turnId }) => {
      for (let at = 0, seq = 0; at < text.length; at += pieceLength, seq++) {
        const piece = text.slice(at, at + pieceLength);
        window.postMessage({ type: "delta", turnId, seq, text: piece, reasoning: "" });
        await new Promise((resolve) => setTimeout(resolve, everyMs));
      }
    },
    { ...streamed, turnId: `n${turnCount - 1}` },
  );
}

/** What is left after a collection. */
async function heapMB(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  await session.send("Performance.enable");
  const { metrics } = await session.send("Performance.getMetrics");
  await session.detach();
  const used = metrics.find(({ name: metric }) => metric === "JSHeapUsedSize")?.value;
  if (used === undefined) throw new Error("Chromium reports no size of the heap.");
  return used / 1_000_000;
}
