// A block of foreign text with its name and a copy button. What is very long is folded: a long-context prompt has a hundred
// thousand characters, and few want to see them all.
import { html, type TemplateResult } from "lit";
import { t } from "../../words.ts";
import { writtenNumber } from "../language.ts";
import { icon } from "./icon.ts";

const mostShown = 6_000;

export function textBlock(
  name: string,
  text: string,
  copy: (text: string) => void,
): TemplateResult {
  return html`<figure class="text-block">
    <figcaption>
      <span>${name}</span>
      <button type="button" class="icon-button" title=${t("Copy")} aria-label=${t("Copy: {0}", name)} @click=${() => copy(text)}>
        ${icon("copy")}
      </button>
    </figcaption>
    ${text.length <= mostShown ? pre(name, text) : folded(name, text)}
  </figure>`;
}

function folded(name: string, text: string): TemplateResult {
  return html`${pre(name, text.slice(0, mostShown))}
    <details class="fold">
      <summary>${icon("chevron")}${t("The other {0} characters", writtenNumber(text.length - mostShown))}</summary>
      ${pre(t("{0}, the rest", name), text.slice(mostShown))}
    </details>`;
}

/** What scrolls must be reachable by keyboard. Nothing but the text stands between the tags. */
function pre(name: string, text: string): TemplateResult {
  return html`<pre tabindex="0" role="group" aria-label=${name}>${text}</pre>`;
}
