// What Tandem adds around an endpoint in the chat: from the endpoint's first token to text on screen, and from the press of
// Stop to the endpoint being free. Both ends are read from one machine's clock: the simulator's own record and the page.
import type { Locator } from "playwright-core";
import { openProduct, type Product } from "../test/harness/product.ts";
import type { TurnState } from "../test/harness/workbench.ts";

export const name = "chat";

const trials = 20;
const turnMs = 20_000;
/** What the simulator records of one request; times are Unix time in milliseconds. */
type Recorded = { route: string; outcome: string; firstTokenAtMs?: number; endedAtMs?: number };

export async function run(signal: AbortSignal) {
  const product = await openProduct(
    { theme: "Dark Modern", simulatorArgs: ["--profile", "fim-7b"] },
    signal,
  );
  try {
    await product.workbench.runCommand("Tandem: Open Chat");
    // The first question pays for loading the client, as it does for a person, and is reported apart.
    const first = await trial(product);
    const later: Trial[] = [];
    while (later.length < trials) {
      signal.throwIfAborted();
      later.push(await trial(product));
    }
    return [
      {
        what: "endpoint's first token to text on screen",
        unit: "ms",
        samples: later.map(({ visibleMs }) => visibleMs),
        budget: { atMost: 60 },
        isSimulated: true,
        note: "on screen: the frame after the text is in the page",
      },
      {
        what: "the same for the first question of a window",
        unit: "ms",
        samples: [first.visibleMs],
        isSimulated: true,
      },
      {
        what: "press of Stop to the request gone from the endpoint",
        unit: "ms",
        samples: later.map(({ stopMs }) => stopMs),
        budget: { atMost: 100 },
        judgedBy: "max",
        isSimulated: true,
      },
    ];
  } finally {
    await product.stop();
  }
}

type Trial = { visibleMs: number; stopMs: number };

/** Each in a new chat, because a long one costs more and is not what is measured here. */
async function trial(product: Product): Promise<Trial> {
  await product.workbench.runCommand("Tandem: New Chat");
  // The view is cleared by a message, which may come after the command has returned.
  const oldTurn = product.workbench.chat.locator('[data-testid="turn"]').first();
  await oldTurn.waitFor({ state: "detached", timeout: turnMs });
  return { visibleMs: await timeFirstText(product), stopMs: await timeStop(product) };
}

/** The answer must begin with a word: one that begins with a Markdown mark shows nothing until the word comes. */
async function timeFirstText(product: Product): Promise<number> {
  const known = (await chatRequests(product.simulator.origin)).length;
  const visible = watchFirstText(composerOf(product));
  const turn = await ask(product, "Who are you?");
  const visibleAtMs = await visible;
  await turn.becomes("done");
  const { firstTokenAtMs = Number.NaN } = await endedRequest(product.simulator.origin, known);
  return visibleAtMs - firstTokenAtMs;
}

async function timeStop(product: Product): Promise<number> {
  const known = (await chatRequests(product.simulator.origin)).length;
  const turn = await ask(product, "simulator: long answer");
  await turn.becomes("streaming");
  const stop = product.workbench.chat.getByRole("button", { name: "Stop" });
  const pressedAtMs = await stop.evaluate((button: HTMLElement) => {
    button.click();
    return performance.timeOrigin + performance.now();
  });
  await turn.becomes("stopped");
  const { endedAtMs = Number.NaN } = await endedRequest(product.simulator.origin, known);
  return endedAtMs - pressedAtMs;
}

async function ask(product: Product, question: string) {
  const turns = product.workbench.chat.locator('[data-testid="turn"]');
  const turn = turns.nth(await turns.count());
  const composer = composerOf(product);
  await composer.fill(question);
  await composer.press("Enter");
  return {
    becomes: (state: TurnState) =>
      turn
        .and(product.workbench.chat.locator(`[data-state="${state}"]`))
        .waitFor({ timeout: turnMs }),
  };
}

function composerOf(product: Product): Locator {
  return product.workbench.chat.locator('[data-testid="composer"]');
}

/** Resolves with the time of the first frame that shows text of an answer that is not there yet. */
function watchFirstText(composer: Locator): Promise<number> {
  return composer.evaluate(
    (element) =>
      new Promise<number>((resolve) => {
        // The page may keep its parts in shadow roots, which an observer of the document does not see into.
        const root = element.getRootNode() as Document | ShadowRoot;
        const answers = () => [...root.querySelectorAll('[data-testid="answer"]')];
        const before = answers().length;
        const observer = new MutationObserver(() => {
          const newest = answers().at(-1);
          if (answers().length <= before || (newest?.textContent ?? "").trim() === "") return;
          observer.disconnect();
          requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()));
        });
        observer.observe(root, { childList: true, subtree: true, characterData: true });
      }),
  );
}

async function endedRequest(origin: string, known: number): Promise<Recorded> {
  const deadlineMs = performance.now() + turnMs;
  while (performance.now() < deadlineMs) {
    const request = (await chatRequests(origin))[known];
    if (request?.endedAtMs !== undefined) return request;
  }
  throw new Error("The stopped request never ended at the endpoint.");
}

async function chatRequests(origin: string): Promise<Recorded[]> {
  const response = await fetch(`${origin}/simulator/requests`);
  // The simulator is our own, and its record is part of its documented interface.
  const { requests } = (await response.json()) as { requests: Recorded[] };
  return requests.filter(({ route }) => route === "/v1/chat/completions");
}
