// One turn: the question with its chips, which model answers and why, reasoning, answer, card, and the line of facts with its
// buttons. The answer's nodes come ready-made; this file only places them.
import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../words.ts";
import type { IconName } from "../icons.ts";
import type { AnswerHeader, TurnView } from "../messages.ts";
import type { AnswerView } from "./answer-view.ts";
import { cardTemplate, type OnCardAction } from "./card.ts";
import { simulatedBadge } from "./connection.ts";
import { factList } from "./facts.ts";
import { icon } from "./icon.ts";
import {
  editedQuestionTemplate,
  headingId,
  type QuestionActions,
  questionTemplate,
} from "./question.ts";
import { isActive } from "./view-state.ts";

export type TurnActions = QuestionActions & {
  card(turnId: string, ...action: Parameters<OnCardAction>): void;
  copy(text: string): void;
  regenerate(turnId: string, withOtherModel: boolean): void;
};

export function turnTemplate(
  turn: TurnView,
  answer: AnswerView,
  isEdited: boolean,
  actions: TurnActions,
): TemplateResult {
  return html`<article
    class="turn"
    data-testid="turn"
    data-state=${turn.state}
    data-turn-id=${turn.id}
    aria-labelledby=${headingId(turn)}
    aria-busy=${isActive(turn) ? "true" : "false"}
  >
    ${isEdited ? editedQuestionTemplate(turn, actions) : questionTemplate(turn, actions)}
    ${turn.header ? headerTemplate(turn.header) : nothing}
    ${reasoningTemplate(turn, answer)} ${answer.element}
    ${turn.state === "waiting" ? waitingTemplate() : nothing}
    ${turn.card ? cardTemplate(turn.card, (...action) => actions.card(turn.id, ...action)) : nothing}
    ${isActive(turn) ? nothing : footerTemplate(turn, actions)}
  </article>`;
}

function headerTemplate({ model, endpoint, why }: AnswerHeader): TemplateResult {
  return html`<details class="route" data-testid="route">
    <summary title=${why}>
      ${icon("chevron")}<span class="route-model">${model}</span><span class="route-endpoint">${endpoint}</span>
    </summary>
    <p class="route-why">${why}</p>
  </details>`;
}

function waitingTemplate(): TemplateResult {
  return html`<p class="waiting" data-testid="waiting">
    <span class="visually-hidden">${t("Waiting for the model")}</span>
    <span class="dot"></span><span class="dot"></span><span class="dot"></span>
  </p>`;
}

function reasoningTemplate(turn: TurnView, answer: AnswerView): TemplateResult | typeof nothing {
  if (turn.reasoning === "") return nothing;
  const isThinking = isActive(turn) && turn.answer === "";
  return html`<details class="reasoning" data-testid="reasoning">
    <summary>${icon("chevron")}<span class=${isThinking ? "thinking" : ""}>${isThinking ? t("Thinking") : t("Reasoning")}</span></summary>
    ${answer.reasoning}
  </details>`;
}

function footerTemplate(turn: TurnView, actions: TurnActions): TemplateResult {
  // A card that offers Retry itself makes a second button of that meaning.
  const hasRetry = turn.card?.actions.some(({ action }) => action === "retry") === true;
  const regenerate = (withOtherModel: boolean) => actions.regenerate(turn.id, withOtherModel);
  return html`<div class="turn-footer">
    ${turn.facts ? factsTemplate(turn) : nothing}
    <span class="turn-actions">
      ${turn.answer === "" ? nothing : footerButton("copy", t("Copy"), () => actions.copy(turn.answer))}
      ${hasRetry ? nothing : footerButton("retry", t("Regenerate"), () => regenerate(false))}
      ${footerButton("swap", t("Regenerate with another model"), () => regenerate(true))}
    </span>
  </div>`;
}

function footerButton(name: IconName, label: string, onClick: () => void): TemplateResult {
  return html`<button type="button" class="icon-button" title=${label} aria-label=${label} @click=${onClick}>${icon(name)}</button>`;
}

function factsTemplate({ facts, state, header }: TurnView): TemplateResult | typeof nothing {
  if (!facts) return nothing;
  const isSaid = header?.model === facts.model;
  return html`<div class="facts" data-testid="facts">
    ${facts.isSimulated ? simulatedBadge() : nothing}
    ${state === "stopped" ? html`<span class="fact fact-stopped">${t("stopped")}</span>` : nothing}
    <span class=${isSaid ? "visually-hidden" : "fact"} title=${t("The model that answered")}>${facts.model}</span>
    ${factList(facts).map(({ text, title }) => html`<span class="fact" title=${title}>${text}</span>`)}
    ${facts.trimmed ? html`<p class="trimmed">${icon("info")}${facts.trimmed}</p>` : nothing}
  </div>`;
}
