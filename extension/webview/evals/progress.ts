// How far a run is: counts, a bar, how long it has taken and may still take, and the button that stops it.
import { html, nothing, type TemplateResult } from "lit";
import { icon } from "./icon.ts";
import type { Progress } from "./messages.ts";
import { clockText } from "./words.ts";

export type ProgressTimes = { nowMs: number; remainingMs: number | undefined };

export function progressView(
  progress: Progress | undefined,
  { nowMs, remainingMs }: ProgressTimes,
  stop: () => void,
): TemplateResult {
  return html`<section class="progress" aria-label="Progress" data-testid="progress">
    <div class="progress-line">
      <p class="progress-label">
        <span class="spinner" aria-hidden="true"></span>${progress ? labelOf(progress) : "Looking at the endpoint, the sandbox, the compilers and the judge…"}
      </p>
      <button type="button" class="button button-secondary" @click=${stop}>${icon("stop")}Stop</button>
    </div>
    ${progress ? bar(progress) : nothing}
    ${
      progress
        ? html`<p class="progress-counts">
            <span><strong>${progress.done.toLocaleString("en")}</strong> of ${progress.of.toLocaleString("en")} done</span>
            <span class=${progress.failed > 0 ? "has-failed" : "quiet"}>
              <strong>${progress.failed.toLocaleString("en")}</strong> failed
            </span>
            <span class="quiet">${clockText(nowMs - progress.startedAtMs)} so far</span>
            ${
              remainingMs === undefined
                ? nothing
                : html`<span class="quiet">about ${clockText(remainingMs)} left</span>`
            }
          </p>`
        : nothing
    }
  </section>`;
}

export function progressText({ done, of, failed }: Progress): string {
  return `${done} of ${of} done, ${failed} failed`;
}

function labelOf({ label }: Progress): string {
  return label === "asking" ? "Asking and grading" : label;
}

function bar(progress: Progress): TemplateResult {
  const share = progress.of === 0 ? 0 : Math.min(1, progress.done / progress.of);
  return html`<svg
    class="progress-bar"
    viewBox="0 0 100 1"
    preserveAspectRatio="none"
    role="progressbar"
    aria-label="Progress of the run"
    aria-valuemin="0"
    aria-valuemax=${progress.of}
    aria-valuenow=${progress.done}
    aria-valuetext=${progressText(progress)}
  >
    <rect class="progress-track" width="100" height="1"></rect>
    <rect class="progress-done" width=${share * 100} height="1"></rect>
  </svg>`;
}
