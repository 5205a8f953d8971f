// The view's few icons as inline SVG on a 16-pixel grid, so that no font or image has to load. Drawn for Tandem;
// decorative everywhere: the button or text beside an icon carries the meaning.

export const iconPaths = {
  send: "M2.2 2.3 14 8 2.2 13.7 4 8.6 9.5 8 4 7.4Z",
  stop: "M4 4h8v8H4Z",
  copy: "M5.5 1.5h6l2.5 2.5v7.5h-8.5ZM6.5 2.5v8h6.5V5H10.5V2.5ZM2.5 4.5h2v1h-1v8h6.5v-1h1v2h-8.5Z",
  check: "m6.2 12.3-3.7-3.7.8-.8 2.9 2.9 6.6-6.6.8.8Z",
  retry:
    "M8 2.5a5.5 5.5 0 0 1 4.5 2.33V2.5h1v4.25H9.25v-1h2.56A4.5 4.5 0 1 0 12.5 8h1A5.5 5.5 0 1 1 8 2.5Z",
  close:
    "m4.35 3.64 3.65 3.65 3.65-3.65.71.71L8.71 8l3.65 3.65-.71.71L8 8.71l-3.65 3.65-.71-.71L7.29 8 3.64 4.35Z",
  down: "M7.5 2.5h1v8.59l3.15-3.15.7.71L8 13 3.65 8.65l.7-.71 3.15 3.15Z",
  chevron: "m6 3.5 4.5 4.5L6 12.5l-.7-.7L9.08 8 5.3 4.2Z",
  error:
    "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13Zm0 1a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM7.4 4.5h1.2v4.5H7.4Zm0 5.7h1.2v1.3H7.4Z",
  warning: "M8 1.5 15 14H1Zm0 2.05L2.71 13h10.58ZM7.4 6.5h1.2v3.5H7.4Zm0 4.3h1.2V12H7.4Z",
  info: "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13Zm0 1a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM7.4 4.5h1.2v1.3H7.4Zm0 2.5h1.2v4.5H7.4Z",
  success:
    "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13Zm0 1a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11Zm-.95 8.36L4.35 8.15l.71-.71 1.99 1.99 3.9-3.9.7.71Z",
  flask:
    "M5.5 1.5h5v1h-1v3.8l3.85 6.38c.4.67-.08 1.52-.86 1.52H3.51c-.78 0-1.26-.85-.86-1.52L6.5 6.3V2.5h-1Zm2 1v4.08L5.83 9.35h4.34L8.5 6.58V2.5ZM5.23 10.35 3.51 13.2h8.98l-1.72-2.85Z",
  explain:
    "M2.5 2.5h4A2 2 0 0 1 8 3.18 2 2 0 0 1 9.5 2.5h4v10H9.5A1.5 1.5 0 0 0 8.5 14h-1a1.5 1.5 0 0 0-1-1.5h-4Zm1 1v8h3.2c.29.03.56.13.8.27V4.5a1 1 0 0 0-1-1Zm9 0h-3a1 1 0 0 0-1 1v7.27c.24-.14.51-.24.8-.27h3.2Z",
  review:
    "M7 2.5a4.5 4.5 0 0 1 3.5 7.33l3.35 3.32-.7.71-3.35-3.34A4.5 4.5 0 1 1 7 2.5Zm0 1a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7Z",
  fix: "M10.2 1.7a3.9 3.9 0 0 1 2.03.15L9.9 4.18l.3 1.62 1.62.3 2.33-2.33a3.9 3.9 0 0 1-4.9 5L4.7 13.32a1.43 1.43 0 0 1-2.02-2.02l4.55-4.55a3.9 3.9 0 0 1 2.97-5.05ZM9.8 2.86a2.9 2.9 0 0 0-1.5 3.8l.13.31L3.39 12a.43.43 0 0 0 .61.61l5.03-5.04.31.13a2.9 2.9 0 0 0 3.8-1.5l-.930.93-2.76-.52-.52-2.76Z",
  insert: "M2 2.5h12v1H2Zm0 10h12v1H2ZM7.5 5h1v3.1l1.4-1.4.7.7L8 10 5.4 7.4l.7-.7 1.4 1.4Z",
  apply:
    "M3 1.5h6.2L13 5.3v9.2H3Zm1 1v11h8V6H8.5V2.5Zm5.5.7V5h1.8ZM7.4 12 5.3 9.9l.7-.7 1.4 1.4 2.6-2.6.7.7Z",
  newFile:
    "M3 1.5h6.2L13 5.3v9.2H3Zm1 1v11h8V6H8.5V2.5Zm5.5.7V5h1.8ZM7.5 7.5h1v2h2v1h-2v2h-1v-2h-2v-1h2Z",
  terminal: "M1.5 2.5h13v11h-13Zm1 1v9h11v-9Zm1.2 2.2.7-.7 3 3-3 3-.7-.7L6 8Zm4.3 4.3h4v1H8Z",
  pencil: "m11.3 1.9 2.8 2.8-8.6 8.6-3.6.8.8-3.6Zm0 1.4L3.6 11l-.4 1.8 1.8-.4 7.7-7.7Z",
  plus: "M7.5 2.5h1v5h5v1h-5v5h-1v-5h-5v-1h5Z",
  back: "m7.2 3.2.7.7L4.3 7.5H14v1H4.3l3.6 3.6-.7.7L2.4 8Z",
  trash:
    "M6 1.5h4V3h4v1h-1l-.7 10.5H3.7L3 4H2V3h4ZM4 4l.6 9.5h6.8L12 4Zm2.3 2h1v6h-1Zm2.4 0h1v6h-1Z",
  save: "M7.5 2h1v5.1l2.1-2.1.7.7L8 9 4.7 5.7l.7-.7 2.1 2.1Zm-5 6.5h1v4h9v-4h1v5h-11Z",
  swap: "M4.2 3.2 2 5.5l2.2 2.3.7-.7L3.8 6H13V5H3.8l1.1-1.1Zm7.6 5-.7.7 1.1 1.1H3v1h9.2l-1.1 1.1.7.7L14 10.5Z",
  file: "M3 1.5h6.2L13 5.3v9.2H3Zm1 1v11h8V6H8.5V2.5Zm5.5.7V5h1.8Z",
  folder: "M1.5 3h5L8 4.5h6.5v9h-13Zm1 1v8.5h11v-7H7.6L6.1 4Z",
  symbol:
    "M6.5 2.5v1h-1v3L4.4 8l1.1 1.5v3h1v1h-2V10L3.2 8l1.3-2V2.5Zm3 0h2V6l1.3 2-1.3 2v3.5h-2v-1h1v-3L11.6 8l-1.1-1.5v-3h-1Z",
  changes: "M7.5 2.5h1V6H12v1H8.5v3.5h-1V7H4V6h3.5ZM4 12.5h8v1H4Z",
  image:
    "M1.5 2.5h13v11h-13Zm1 1v7.6l3-3 2.6 2.6 2-2 3.4 3.4V3.5Zm7.5 1.2a1.2 1.2 0 1 1 0 2.4 1.2 1.2 0 0 1 0-2.4Z",
  editors: "M2.5 4.5h8v9h-8Zm1 1v7h6v-7ZM5 2.5h8.5v9h-2v-1h1v-7H5Z",
  selection: "M2 3h1v10H2Zm3 1h9v1H5Zm0 3.5h9v1H5ZM5 11h6v1H5Z",
  lock: "M5 7V5a3 3 0 0 1 6 0v2h1.5v7h-9V7Zm1 0h4V5a2 2 0 1 0-4 0Zm-1.5 1v5h7V8Z",
  pending: "M8 3.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9Zm0 1a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7Z",
  partly:
    "M8 3.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9Zm0 1a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7Zm0 1v5a2.5 2.5 0 0 1 0-5Z",
} as const;

export type IconName = keyof typeof iconPaths;

const svgNamespace = "http://www.w3.org/2000/svg";

export function iconElement(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(svgNamespace, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("focusable", "false");
  const path = document.createElementNS(svgNamespace, "path");
  path.setAttribute("d", iconPaths[name]);
  path.setAttribute("fill-rule", "evenodd");
  svg.append(path);
  return svg;
}
