// Keyboard and pointer on the marks of a chart: one tab stop, arrow keys among the marks, and a readout of the mark in hand.
// It works on the elements that are there and knows no data.
import { t } from "../../../words.ts";

const hint = () => t("Point at a mark, or use the arrow keys, to read its figures");

/** After a drawing has changed: one mark is a tab stop, and the readout says what is true now. */
export function settle(chart: Element): void {
  const marks = marksOf(chart);
  const stop = marks.find((mark) => mark.tabIndex === 0);
  if (stop === undefined && marks[0]) marks[0].tabIndex = 0;
  readOut(
    chart,
    marks.find((mark) => mark === document.activeElement),
  );
}

export function onFocus(chart: Element, event: Event): void {
  const mark = markAt(event.target);
  if (mark === undefined) return;
  for (const other of marksOf(chart)) other.tabIndex = other === mark ? 0 : -1;
  readOut(chart, mark);
}

export function onHover(chart: Element, event: Event): void {
  const mark = markAt(event.target);
  if (mark) readOut(chart, mark);
}

/** The pointer or the focus has left: what still has the focus is read. */
export function onLeave(chart: Element): void {
  readOut(
    chart,
    marksOf(chart).find((mark) => mark.matches(":focus")),
  );
}

/** Moves the focus; returns the index of the mark that was asked to open with Enter. */
export function onKey(chart: Element, event: KeyboardEvent): number | undefined {
  const mark = markAt(event.target);
  if (mark === undefined) return undefined;
  const marks = marksOf(chart);
  if (event.key === "Enter") return marks.indexOf(mark);
  const next = target(event.key, mark, marks);
  if (next === undefined) return undefined;
  event.preventDefault();
  next.focus();
  return undefined;
}

export function indexOfMark(chart: Element, event: Event): number {
  const mark = markAt(event.target);
  return mark ? marksOf(chart).indexOf(mark) : -1;
}

function target(key: string, mark: SVGElement, marks: SVGElement[]): SVGElement | undefined {
  const row = marks.filter((other) => rowOf(other) === rowOf(mark));
  switch (key) {
    case "ArrowLeft":
      return row[row.indexOf(mark) - 1] ?? mark;
    case "ArrowRight":
      return row[row.indexOf(mark) + 1] ?? mark;
    case "Home":
      return row[0];
    case "End":
      return row.at(-1);
    case "ArrowUp":
      return nearest(mark, rowBeside(mark, marks.toReversed(), -1)) ?? mark;
    case "ArrowDown":
      return nearest(mark, rowBeside(mark, marks, 1)) ?? mark;
    default:
      return undefined;
  }
}

/** The marks of the next row that has any, in the given direction. */
function rowBeside(mark: SVGElement, marks: SVGElement[], direction: 1 | -1): SVGElement[] {
  const beyond = marks.filter((other) => (rowOf(other) - rowOf(mark)) * direction > 0);
  const [first] = beyond;
  return first ? beyond.filter((other) => rowOf(other) === rowOf(first)) : [];
}

function nearest(mark: SVGElement, row: SVGElement[]): SVGElement | undefined {
  const distance = (other: SVGElement) => Math.abs(columnOf(other) - columnOf(mark));
  return row.toSorted((one, other) => distance(one) - distance(other))[0];
}

function readOut(chart: Element, mark: SVGElement | undefined): void {
  write(chart, ".chart-readout-name", mark?.getAttribute("aria-label") ?? hint());
  write(chart, ".chart-readout-figures", mark?.dataset.figures ?? "");
  const ring = chart.querySelector(".chart-ring");
  if (!ring) return;
  ring.setAttribute("visibility", mark ? "visible" : "hidden");
  if (!(mark instanceof SVGGraphicsElement)) return;
  const { x, y, width, height } = mark.getBBox();
  for (const [name, value] of Object.entries({ x, y, width, height })) {
    ring.setAttribute(name, String(value));
  }
}

/** Writes only what is new: a live region speaks at every change. */
function write(chart: Element, selector: string, text: string): void {
  const place = chart.querySelector(selector);
  if (place && place.textContent !== text) place.textContent = text;
}

function marksOf(chart: Element): SVGElement[] {
  return [...chart.querySelectorAll<SVGElement>(".chart-mark")];
}

function markAt(element: EventTarget | null): SVGElement | undefined {
  return element instanceof Element
    ? (element.closest<SVGElement>(".chart-mark") ?? undefined)
    : undefined;
}

function rowOf(mark: SVGElement): number {
  return Number(mark.dataset.row);
}

function columnOf(mark: SVGElement): number {
  return Number(mark.dataset.column);
}
