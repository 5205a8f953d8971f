// An icon inside a lit template. Drawn again, it keeps its node, which the ready-made element in icons.ts could not.
import { html, type TemplateResult } from "lit";
import { type IconName, iconPaths } from "../icons.ts";

export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
    <path fill-rule="evenodd" d=${iconPaths[name]}></path>
  </svg>`;
}
