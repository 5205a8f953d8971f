// The renderer in a real Chromium: what it builds, that streaming ends in the same nodes as the whole text at once, and that
// hostile Markdown stays text under the real Content-Security-Policy.
import assert from "node:assert/strict";
import path from "node:path";
import { build } from "esbuild";
import type { Browser } from "playwright-core";
import { type ChatPage, type ChatServer, openChat, serveChat } from "../test/chat-page.ts";
import { closePages, oneBrowser } from "../test/one-browser.ts";
import { changeAnswer, explanation, longAnswer, replayOf, turn } from "../test/sample-turns.ts";
import type { MarkdownStream } from "./stream.ts";

describe("an answer", function () {
  this.timeout(30_000);
  let server: ChatServer;
  let browser: Browser;
  let chat: ChatPage;
  let shown = 0;

  before(async () => {
    server = await serveChat();
    browser = await oneBrowser();
    chat = await openChat(browser, server);
  });

  after(async () => {
    await closePages();
    server?.close();
  });

  afterEach(async () => assert.deepEqual(await chat.complaints(), []));

  async function show(...pieces: string[]): Promise<string> {
    const id = "a";
    await chat.send(replayOf({ chat: { id: `${++shown}`, title: "" } }), {
      type: "turnAdded",
      turn: turn({ id, chips: [] }),
    });
    for (const [seq, text] of pieces.entries()) {
      await chat.send({ type: "delta", turnId: id, seq, text, reasoning: "" });
      await nextFrame();
    }
    await chat.send({ type: "turnChanged", turnId: id, state: "done" });
    return await settled();
  }

  const nextFrame = () =>
    chat.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));

  /** The answer's HTML once six frames brought no change, without colours, which come when the page is idle. */
  const settled = () =>
    chat.page.evaluate(async () => {
      const html = () => {
        const copy = document.querySelector('[data-testid="answer"]')?.cloneNode(true) as Element;
        for (const span of copy.querySelectorAll("pre code span"))
          span.replaceWith(...span.childNodes);
        return copy.innerHTML;
      };
      let last = html();
      for (let same = 0; same < 6; ) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
        const now = html();
        same = now === last ? same + 1 : 0;
        last = now;
      }
      return last;
    });

  const count = (selector: string) =>
    chat.page.locator(`[data-testid="answer"] ${selector}`).count();
  const text = () => chat.page.locator('[data-testid="answer"]').textContent();

  it("shows headings, lists, tables, quotes, code and emphasis", async () => {
    await show(explanation);
    assert.deepEqual(
      {
        heading: await count("h5.heading-3"),
        items: await count("ol > li"),
        cells: await count("td"),
        right: await count("td.align-right"),
        quote: await count("blockquote"),
        code: await count(".code-block"),
        strong: await count("strong"),
        links: await count("a"),
      },
      { heading: 1, items: 3, cells: 9, right: 6, quote: 1, code: 1, strong: 3, links: 3 },
    );
  });

  it("shows tasks, strikethrough, rules, line breaks and nested lists", async () => {
    await show(
      "- [x] done\n- [ ] open\n  - inner\n\n~~old~~ a<br>b  \nc\n\n---\n\n&lt;tag&gt; &amp; ©",
    );
    assert.equal(await count("li.task input:checked"), 1);
    assert.equal(await count("li li"), 1);
    assert.equal(await count("del"), 1);
    assert.equal(await count("br"), 2);
    assert.equal(await count("hr"), 1);
    assert.match((await text()) ?? "", /<tag> & ©/);
  });

  it("ends in the same nodes however it is cut into pieces", async () => {
    await loadRenderer(chat);
    const samples = [
      explanation,
      changeAnswer,
      `In one go:\n\n${changeAnswer.replace(/```\w*\n/g, "")}`,
      `- one:\n\n  ${changeAnswer.slice(70, 330).replaceAll("\n", "\n  ")}\n\nend`,
      "src/a.md\n```\n<<<<<<< SEARCH\n```sh\na\n```\n=======\n```\nb\n```\n>>>>>>> REPLACE\n```\nafter",
      "Half:\n\n```\na.ts\n<<<<<<< SEARCH\nx\n=======\ny\n>>>>>>> REPL",
      "a.ts\n<<<<<<< SEARCH\n=======\nb\n>>>>>>> REPLACE\nb.ts\n<<<<<<< SEARCH\nx\n=======\n>>>>>>> REPLACE",
      longAnswer(8_000, 6),
      "1. Do:\n\n   ```bash\n   npm i\n\n   npm test\n   ```\n\n2. Then [x]\n\n[x]: https://example.com\n\nsee [x]\n",
      "````md\n```ts\nx\n```\n````\n\n~~~\n``` \n~~~\ntext\n```",
      "  ```ts\n  indented\n    more\n  ```\n\n| a |\n|---|\n| `x` |\n| y |\n\nlast ``",
      "- a\n\n- b\n\n\n- c\ntext\n\n> q\n> - r\n\n    code\n\n    more\n",
    ];
    for (const sample of samples) {
      const whole = await streamed(chat, [sample]);
      for (const length of [1, 7, 64]) {
        const cut = await streamed(chat, inPieces(sample, length));
        assert.equal(cut, whole, `${length}: ${sample.slice(0, 40)}`);
      }
    }
  });

  it("keeps the nodes of finished blocks while more arrives", async () => {
    await show("first *block*\n\nsecond");
    const marked = await chat.page.evaluate(async () => {
      const send = (data: unknown) => window.dispatchEvent(new MessageEvent("message", { data }));
      const delta = (seq: number, text: string) =>
        send({ type: "delta", turnId: "b", seq, text, reasoning: "" });
      send({
        type: "turnAdded",
        turn: {
          id: "b",
          question: "q",
          chips: [],
          answer: "",
          reasoning: "",
          state: "waiting",
        },
      });
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      delta(0, "first *block*\n\n- item one\n- item");
      while (document.querySelectorAll("article:last-child li").length < 2) await frame();
      const answer = [...document.querySelectorAll('[data-testid="answer"]')].at(-1) as Element;
      const before = [answer.querySelector("p"), answer.querySelector("li")];
      delta(1, " two\n- item three\n");
      while (!answer.textContent?.includes("three")) await frame();
      const now = [answer.querySelector("p"), answer.querySelector("li")];
      return before.every((node, index) => node !== null && node === now[index]);
    });
    assert.equal(marked, true);
  });

  it("shows the first words without waiting for a frame", async () => {
    const shown = await chat.page.evaluate(() => {
      const send = (data: unknown) => window.dispatchEvent(new MessageEvent("message", { data }));
      const turn = { id: "f", question: "q", chips: [], answer: "", reasoning: "" };
      send({ type: "turnAdded", turn: { ...turn, state: "waiting" } });
      send({ type: "delta", turnId: "f", seq: 0, text: "Hello", reasoning: "" });
      return [...document.querySelectorAll('[data-testid="answer"]')].at(-1)?.textContent;
    });
    assert.equal(shown, "Hello");
  });

  it("colours a code block once it is complete, and changes no character", async () => {
    const code = 'const a = "<b>&amp;" + `x`; // "quoted"';
    await show(`\`\`\`ts\n${code}\n\`\`\`\n`);
    await chat.page.locator("code .hljs-keyword").waitFor();
    assert.equal(await chat.page.locator("pre code").textContent(), code);
  });

  it("copies the code as it was written", async () => {
    await show("```py\nif a:\n\tb()\n\n\nc\n```\n");
    await chat.page.getByRole("button", { name: "Copy code" }).click();
    assert.deepEqual((await chat.intents()).at(-1), { type: "copy", text: "if a:\n\tb()\n\n\nc" });
  });

  it("posts a link instead of following it", async () => {
    await show("[web](https://example.com/x) [file](src/a.ts#L3) `src/b.ts:4`");
    const url = chat.page.url();
    for (const name of ["web", "file", "src/b.ts:4"]) {
      await chat.page.getByRole("link", { name, exact: true }).click();
    }
    assert.deepEqual((await chat.intents()).slice(-3), [
      { type: "openLink", href: "https://example.com/x" },
      { type: "openLink", href: "src/a.ts:3" },
      { type: "openLink", href: "src/b.ts:4" },
    ]);
    assert.equal(chat.page.url(), url);
  });

  it("keeps hostile Markdown as text", async () => {
    const requests: string[] = [];
    chat.page.on("request", (request) => requests.push(request.url()));
    await show(
      [
        "<script>window.hacked = 1</script>",
        '<img src=x onerror="window.hacked = 1">',
        "inline <img src=x onerror=alert(1)> <iframe src=//evil.example></iframe> <b onclick=x>b</b>",
        "[a](javascript:alert(1)) [b](JAVASCRIPT:alert(1)) [c](java&#115;cript:alert(1)) [d](data:text/html,x)",
        "[e](command:x) <javascript:alert(1)> [f](../../etc/passwd)",
        "![pixel](https://evil.example/p.png) ![data](data:image/png;base64,AAAA) ![][r]",
        "[r]: https://evil.example/r.png",
        "<style>* { display: none }</style>",
        '<a href="https://evil.example">x</a> <form action=//evil.example><input></form>',
        "```html\n<script>window.hacked = 1</script>\n```",
        '```"onmouseover="x" <b>\n</code></pre><script>1</script>\n```',
        "| <script>1</script> |\n|---|\n| <img src=x onerror=1> |",
      ].join("\n\n"),
    );
    assert.equal(await chat.page.evaluate(() => (window as { hacked?: number }).hacked), undefined);
    const forbidden = "script, img, iframe, style, form, object, b, [style], [onerror], [onclick]";
    const found = await chat.page
      .locator(`[data-testid="answer"] :is(${forbidden})`)
      .evaluateAll((nodes) => nodes.map((node) => node.outerHTML));
    assert.deepEqual(found, []);
    const hrefs = await chat.page
      .locator('[data-testid="answer"] a')
      .evaluateAll((nodes) => nodes.map((node) => node.getAttribute("href")));
    assert.deepEqual(hrefs, []);
    assert.deepEqual(requests, []);
    assert.match((await text()) ?? "", /<script>window\.hacked = 1<\/script>/);
    assert.match((await text()) ?? "", /pixel \(https:\/\/evil\.example\/p\.png\)/);
  });

  const heavy: [string, string][] = [
    ["a line of 1 MB", "x".repeat(1_000_000)],
    ["a line of 1 MB in words", "word ".repeat(200_000)],
    ["a code line of 1 MB", `\`\`\`js\n${"a+".repeat(500_000)}\n\`\`\`\n`],
    ["quotes nested 1,000 deep", `${"> ".repeat(1_000)}x`],
    ["quotes nested 5,000 deep without spaces", `${">".repeat(5_000)}x`],
    ["lists nested 1,000 deep in one line", `${"- ".repeat(1_000)}x`],
    [
      "lists nested by indentation",
      Array.from({ length: 90 }, (_, i) => `${"  ".repeat(i)}- x`).join("\n"),
    ],
    ["nested emphasis", "*a **a ".repeat(1_000)],
    ["nested links", "[".repeat(5_000) + "](x)".repeat(5_000)],
    ["unclosed everything", "**a _b `c [d](e ~~f\n> - | x |\n|---|\n<div\n```"],
    ["blank lines", "\n".repeat(100_000)],
  ];
  for (const [name, source] of heavy) {
    it(`survives ${name}`, async () => {
      await show(source, "\n\n\n# After\n");
      assert.match((await chat.page.locator('[data-testid="turn"]').textContent()) ?? "", /After/);
    });
  }

  it("keeps a heavy block in one place while it grows", async () => {
    const pieces = inPieces(`${"y".repeat(30_000)}\n\nafter *that*\n`, 5_000);
    assert.equal(
      await show(...pieces),
      `<p class="verbatim">${"y".repeat(30_000)}</p><p>after <em>that</em></p>`,
    );
  });
});

function inPieces(whole: string, length: number): string[] {
  const pieces: string[] = [];
  for (let i = 0; i < whole.length; i += length) pieces.push(whole.slice(i, i + length));
  return pieces;
}

type Renderer = { MarkdownStream: typeof MarkdownStream };

/** Puts the renderer itself into the page, to drive it without waiting for frames. */
async function loadRenderer(chat: ChatPage): Promise<void> {
  const { outputFiles } = await build({
    entryPoints: [path.join(import.meta.dirname, "stream.ts")],
    bundle: true,
    write: false,
    platform: "browser",
    format: "iife",
    globalName: "renderer",
    footer: { js: "globalThis.renderer = renderer;" },
  });
  await chat.page.evaluate(outputFiles[0]?.text ?? "");
}

/** The HTML after these pieces were shown one by one; nothing is coloured. */
function streamed(chat: ChatPage, pieces: string[]): Promise<string> {
  return chat.page.evaluate((list) => {
    const { renderer } = globalThis as unknown as { renderer: Renderer };
    const container = document.createElement("div");
    const stream = new renderer.MarkdownStream(container, { add() {} });
    for (const piece of list) {
      stream.append(piece);
      stream.flush(Number.POSITIVE_INFINITY);
    }
    stream.finish();
    return container.innerHTML;
  }, pieces);
}
