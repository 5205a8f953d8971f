// One entry of the log as a person reads it at a terminal, instead of JSON: when, how bad, what, and the facts. It does not
// know what is logged.
import { plainLine, plainText } from "../../../evals/report/plain-line.ts";

const levels: Readonly<Record<number, string>> = {
  10: "trace",
  20: "debug",
  30: "info",
  40: "warn",
  50: "error",
  60: "fatal",
};

/** @param line of JSON, as pino writes it */
export function terminalLine(line: string): string {
  const { time, level, msg, err, ...facts } = entryOf(line);
  const told = Object.entries(facts).map(([name, value]) => `${name}=${valueText(value)}`);
  const head = [timeText(time), (levels[Number(level)] ?? "").padEnd(5), String(msg ?? "")];
  return `${plainLine([...head, ...told].join(" "), longest)}\n${errorText(err)}`;
}

const longest = 1_000;

function entryOf(line: string): Record<string, unknown> {
  const entry: unknown = JSON.parse(line);
  return typeof entry === "object" && entry !== null ? { ...entry } : { msg: line };
}

/** Of this machine: whoever looks on compares it with a clock on the wall. */
function timeText(time: unknown): string {
  const at = new Date(Number(time));
  const two = (part: number) => String(part).padStart(2, "0");
  return [at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(":");
}

function valueText(value: unknown): string {
  if (typeof value === "number") return String(Math.round(value * 10) / 10);
  if (typeof value === "string" && /^[^\s"=]+$/.test(value)) return value;
  return JSON.stringify(value);
}

/** The stack has the message in its first line. */
function errorText(err: unknown): string {
  if (typeof err !== "object" || err === null) return "";
  const { stack, message } = { stack: undefined, message: undefined, ...err };
  const lines = plainText(String(stack ?? message ?? "")).split("\n");
  return lines.map((line) => `         ${line}\n`).join("");
}
