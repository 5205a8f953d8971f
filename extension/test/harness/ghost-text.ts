// Times VS Code's ghost text in the page: from a key to the frame that shows the text. It knows when VS Code draws
// and nothing about who provides the text.
import type { Page } from "playwright-core";
import { ghostText } from "./workbench.ts";

/**
 * Milliseconds from the last of `keys` key presses, which `press` makes, to the frame whose drawing shows ghost text.
 * Undefined when none is shown within `limitMs` of that key. Text that an earlier key brought counts if it stays.
 */
export async function timeGhostText(
  page: Page,
  { keys, limitMs, press }: { keys: number; limitMs: number; press: () => Promise<void> },
): Promise<number | undefined> {
  const watch = await page.evaluateHandle(watchInPage, { selector: ghostText, keys, limitMs });
  await press();
  return watch.evaluate(({ shown }) => shown);
}

type Watch = { selector: string; keys: number; limitMs: number };

/** Runs in the page. The promise is wrapped because the page's own caller would wait for it. */
function watchInPage({ selector, keys, limitMs }: Watch) {
  const isShown = () =>
    [...document.querySelectorAll(selector)].some(
      (element) => element.textContent?.trim() && element.getClientRects().length > 0,
    );
  const shown = new Promise<number | undefined>((resolve) => {
    let presses = 0;
    const onKey = () => {
      presses += 1;
      if (presses < keys) return;
      window.removeEventListener("keydown", onKey, { capture: true });
      const keyAtMs = performance.now();
      const end = (ms: number | undefined) => {
        observer.disconnect();
        clearTimeout(timer);
        resolve(ms);
      };
      // VS Code draws inside animation frames, and an observer runs right after that, before the frame is painted.
      const look = () => isShown() && end(performance.now() - keyAtMs);
      const observer = new MutationObserver(look);
      const timer = setTimeout(end, limitMs, undefined);
      // What stands there until the key is drawn belongs to the key before.
      requestAnimationFrame(() => {
        observer.observe(document.body, { childList: true, subtree: true, attributes: true });
        requestAnimationFrame(look);
      });
    };
    window.addEventListener("keydown", onKey, { capture: true });
  });
  return { shown };
}
