// Draws the whole view and keeps the answers' nodes for the turns on screen. Long conversations show their newest turns
// first. It turns clicks into calls and decides nothing.
import { html, nothing, render, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";
import { t } from "../../words.ts";
import { writtenNumber } from "../language.ts";
import { idleQueue } from "../markdown/idle.ts";
import type { CardActionId, TurnView } from "../messages.ts";
import type { Announcer } from "./announcer.ts";
import { AnswerView } from "./answer-view.ts";
import type { ChatList } from "./chat-list.ts";
import type { Composer } from "./composer.ts";
import { connectionTemplate } from "./connection.ts";
import { type Follow, followEnd } from "./follow.ts";
import { frameQueue } from "./frame-queue.ts";
import { icon } from "./icon.ts";
import { type TurnActions, turnTemplate } from "./turn.ts";
import { isActive, type ViewState } from "./view-state.ts";
import { welcomeTemplate } from "./welcome.ts";

export type PageActions = {
  turn: TurnActions;
  card(action: CardActionId): void;
  loadOlder(): void;
  /** The reader is at the end again, where older turns are of no use. */
  returned(): void;
};

export type PageParts = { composer: Composer; chatList: ChatList; announcer: Announcer };

/** So far above the oldest turn older ones are asked for, before the reader is there. */
const olderWithinPx = 600;

export class Page {
  readonly scroller = document.createElement("main");
  readonly follow: Follow;
  readonly #content = document.createElement("div");
  readonly #root = document.createElement("div");
  readonly #title = document.createElement("h1");
  readonly #queues = { idle: idleQueue(), frames: frameQueue() };
  readonly #answers = new Map<string, AnswerView>();
  readonly #parts: PageParts;
  readonly #actions: PageActions;
  #state: ViewState;

  constructor(state: ViewState, parts: PageParts, actions: PageActions) {
    this.#state = state;
    this.#parts = parts;
    this.#actions = actions;
    this.#root.className = "page";
    this.scroller.className = "scroller";
    this.#content.className = "conversation";
    this.#content.setAttribute("role", "log");
    this.#content.setAttribute("aria-live", "off");
    this.#content.setAttribute("aria-label", t("Conversation"));
    this.scroller.tabIndex = 0;
    this.#title.className = "visually-hidden";
    this.scroller.append(this.#title, this.#content);
    this.scroller.addEventListener("scroll", () => this.#askForOlder());
    document.body.append(this.#root);
    this.follow = followEnd(this.scroller, this.#content, () => {
      if (this.follow.isFollowing()) actions.returned();
      this.#drawFrame();
    });
    this.draw(state);
  }

  /** Draws everything but the text of the answers. */
  draw(state: ViewState): void {
    this.#state = state;
    this.#dropAnswers();
    this.#title.textContent = state.chat.title || "Tandem";
    render(this.#conversation(), this.#content);
    this.#drawFrame();
  }

  /** Draws turns that came in above without moving what is read. */
  drawOlder(state: ViewState): void {
    this.follow.keepPlace(() => this.draw(state));
  }

  /** Adds a delta to a turn's answer, if it is on screen. */
  growAnswer(turn: TurnView, delta: { text: string; reasoning: string }): void {
    this.#answers.get(turn.id)?.grow(turn, delta);
  }

  /** Shows a turn's answer as it is now, if it is on screen. */
  showAnswer(turn: TurnView): void {
    this.#answers.get(turn.id)?.show(turn, isActive(turn));
  }

  /** Calls back once everything that is known is on screen. */
  whenDrawn(then: () => void): void {
    this.#queues.frames.whenEmpty(then);
  }

  /** Puts the focus into the question that is edited, at its end. */
  focusEdited(): void {
    const text = this.#content.querySelector<HTMLTextAreaElement>(".question-form textarea");
    text?.focus();
    text?.setSelectionRange(text.value.length, text.value.length);
  }

  /** Puts the focus back where editing was started. */
  focusTurn(turnId: string): void {
    const turn = [...this.#content.querySelectorAll<HTMLElement>(".turn")].find(
      ({ dataset }) => dataset.turnId === turnId,
    );
    turn?.querySelector<HTMLElement>(".edit-button")?.focus();
  }

  #drawFrame(): void {
    const { connection, turns, isLoaded, isListShown } = this.#state;
    const isWelcome = turns.length === 0;
    const { composer, chatList, announcer } = this.#parts;
    const isFollowing = this.follow.isFollowing();
    this.scroller.hidden = isListShown;
    // While the end is followed, keeping what is read in place would fight it.
    this.scroller.classList.toggle("is-free", !isFollowing);
    render(
      html`${isLoaded && !isListShown ? connectionTemplate(connection, isWelcome, this.#actions.card) : nothing}
        ${this.scroller} ${isListShown ? chatList.element : nothing}
        <div class="composer-place" ?hidden=${isListShown}>
          ${
            isFollowing
              ? nothing
              : html`<button type="button" class="jump-button" @click=${() => this.#jump()}>
                  ${icon("down")}${t("Jump to latest")}
                </button>`
          }
          ${composer.element}
        </div>
        ${announcer.element}`,
      this.#root,
    );
  }

  #jump(): void {
    this.follow.jump();
    // The button that had the focus is gone.
    this.scroller.focus({ preventScroll: true });
  }

  #conversation(): TemplateResult | typeof nothing {
    const { turns, connection, composerChips, isLoaded, olderCount, editedTurnId } = this.#state;
    if (!isLoaded) return nothing;
    if (turns.length === 0) {
      return html`${welcomeTemplate(connection, composerChips.length > 0, this.#actions.card)}`;
    }
    return html`${olderCount > 0 ? this.#olderButton(olderCount) : nothing}
    ${repeat(
      turns,
      ({ id }) => id,
      (turn) => {
        const isEdited = turn.id === editedTurnId;
        // A chat of a whole day has hundreds of turns, and of all of them one changes.
        return guard([turn, isEdited], () =>
          turnTemplate(turn, this.#answer(turn), isEdited, this.#actions.turn),
        );
      },
    )}`;
  }

  #olderButton(olderCount: number): TemplateResult {
    return html`<button type="button" class="link-button earlier-button" @click=${this.#actions.loadOlder}>
      ${t("Show earlier turns ({0})", writtenNumber(olderCount))}
    </button>`;
  }

  #askForOlder(): void {
    if (this.follow.isFollowing() || this.#state.olderCount === 0) return;
    if (this.scroller.scrollTop < olderWithinPx) this.#actions.loadOlder();
  }

  #answer(turn: TurnView): AnswerView {
    const known = this.#answers.get(turn.id);
    if (known) return known;
    const made: AnswerView = new AnswerView(this.#queues, () => {
      const finished = this.#state.turns.find(({ id }) => id === turn.id);
      if (finished) this.#parts.announcer.finished(finished, made.codeBlockCount);
    });
    this.#answers.set(turn.id, made);
    made.show(turn, isActive(turn));
    return made;
  }

  #dropAnswers(): void {
    const ids = new Set(this.#state.turns.map(({ id }) => id));
    for (const [id, answer] of this.#answers) {
      if (ids.has(id)) continue;
      answer.dispose();
      this.#answers.delete(id);
    }
  }
}
