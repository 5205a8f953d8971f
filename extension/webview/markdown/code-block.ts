// One code block: header with language and buttons, text that grows by appending, colours once it is finished. A block
// that is a change of files is shown as one. It knows nothing about fences or Markdown.
import { pathInInfo } from "../../../core/edit/block-path.ts";
import { searchMark } from "../../../core/edit/marks.ts";
import { plural, t } from "../../words.ts";
import { iconElement } from "../icons.ts";
import { writtenNumber } from "../language.ts";
import { type CodeButtons, codeButtons } from "./code-buttons.ts";
import { EditBlock } from "./edit-block.ts";
import { isEdit, opensEdit } from "./edit-lines.ts";
import { highlightSlice, slices } from "./highlight.ts";
import type { IdleQueue } from "./idle.ts";
import { announceIntent } from "./intents.ts";
import { isShell, languageOf, prepareGrammar } from "./languages.ts";
import { linkTarget } from "./links.ts";
import { turnsDirection, visibleName } from "./visible-text.ts";

export class CodeBlock {
  readonly element = document.createElement("div");
  readonly #label = document.createElement("span");
  readonly #pre = document.createElement("pre");
  readonly #code = document.createElement("code");
  readonly #buttons: CodeButtons;
  readonly #idle: IdleQueue;
  readonly #info: string;
  readonly #onEdit: ((block: CodeBlock) => void) | undefined;
  #text = "";
  /** Named in the text before the block. */
  #captionPath: string | undefined;
  /** Undefined while the first lines may still turn out to be a change. */
  #isEdit: boolean | undefined;
  #edit: EditBlock | undefined;
  #isFinished = false;

  /** `info` is what stands after the opening fence. `onEdit` hears of a change that names no file itself. */
  constructor(info: string, idle: IdleQueue, onEdit?: (block: CodeBlock) => void) {
    this.#info = info;
    this.#idle = idle;
    this.#onEdit = onEdit;
    this.#buttons = codeButtons(isShell(info), {
      copy: () => announceIntent(this.element, "markdown-copy", this.#text),
      action: (action) =>
        announceIntent(this.element, "markdown-code", { action, info, code: this.#sentText() }),
    });
    this.#prepare(languageOf(info).label);
  }

  get text(): string {
    return this.#text;
  }

  get info(): string {
    return this.#info;
  }

  /** Inside a pair of search and replacement nothing but its own marks ends anything. */
  get isInsideEdit(): boolean {
    return this.#edit?.isInside === true;
  }

  append(text: string): void {
    if (text === "") return;
    this.#text += text;
    if (this.#isEdit === undefined) this.#decide(false);
    else if (this.#edit) this.#edit.append(text);
    else this.#grow(text);
  }

  /** Replaces the text; when it only grew, only the rest is added. */
  update(text: string): void {
    if (text.startsWith(this.#text)) {
      this.append(text.slice(this.#text.length));
      return;
    }
    this.#text = text;
    this.#code.textContent = "";
    this.#edit = undefined;
    this.#isEdit = undefined;
    this.element.classList.remove("is-edit");
    this.#pre.classList.remove("edit-lines");
    this.#pre.replaceChildren(this.#code);
    this.#decide(false);
  }

  /** The text before the block named this file; for a block that names none itself. */
  captionWith(path: string): void {
    this.#captionPath = path;
    this.#showPath(path);
  }

  /** The text is complete: colour it when the page is idle. `isClosed`: the answer did not end in its middle. */
  finish(isClosed = true): void {
    if (this.#isFinished) return;
    this.#isFinished = true;
    this.#decide(true);
    const isWhole = (this.#edit?.finish() ?? true) && isClosed;
    this.#buttons.enable(isWhole);
    if (turnsDirection(this.#text)) this.#warn();
    if (this.#edit) this.#showCounts(this.#edit, isWhole);
    else this.#colour();
  }

  #prepare(label: string): void {
    // Wide code scrolls, and what scrolls must be reachable by keyboard.
    this.#pre.tabIndex = 0;
    this.#pre.setAttribute("role", "group");
    this.#pre.setAttribute("aria-label", t("{0} code", label));
    this.#pre.append(this.#code);
    this.#label.className = "code-language";
    this.#label.textContent = visibleName(label);
    const header = document.createElement("div");
    header.className = "code-header";
    header.append(this.#label, this.#buttons.element);
    this.element.className = "code-block";
    this.element.append(header, this.#pre);
  }

  #decide(isComplete: boolean): void {
    if (this.#isEdit !== undefined) return;
    this.#isEdit = isEdit(this.#text, isComplete);
    if (this.#isEdit === undefined) return;
    if (!this.#isEdit) {
      this.#grow(this.#text);
      return;
    }
    this.element.classList.add("is-edit");
    this.#label.textContent = t("Change");
    this.#pre.setAttribute("aria-label", t("Change"));
    this.#buttons.limitToEdit();
    this.#pre.replaceChildren();
    this.#findPath();
    this.#edit = new EditBlock(this.#pre, (path) => {
      this.#captionPath = undefined;
      this.#showPath(path);
    });
    this.#edit.append(this.#text);
  }

  /** A change that names no file itself is for the one in its fence, or in the text before it. */
  #findPath(): void {
    const [first = ""] = this.#text.split("\n", 1);
    if (!opensEdit(first) || searchMark(first)?.path) return;
    const path = pathInInfo(this.#info)?.path;
    if (path === undefined) this.#onEdit?.(this);
    else this.captionWith(path);
  }

  #grow(text: string): void {
    const last = this.#code.lastChild;
    if (last instanceof Text) last.appendData(text);
    else this.#code.append(text);
  }

  /** Whoever applies it must know the file, also when it stood before the block. */
  #sentText(): string {
    return this.#captionPath === undefined ? this.#text : `${this.#captionPath}\n${this.#text}`;
  }

  #showPath(path: string): void {
    const shown = visibleName(path);
    this.#pre.setAttribute("aria-label", t("Change of {0}", shown));
    this.#label.className = "code-language code-path";
    const target = linkTarget(path);
    if (target?.kind !== "file") {
      this.#label.textContent = shown;
      return;
    }
    const link = document.createElement("button");
    link.type = "button";
    link.className = "link-button path-button";
    link.title = t("Open {0}", shown);
    link.textContent = shown;
    link.addEventListener("click", () => announceIntent(link, "markdown-open", target.href));
    this.#label.replaceChildren(link);
  }

  #showCounts({ counts: { added, removed } }: EditBlock, isWhole: boolean): void {
    const counts = document.createElement("span");
    counts.className = "edit-counts";
    const parts = [
      [
        "edit-count-added",
        `+${writtenNumber(added)}`,
        plural(added, ["{0} line added", "{0} lines added"]),
      ],
      [
        "edit-count-removed",
        `−${writtenNumber(removed)}`,
        plural(removed, ["{0} line removed", "{0} lines removed"]),
      ],
    ] as const;
    for (const [className, text, words] of parts) {
      if (text === "−0") continue;
      const count = document.createElement("span");
      count.className = className;
      count.title = words;
      count.textContent = text;
      counts.append(count);
    }
    this.#label.after(counts);
    if (!isWhole) this.#note("info", t("This change is not complete."));
  }

  #warn(): void {
    this.#note(
      "warning",
      t(
        "Contains characters that change the reading direction: the code may not be what it looks like.",
      ),
    );
  }

  #note(icon: "info" | "warning", words: string): void {
    const note = document.createElement("p");
    note.className = `code-note code-note-${icon}`;
    note.append(iconElement(icon), words);
    this.#pre.before(note);
  }

  #colour(): void {
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
}
