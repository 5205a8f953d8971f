// How far a run is: counts, a bar, how long it has taken and may still take, and the button that stops it.
import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../words.ts";
import { writtenNumber } from "../language.ts";
import { icon } from "./icon.ts";
import type { Progress } from "./messages.ts";
import { clockText, withMarkup } from "./words.ts";

export type ProgressTimes = { nowMs: number; remainingMs: number | undefined };

export function progressView(
  progress: Progress | undefined,
  { nowMs, remainingMs }: ProgressTimes,
  stop: () => void,
): TemplateResult {
  return html`<section class="progress" aria-label=${t("Progress")} data-testid="progress">
    <div class="progress-line">
      <p class="progress-label">
        <span class="spinner" aria-hidden="true"></span>${progress ? labelOf(progress) : t("Looking at the endpoint, the sandbox, the compilers and the judge…")}
      </p>
      <button type="button" class="button button-secondary" @click=${stop}>${icon("stop")}${t("Stop")}</button>
    </div>
    ${progress ? bar(progress) : nothing}
    ${
      progress
        ? html`<p class="progress-counts">
            <span>${withMarkup(t("{0} of {1} done"), strong(progress.done), writtenNumber(progress.of))}</span>
            <span class=${progress.failed > 0 ? "has-failed" : "quiet"}>
              ${withMarkup(t("{0} failed"), strong(progress.failed))}
            </span>
            <span class="quiet">${t("{0} so far", clockText(nowMs - progress.startedAtMs))}</span>
            ${
              remainingMs === undefined
                ? nothing
                : html`<span class="quiet">${t("about {0} left", clockText(remainingMs))}</span>`
            }
          </p>`
        : nothing
    }
  </section>`;
}

export function progressText({ done, of, failed }: Progress): string {
  return t("{0} of {1} done, {2} failed", done, of, failed);
}

function strong(count: number): TemplateResult {
  return html`<strong>${writtenNumber(count)}</strong>`;
}

function labelOf({ label }: Progress): string {
  return label === t("asking") ? t("Asking and grading") : label;
}

function bar(progress: Progress): TemplateResult {
  const share = progress.of === 0 ? 0 : Math.min(1, progress.done / progress.of);
  return html`<svg
    class="progress-bar"
    viewBox="0 0 100 1"
    preserveAspectRatio="none"
    role="progressbar"
    aria-label=${t("Progress of the run")}
    aria-valuemin="0"
    aria-valuemax=${progress.of}
    aria-valuenow=${progress.done}
    aria-valuetext=${progressText(progress)}
  >
    <rect class="progress-track" width="100" height="1"></rect>
    <rect class="progress-done" width=${share * 100} height="1"></rect>
  </svg>`;
}
