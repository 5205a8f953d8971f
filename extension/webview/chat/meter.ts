// How full the model's window would be: a thin bar, a few words, and what would be left out. Every figure is the host's
// estimate; nothing is computed here but their proportion.
import { html, nothing, svg, type TemplateResult } from "lit";
import { t } from "../../words.ts";
import { roughNumber } from "../language.ts";
import type { ContextMeter } from "../messages.ts";
import { icon } from "./icon.ts";

export function meterTemplate(meter: ContextMeter | undefined): TemplateResult | typeof nothing {
  if (meter === undefined || meter.windowTokens <= 0) return nothing;
  const used = percent(meter.usedTokens, meter.windowTokens);
  const answer = Math.min(100 - used, percent(meter.answerTokens, meter.windowTokens));
  const isFull = meter.leftOut.length > 0;
  return html`<div
    class=${isFull ? "meter is-full" : "meter"}
    data-testid="meter"
    role="meter"
    aria-valuemin="0"
    aria-valuemax=${meter.windowTokens}
    aria-valuenow=${Math.min(meter.usedTokens, meter.windowTokens)}
    aria-valuetext=${meterSentence(meter)}
    aria-label=${t("Context window")}
    title=${meterSentence(meter)}
  >
    <svg class="meter-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
      ${svg`<rect class="meter-window" width="100" height="4"></rect>
        <rect class="meter-used" width=${used} height="4"></rect>
        <rect class="meter-answer" x=${100 - answer} width=${answer} height="4"></rect>`}
    </svg>
    <span class="meter-words">${isFull ? icon("warning") : nothing}${meterWords(meter)}</span>
  </div>`;
}

/** What would be left out, as a line of its own. */
export function leftOutTemplate(meter: ContextMeter | undefined): TemplateResult | typeof nothing {
  if (meter === undefined || meter.leftOut.length === 0) return nothing;
  return html`<p class="composer-note is-warning" data-testid="left-out">
    ${icon("warning")}<span>${leftOutSentence(meter)}</span>
  </p>`;
}

export function meterWords({ usedTokens, windowTokens }: ContextMeter): string {
  return t("≈{0} of {1}", roughNumber(usedTokens), roughNumber(windowTokens));
}

export function meterSentence(meter: ContextMeter): string {
  const { usedTokens, windowTokens, answerTokens, leftOut } = meter;
  const sentence = t(
    "About {0} of {1} tokens of the context window are used; {2} stay free for the answer.",
    roughNumber(usedTokens),
    roughNumber(windowTokens),
    roughNumber(answerTokens),
  );
  return leftOut.length === 0 ? sentence : `${sentence} ${leftOutSentence(meter)}`;
}

function leftOutSentence({ leftOut }: ContextMeter): string {
  return t("To fit, this will be left out: {0}.", leftOut.join(", "));
}

function percent(part: number, whole: number): number {
  return Math.round(Math.min(1, Math.max(0, part / whole)) * 1_000) / 10;
}
