// The panel's icons inside lit templates: those of every view, and a few of its own. Drawn for Tandem; decorative everywhere,
// the word beside an icon carries the meaning.
import { html, type TemplateResult } from "lit";
import { iconPaths, type IconName as SharedIconName } from "../icons.ts";

const circle =
  "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13Zm0 1a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11Z";

const ownPaths = {
  play: "M4 2.5 13 8 4 13.5Z",
  delete: "M6 1.5h4v1h3.5v1h-1V14h-9V3.5h-1v-1H6ZM4.5 3.5V13h7V3.5ZM6 5.5h1V11H6Zm3 0h1V11H9Z",
  back: "M7.2 3.3 3 7.5h10.5v1H3l4.2 4.2-.7.7L1.1 8l5.4-5.4Z",
  export: "M7.5 1.5h1v7.1l2.65-2.65.7.7L8 10.5 4.15 6.65l.7-.7L7.5 8.6ZM2.5 10h1v3h9v-3h1v4h-11Z",
  compare: "M2 2.5h5v11H2Zm1 1v9h3v-9Zm6-1h5v11H9Zm1 1v9h3v-9Z",
  lock: "M8 1.5a3 3 0 0 1 3 3v2h1.5v7h-9v-7H5v-2a3 3 0 0 1 3-3Zm0 1a2 2 0 0 0-2 2v2h4v-2a2 2 0 0 0-2-2Zm-3.5 5v5h7v-5Z",
  chip: "M5 1.5h1v2h1.5v-2h1v2H10v-2h1v2h1.5V5h2v1h-2v1.5h2v1h-2V10h2v1h-2v1.5H11v2h-1v-2H8.5v2h-1v-2H6v2H5v-2H3.5V11h-2v-1h2V8.5h-2v-1h2V6h-2V5h2V3.5H5Zm-.5 3v7h7v-7Z",
  fail: `${circle}M5.85 5.15 8 7.29l2.15-2.14.7.7L8.71 8l2.14 2.15-.7.7L8 8.71l-2.15 2.14-.7-.7L7.29 8 5.15 5.85Z`,
  question: `${circle}M8 4.2c1.3 0 2.2.8 2.2 1.9 0 .8-.4 1.3-1.1 1.8-.5.4-.6.6-.6 1v.4h-1v-.5c0-.8.3-1.2.9-1.7.6-.4.8-.6.8-1 0-.5-.5-.9-1.2-.9s-1.2.4-1.3 1.1l-1-.2C5.9 4.9 6.8 4.2 8 4.2Zm-.6 6.1h1.2v1.2H7.4Z`,
  skip: `${circle}M5 7.5h6v1H5Z`,
  broken: "M9 1.5 3.5 9H7l-1 5.5L12.5 7H9Z",
  running: "M8 1.5a6.5 6.5 0 1 1-6.5 6.5h1A5.5 5.5 0 1 0 8 2.5Z",
} as const;

export type IconName = SharedIconName | keyof typeof ownPaths;
const paths: Readonly<Record<IconName, string>> = { ...iconPaths, ...ownPaths };

export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
    <path fill-rule="evenodd" d=${paths[name]}></path>
  </svg>`;
}
