// The list of conversations: search, open, rename, delete, export. It shows what the host found and asks for everything; the
// rows are walked with the arrow keys, and only the row that was walked to has its buttons in the Tab order.
import { html, nothing, render, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { plural, t } from "../../words.ts";
import type { IconName } from "../icons.ts";
import { writtenNumber } from "../language.ts";
import { visibleName } from "../markdown/visible-text.ts";
import type { ChatHead } from "../messages.ts";
import { icon } from "./icon.ts";
import { exactTime, relativeTime } from "./relative-time.ts";
import type { ViewState } from "./view-state.ts";

export type ChatListActions = {
  findChats(ask: number, query: string): void;
  openChat(chatId: string): void;
  renameChat(chatId: string, title: string): void;
  deleteChat(chatId: string): void;
  exportChat(chatId: string): void;
  newChat(): void;
  /** Back to the conversation. */
  leave(): void;
  /** Tells a screen reader. */
  say(words: string): void;
};

const searchDelayMs = 150;

export class ChatList {
  readonly element = document.createElement("main");
  readonly #search = document.createElement("input");
  readonly #actions: ChatListActions;
  #ask = 0;
  #chats: readonly ChatHead[] | undefined;
  #currentId = "";
  #activeId: string | undefined;
  #renamedId: string | undefined;
  #searchTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(actions: ChatListActions) {
    this.#actions = actions;
    this.element.className = "chat-list";
    this.element.dataset.testid = "chat-list";
    this.element.setAttribute("aria-label", t("Chats"));
    this.#prepareSearch();
  }

  /** Shows what is known and asks for what is new. */
  open(): void {
    this.#search.value = "";
    this.#activeId = undefined;
    this.#renamedId = undefined;
    this.#find();
    this.#draw();
  }

  focus(): void {
    this.#search.focus();
  }

  close(): void {
    clearTimeout(this.#searchTimer);
  }

  update({ chats, isListShown }: ViewState): void {
    if (!isListShown || !chats || chats.ask !== this.#ask || chats.chats === this.#chats) return;
    this.#chats = chats.chats;
    this.#currentId = chats.currentId;
    const focused = this.#focusedRow();
    this.#draw();
    // The row that had the focus may be gone: the one in its place has it then.
    if (focused !== undefined && !this.element.contains(document.activeElement)) {
      this.#focusRow(Math.min(focused, this.#chats.length - 1));
    }
    this.#actions.say(
      this.#chats.length === 0
        ? t("Nothing found")
        : plural(this.#chats.length, ["{0} chat", "{0} chats"]),
    );
  }

  #prepareSearch(): void {
    const search = this.#search;
    search.type = "search";
    search.className = "search-box";
    search.placeholder = t("Search chats");
    search.setAttribute("aria-label", t("Search chats"));
    search.addEventListener("input", () => {
      clearTimeout(this.#searchTimer);
      this.#searchTimer = setTimeout(() => this.#find(), searchDelayMs);
    });
    this.element.addEventListener("keydown", (event) => this.#press(event));
  }

  #find(): void {
    clearTimeout(this.#searchTimer);
    this.#ask += 1;
    this.#actions.findChats(this.#ask, this.#search.value.trim());
  }

  #press(event: KeyboardEvent): void {
    if (event.isComposing || event.defaultPrevented) return;
    if (event.key === "Escape") {
      event.preventDefault();
      if (this.#renamedId !== undefined) this.#endRename();
      else this.#actions.leave();
      return;
    }
    if (this.#renamedId !== undefined) return;
    const isInSearch = event.target === this.#search;
    const row = this.#focusedRow();
    const last = (this.#chats?.length ?? 0) - 1;
    const target = isInSearch
      ? { ArrowDown: 0 }[event.key]
      : row === undefined
        ? undefined
        : { ArrowDown: Math.min(row + 1, last), ArrowUp: row - 1, Home: 0, End: last }[event.key];
    const chat = row === undefined ? undefined : this.#chats?.[row];
    if (target !== undefined) this.#focusRow(target);
    else if (!isInSearch && chat && event.key === "Delete") this.#actions.deleteChat(chat.id);
    else if (!isInSearch && chat && event.key === "F2") this.#startRename(chat.id);
    else return;
    event.preventDefault();
  }

  #focusedRow(): number | undefined {
    const row = document.activeElement?.closest<HTMLElement>("[data-chat-id]");
    const index = this.#chats?.findIndex(({ id }) => id === row?.dataset.chatId) ?? -1;
    return row && index >= 0 ? index : undefined;
  }

  /** Above the first row is the search box. */
  #focusRow(index: number): void {
    const chat = this.#chats?.[index];
    if (!chat) {
      this.#search.focus();
      return;
    }
    this.#activeId = chat.id;
    this.#draw();
    this.#row(chat.id)?.querySelector<HTMLElement>(".chat-open")?.focus();
  }

  #row(chatId: string): HTMLElement | undefined {
    return [...this.element.querySelectorAll<HTMLElement>("[data-chat-id]")].find(
      ({ dataset }) => dataset.chatId === chatId,
    );
  }

  #startRename(chatId: string): void {
    this.#activeId = chatId;
    this.#renamedId = chatId;
    this.#draw();
    this.#row(chatId)?.querySelector("input")?.select();
  }

  #endRename(title?: string): void {
    const id = this.#renamedId;
    if (id === undefined) return;
    this.#renamedId = undefined;
    const before = this.#chats?.find((chat) => chat.id === id)?.title;
    if (title !== undefined && title !== "" && title !== before)
      this.#actions.renameChat(id, title);
    const hadFocus = this.#row(id)?.contains(document.activeElement) === true;
    this.#draw();
    if (hadFocus) this.#row(id)?.querySelector<HTMLElement>(".chat-open")?.focus();
  }

  #draw(): void {
    render(
      html`<header class="chat-list-header">
          ${rowButton("back", t("Back to the chat"), 0, () => this.#actions.leave())}
          <h1>${t("Chats")}</h1>
          <button type="button" class="button" @click=${() => this.#actions.newChat()}>${t("New Chat")}</button>
        </header>
        <div class="chat-list-search">${this.#search}</div>
        ${this.#rows()}`,
      this.element,
    );
  }

  #rows(): TemplateResult | typeof nothing {
    const chats = this.#chats;
    if (chats === undefined) return nothing;
    if (chats.length === 0) {
      return html`<p class="chat-list-empty quiet" data-testid="no-chats">
        ${
          this.#search.value.trim() === ""
            ? t(
                "There are no chats yet. What you ask is kept here, for this workspace, on this machine.",
              )
            : t("No chat contains these words.")
        }
      </p>`;
    }
    const nowMs = Date.now();
    return html`<ul class="chat-rows" aria-label=${t("Chats, newest first")}>
      ${repeat(
        chats,
        ({ id }) => id,
        (chat, index) => this.#chatRow(chat, index === 0, nowMs),
      )}
    </ul>`;
  }

  #chatRow(chat: ChatHead, isFirst: boolean, nowMs: number): TemplateResult {
    const tabIndex = (this.#activeId ?? (isFirst ? chat.id : "")) === chat.id ? 0 : -1;
    const isCurrent = chat.id === this.#currentId;
    const title = visibleName(chat.title) || t("Untitled");
    const turns = t(
      "{0} · {1}",
      relativeTime(chat.updatedAtMs, nowMs),
      chat.turnCount === 1 ? t("1 turn") : t("{0} turns", writtenNumber(chat.turnCount)),
    );
    return html`<li
      class=${isCurrent ? "chat-row is-current" : "chat-row"}
      data-chat-id=${chat.id}
      data-testid="chat-row"
    >
      ${
        this.#renamedId === chat.id
          ? this.#renameBox(chat)
          : html`<button
              type="button"
              class="chat-open"
              tabindex=${tabIndex}
              aria-current=${isCurrent ? "true" : nothing}
              @focus=${() => this.#activate(chat.id)}
              @click=${() => this.#actions.openChat(chat.id)}
            >
              <span class="chat-title">${title}</span>
              ${chat.excerpt && chat.excerpt !== chat.title ? html`<span class="chat-excerpt">${chat.excerpt}</span>` : nothing}
              <span class="chat-when" title=${exactTime(chat.updatedAtMs)}
                >${isCurrent ? html`<span class="chat-current">${icon("check")}${t("open")} ·</span>` : nothing}${turns}</span
              >
            </button>`
      }
      <span class="chat-actions">
        ${rowButton("pencil", t("Rename (F2)"), tabIndex, () => this.#startRename(chat.id), title)}
        ${rowButton("save", t("Export as Markdown"), tabIndex, () => this.#actions.exportChat(chat.id), title)}
        ${rowButton("trash", t("Delete (Del)"), tabIndex, () => this.#actions.deleteChat(chat.id), title)}
      </span>
    </li>`;
  }

  #activate(chatId: string): void {
    if (this.#activeId === chatId) return;
    this.#activeId = chatId;
    this.#draw();
  }

  #renameBox(chat: ChatHead): TemplateResult {
    return html`<input
      class="search-box rename-box"
      aria-label=${t("Title")}
      maxlength="200"
      .value=${chat.title}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key !== "Enter" || event.isComposing) return;
        event.preventDefault();
        // The input that lit put the listener on.
        this.#endRename((event.currentTarget as HTMLInputElement).value.trim());
      }}
      @blur=${(event: FocusEvent) =>
        this.#endRename((event.currentTarget as HTMLInputElement).value.trim())}
    />`;
  }
}

/** `of` names the row to a screen reader. */
function rowButton(
  name: IconName,
  label: string,
  tabIndex: number,
  onClick: () => void,
  of?: string,
): TemplateResult {
  return html`<button
    type="button"
    class="icon-button"
    tabindex=${tabIndex}
    title=${label}
    aria-label=${of === undefined ? label : `${label}: ${of}`}
    @click=${onClick}
  >
    ${icon(name)}
  </button>`;
}
