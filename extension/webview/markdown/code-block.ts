// One code block: header with language and copy button, text that grows by appending, colours once it is finished.
// It knows nothing about fences or Markdown.
import { iconElement } from "../icons.ts";
import { highlightSlice, slices } from "./highlight.ts";
import type { IdleQueue } from "./idle.ts";
import { announceIntent } from "./intents.ts";
import { languageOf, prepareGrammar } from "./languages.ts";

const copiedMs = 1_500;

export class CodeBlock {
  readonly element: HTMLElement;
  readonly #code = document.createElement("code");
  readonly #idle: IdleQueue;
  readonly #info: string;
  #text = "";
  #isFinished = false;

  /** `info` is what stands after the opening fence. */
  constructor(info: string, idle: IdleQueue) {
    this.#info = info;
    this.#idle = idle;
    const { label } = languageOf(info);
    const pre = document.createElement("pre");
    // Wide code scrolls, and what scrolls must be reachable by keyboard.
    pre.tabIndex = 0;
    pre.setAttribute("role", "group");
    pre.setAttribute("aria-label", `${label} code`);
    pre.append(this.#code);
    const header = document.createElement("div");
    header.className = "code-header";
    const language = document.createElement("span");
    language.className = "code-language";
    language.textContent = label;
    header.append(language, this.#copyButton());
    this.element = document.createElement("div");
    this.element.className = "code-block";
    this.element.append(header, pre);
  }

  get text(): string {
    return this.#text;
  }

  get info(): string {
    return this.#info;
  }

  append(text: string): void {
    if (text === "") return;
    this.#text += text;
    const last = this.#code.lastChild;
    if (last instanceof Text) last.appendData(text);
    else this.#code.append(text);
  }

  /** Replaces the text; when it only grew, only the rest is added. */
  update(text: string): void {
    if (text.startsWith(this.#text)) {
      this.append(text.slice(this.#text.length));
      return;
    }
    this.#text = text;
    this.#code.textContent = text;
  }

  /** The text is complete: colour it when the page is idle. */
  finish(): void {
    if (this.#isFinished) return;
    this.#isFinished = true;
    const language = languageOf(this.#info);
    const { grammar } = language;
    if (grammar === undefined) return;
    const parts = slices(this.#text).map((slice) => document.createTextNode(slice));
    this.#code.replaceChildren(...parts);
    this.#idle.add(() => prepareGrammar(grammar));
    for (const part of parts) {
      this.#idle.add(() => {
        if (!part.isConnected) return;
        const colored = highlightSlice(part.data, language);
        if (colored) part.replaceWith(colored);
      });
    }
  }

  #copyButton(): HTMLButtonElement {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "icon-button copy-button";
    button.title = "Copy code";
    button.setAttribute("aria-label", "Copy code");
    button.append(iconElement("copy"), iconElement("check"));
    button.addEventListener("click", () => {
      announceIntent(button, "markdown-copy", this.#text);
      button.classList.add("is-copied");
      setTimeout(() => button.classList.remove("is-copied"), copiedMs);
    });
    return button;
  }
}
