// Draws the whole view and keeps the answers' nodes for the turns on screen. Long conversations show their newest turns
// first. It turns clicks into calls and decides nothing.
import { html, nothing, render, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { idleQueue } from "../markdown/idle.ts";
import type { CardActionId, TurnView } from "../messages.ts";
import { type Announcer, announcer } from "./announcer.ts";
import { AnswerView } from "./answer-view.ts";
import type { Composer } from "./composer.ts";
import { connectionTemplate } from "./connection.ts";
import { type Follow, followEnd } from "./follow.ts";
import { frameQueue } from "./frame-queue.ts";
import { icon } from "./icon.ts";
import { turnTemplate } from "./turn.ts";
import { isActive, type ViewState } from "./view-state.ts";
import { welcomeTemplate } from "./welcome.ts";

const turnsAtOnce = 30;

export type PageActions = {
  card(action: CardActionId, turnId?: string): void;
  copy(text: string): void;
};

export class Page {
  readonly scroller = document.createElement("main");
  readonly announcer: Announcer = announcer();
  readonly follow: Follow;
  readonly #content = document.createElement("div");
  readonly #root = document.createElement("div");
  readonly #queues = { idle: idleQueue(), frames: frameQueue() };
  readonly #answers = new Map<string, AnswerView>();
  readonly #composer: Composer;
  readonly #actions: PageActions;
  #state: ViewState;
  #shownTurns = turnsAtOnce;

  constructor(state: ViewState, composer: Composer, actions: PageActions) {
    this.#state = state;
    this.#composer = composer;
    this.#actions = actions;
    this.#root.className = "page";
    this.scroller.className = "scroller";
    this.#content.className = "conversation";
    this.#content.setAttribute("role", "log");
    this.#content.setAttribute("aria-live", "off");
    this.#content.setAttribute("aria-label", "Conversation");
    this.scroller.tabIndex = 0;
    const title = document.createElement("h1");
    title.className = "visually-hidden";
    title.textContent = "Tandem";
    this.scroller.append(title, this.#content);
    document.body.append(this.#root);
    this.follow = followEnd(this.scroller, this.#content, () => this.#drawFrame());
    this.draw(state);
  }

  /** Draws everything but the text of the answers. */
  draw(state: ViewState): void {
    this.#state = state;
    this.#dropAnswers();
    render(this.#conversation(), this.#content);
    this.#drawFrame();
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

  #drawFrame(): void {
    const { connection, turns, isLoaded } = this.#state;
    const isWelcome = turns.length === 0;
    const onAction = (action: CardActionId) => this.#actions.card(action);
    render(
      html`${isLoaded ? connectionTemplate(connection, isWelcome, onAction) : nothing} ${this.scroller}
        <div class="composer-place">
          ${
            this.follow.isFollowing()
              ? nothing
              : html`<button type="button" class="jump-button" @click=${() => this.follow.jump()}>
                  ${icon("down")}Jump to latest
                </button>`
          }
          ${this.#composer.element}
        </div>
        ${this.announcer.element}`,
      this.#root,
    );
  }

  #conversation(): TemplateResult | typeof nothing {
    const { turns, connection, composerChips, isLoaded } = this.#state;
    if (!isLoaded) return nothing;
    if (turns.length === 0) {
      const onAction = (action: CardActionId) => this.#actions.card(action);
      return html`${welcomeTemplate(connection, composerChips.length > 0, onAction)}`;
    }
    return html`${turns.length > this.#shownTurns ? this.#earlierButton() : nothing}
    ${repeat(
      turns.slice(-this.#shownTurns),
      ({ id }) => id,
      (turn) =>
        turnTemplate(turn, this.#answer(turn), {
          card: (turnId, action) => this.#actions.card(action, turnId),
          copy: (text) => this.#actions.copy(text),
        }),
    )}`;
  }

  #earlierButton(): TemplateResult {
    const showMore = () => {
      this.#shownTurns += turnsAtOnce;
      this.draw(this.#state);
    };
    return html`<button type="button" class="link-button earlier-button" @click=${showMore}>
      Show earlier turns
    </button>`;
  }

  #answer(turn: TurnView): AnswerView {
    const known = this.#answers.get(turn.id);
    if (known) return known;
    const made: AnswerView = new AnswerView(this.#queues, () => {
      const finished = this.#state.turns.find(({ id }) => id === turn.id);
      if (finished) this.announcer.finished(finished, made.codeBlockCount);
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
