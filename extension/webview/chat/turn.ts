// One turn: the question with its chips, reasoning, answer, card, and the line of facts with its buttons. The answer's
// nodes come ready-made; this file only places them.
import { html, nothing, type TemplateResult } from "lit";
import type { CardActionId, Chip, TurnView } from "../messages.ts";
import type { AnswerView } from "./answer-view.ts";
import { cardTemplate } from "./card.ts";
import { simulatedBadge } from "./connection.ts";
import { factList } from "./facts.ts";
import { icon } from "./icon.ts";
import { isActive } from "./view-state.ts";

export type TurnActions = {
  card(turnId: string, action: CardActionId): void;
  copy(text: string): void;
};

export function turnTemplate(
  turn: TurnView,
  answer: AnswerView,
  actions: TurnActions,
): TemplateResult {
  const headingId = `turn-${turn.id}`;
  return html`<article
    class="turn"
    data-testid="turn"
    data-state=${turn.state}
    aria-labelledby=${headingId}
    aria-busy=${isActive(turn) ? "true" : "false"}
  >
    <div class="question" data-testid="question">
      <h2 class="question-text" id=${headingId}>${turn.question}</h2>
      ${turn.chips.length > 0 ? html`<ul class="chips">${turn.chips.map(chipTemplate)}</ul>` : nothing}
    </div>
    ${reasoningTemplate(turn, answer)} ${answer.element}
    ${turn.state === "waiting" ? waitingTemplate() : nothing}
    ${turn.card ? cardTemplate(turn.card, (action) => actions.card(turn.id, action)) : nothing}
    ${isActive(turn) ? nothing : footerTemplate(turn, actions)}
  </article>`;
}

function chipTemplate(chip: Chip): TemplateResult {
  return html`<li class="chip" data-testid="chip" title=${chip.tooltip}>
    <span class="chip-label">${chip.label}</span>
  </li>`;
}

function waitingTemplate(): TemplateResult {
  return html`<p class="waiting" data-testid="waiting">
    <span class="visually-hidden">Waiting for the model</span>
    <span class="dot"></span><span class="dot"></span><span class="dot"></span>
  </p>`;
}

function reasoningTemplate(turn: TurnView, answer: AnswerView): TemplateResult | typeof nothing {
  if (turn.reasoning === "") return nothing;
  const isThinking = isActive(turn) && turn.answer === "";
  return html`<details class="reasoning" data-testid="reasoning">
    <summary>${icon("chevron")}<span class=${isThinking ? "thinking" : ""}>${isThinking ? "Thinking" : "Reasoning"}</span></summary>
    ${answer.reasoning}
  </details>`;
}

function footerTemplate(turn: TurnView, actions: TurnActions): TemplateResult {
  // A card that offers Retry itself makes a second button of that name.
  const canRetry = !turn.card?.actions.some(({ action }) => action === "retry");
  return html`<div class="turn-footer">
    ${turn.facts ? factsTemplate(turn) : nothing}
    <span class="turn-actions">
      ${
        turn.answer === ""
          ? nothing
          : html`<button type="button" class="icon-button" title="Copy" aria-label="Copy" @click=${() => actions.copy(turn.answer)}>${icon("copy")}</button>`
      }
      ${
        canRetry
          ? html`<button type="button" class="icon-button" title="Retry" aria-label="Retry" @click=${() => actions.card(turn.id, "retry")}>${icon("retry")}</button>`
          : nothing
      }
    </span>
  </div>`;
}

function factsTemplate({ facts, state }: TurnView): TemplateResult | typeof nothing {
  if (!facts) return nothing;
  return html`<div class="facts" data-testid="facts">
    ${facts.isSimulated ? simulatedBadge() : nothing}
    ${state === "stopped" ? html`<span class="fact fact-stopped">stopped</span>` : nothing}
    ${factList(facts).map(({ text, title }) => html`<span class="fact" title=${title}>${text}</span>`)}
    ${facts.trimmed ? html`<p class="trimmed">${icon("info")}${facts.trimmed}</p>` : nothing}
  </div>`;
}
