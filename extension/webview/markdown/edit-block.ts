// Shows a SEARCH/REPLACE block as the change it is, while it arrives: lines that go, lines that come, and the file's name
// above them instead of the marks. It is for reading; what is copied and applied is the text as the model wrote it.
import { editReader, endsEdit } from "./edit-lines.ts";
import { visibleLine, visibleName } from "./visible-text.ts";

/** More lines than anyone reads: the rest is one plain text, because each line is an element. */
const maxLines = 2_000;

type LineKind = "removed" | "added" | "outside" | "path";
const elementNames = { removed: "del", added: "ins", outside: "span", path: "span" } as const;
const signs = { removed: "-", added: "+", outside: " ", path: "" } as const;

export class EditBlock {
  readonly element: HTMLElement;
  readonly #reader = editReader();
  readonly #onPath: (path: string) => void;
  #rest = "";
  /** The line that is still growing. */
  #open: HTMLElement | undefined;
  /** The pair of search and replacement that is being read. */
  #pair: { removed: HTMLElement[]; added: HTMLElement[] } = { removed: [], added: [] };
  #lineCount = 0;
  #overflow: Text | undefined;
  #removed = 0;
  #added = 0;
  #hasPath = false;

  /** `onPath` hears the first file that the block names itself. */
  constructor(element: HTMLElement, onPath: (path: string) => void) {
    this.element = element;
    this.#onPath = onPath;
    element.classList.add("edit-lines");
  }

  get counts(): { added: number; removed: number } {
    return { added: this.#added, removed: this.#removed };
  }

  /** Whether more lines of a pair must come. */
  get isInside(): boolean {
    return this.#reader.side() !== undefined && !endsEdit(this.#rest);
  }

  append(text: string): void {
    const lines = (this.#rest + text).split("\n");
    this.#rest = lines.pop() ?? "";
    for (const line of lines) this.#endLine(line);
    if (!this.#reader.mayBecomeMark(this.#rest)) this.#growLine(this.#rest);
  }

  /** The last line is complete, too; false when the block ends inside a pair. */
  finish(): boolean {
    if (this.#rest !== "") this.#endLine(this.#rest);
    this.#rest = "";
    return !this.isInside;
  }

  /** Only inside a pair, where an unfinished line is already known to be one of it. */
  #growLine(partial: string): void {
    const side = this.#reader.side();
    if (partial === "" || side === undefined) return;
    if (this.#open) this.#open.textContent = visibleLine(partial);
    else if (this.#lineCount < maxLines) this.#open = this.#add(side, partial);
  }

  #endLine(line: string): void {
    const grown = this.#open;
    this.#open = undefined;
    const read = this.#reader.read(line);
    if (read === undefined || read.kind === "end") {
      grown?.remove();
      if (read?.kind === "end") this.#endPair();
      return;
    }
    if (read.kind === "path" && !this.#hasPath && this.#lineCount === 0) {
      grown?.remove();
      this.#hasPath = true;
      this.#onPath(read.text);
      return;
    }
    if (read.kind === "removed") this.#removed += 1;
    if (read.kind === "added") this.#added += 1;
    if (grown) grown.textContent = visibleLine(line);
    else this.#add(read.kind, read.text);
  }

  #add(kind: LineKind, text: string): HTMLElement | undefined {
    this.#lineCount += 1;
    if (this.#lineCount > maxLines) {
      this.#overflow ??= this.#startOverflow();
      this.#overflow.appendData(`${signs[kind]}${visibleLine(text)}\n`);
      return undefined;
    }
    const line = document.createElement(elementNames[kind]);
    line.className = `edit-line edit-${kind}`;
    line.textContent = kind === "path" ? visibleName(text) : visibleLine(text);
    this.element.append(line);
    if (kind === "removed" || kind === "added") this.#pair[kind].push(line);
    return line;
  }

  #startOverflow(): Text {
    const rest = document.createElement("span");
    rest.className = "edit-line edit-overflow";
    const text = document.createTextNode("");
    rest.append(text);
    this.element.append(rest);
    return text;
  }

  #endPair(): void {
    const kept = keepCommonLines(this.#pair.removed, this.#pair.added);
    this.#removed -= kept;
    this.#added -= kept;
    this.#pair = { removed: [], added: [] };
    this.element.append(gap());
  }
}

/** What both have in common at their ends only says where: it is shown once, as neither. Returns how many lines that are. */
function keepCommonLines(removed: HTMLElement[], added: HTMLElement[]): number {
  let before = 0;
  while (isSame(removed[before], added[before])) before += 1;
  let after = 0;
  const atMost = Math.min(removed.length, added.length) - before;
  while (after < atMost && isSame(removed.at(-1 - after), added.at(-1 - after))) after += 1;
  for (const [index, line] of added.entries()) {
    if (index < before) line.remove();
    // The later one stays, so that it stands behind what comes.
    else if (index >= added.length - after) line.replaceWith(contextLine(line));
  }
  for (const [index, line] of removed.entries()) {
    if (index < before) line.replaceWith(contextLine(line));
    else if (index >= removed.length - after) line.remove();
  }
  return before + after;
}

function isSame(a: HTMLElement | undefined, b: HTMLElement | undefined): boolean {
  return a !== undefined && b !== undefined && a.textContent === b.textContent;
}

function contextLine(line: HTMLElement): HTMLElement {
  const context = document.createElement("span");
  context.className = "edit-line edit-context";
  context.textContent = line.textContent;
  return context;
}

/** Stands between two pairs; the last one is not seen. */
function gap(): HTMLElement {
  const line = document.createElement("span");
  line.className = "edit-gap";
  return line;
}
