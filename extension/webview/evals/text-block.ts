// A block of foreign text with its name and a copy button. What is very long is folded: a long-context prompt has a hundred
// thousand characters, and few want to see them all.
import { html, type TemplateResult } from "lit";
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
      <button type="button" class="icon-button" title="Copy" aria-label="Copy: ${name}" @click=${() => copy(text)}>
        ${icon("copy")}
      </button>
    </figcaption>
    ${text.length <= mostShown ? pre(name, text) : folded(name, text)}
  </figure>`;
}

function folded(name: string, text: string): TemplateResult {
  return html`${pre(name, text.slice(0, mostShown))}
    <details class="fold">
      <summary>${icon("chevron")}The other ${(text.length - mostShown).toLocaleString("en")} characters</summary>
      ${pre(`${name}, the rest`, text.slice(mostShown))}
    </details>`;
}

/** What scrolls must be reachable by keyboard. Nothing but the text stands between the tags. */
function pre(name: string, text: string): TemplateResult {
  return html`<pre tabindex="0" role="group" aria-label=${name}>${text}</pre>`;
}
