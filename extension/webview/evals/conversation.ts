// What was said about one case, exchange by exchange: first with the model under test, then with the judge of its answers.
import { html, nothing, type TemplateResult } from "lit";
import type { Exchange } from "../../../core/protocol/transcript.ts";
import { t } from "../../words.ts";
import { icon } from "./icon.ts";
import { textBlock } from "./text-block.ts";

type Copy = (text: string) => void;

export function conversationView(exchanges: readonly Exchange[], copy: Copy): TemplateResult {
  const withModel = exchanges.filter(({ to }) => to === "model");
  const withJudge = exchanges.filter(({ to }) => to === "judge");
  return html`<section class="detail-part" aria-labelledby="conversation-title" data-testid="conversation">
      <h4 id="conversation-title">${t("Conversation")}</h4>
      ${withModel.map((exchange) => exchangeView(exchange, t("Answer"), copy))}
    </section>
    ${
      withJudge.length === 0
        ? nothing
        : html`<section class="detail-part" aria-labelledby="judge-title" data-testid="judge">
            <h4 id="judge-title">${t("Judge")} <span class="quiet">${withJudge[0]?.model ?? ""}</span></h4>
            ${withJudge.map((exchange) => exchangeView(exchange, t("Judgement"), copy))}
          </section>`
    }`;
}

const roleNames: Readonly<Record<Exchange["sent"][number]["role"], () => string>> = {
  system: () => t("System prompt"),
  user: () => t("Prompt"),
  assistant: () => t("Earlier answer"),
  tool: () => t("Tool result"),
};

function exchangeView(exchange: Exchange, answerName: string, copy: Copy): TemplateResult {
  const { sent, text, reasoning, toolCalls, retried } = exchange;
  return html`<div class="exchange">
    ${sent.map(({ role, content }) => textBlock(roleNames[role](), content, copy))}
    ${
      reasoning
        ? html`<details class="fold">
            <summary>${icon("chevron")}${t("Reasoning")}</summary>
            ${textBlock(t("Reasoning"), reasoning, copy)}
          </details>`
        : nothing
    }
    ${text !== "" || toolCalls.length === 0 ? textBlock(answerName, text || t("(empty)"), copy) : nothing}
    ${toolCalls.map(({ name, arguments: given }) => textBlock(t("Tool call: {0}", name), given, copy))}
    ${
      retried.length > 0
        ? html`<p class="quiet">${t("Asked again after: {0}", retried.join(", "))}</p>`
        : nothing
    }
  </div>`;
}
