// Feeds one text to the line reader again and again, cut into chunks in other ways each time, and returns the lines as
// numbers of code points.
import { LineReader } from "./line-reader.ts";

export function observe(bytes: number[], cuts: number[][]): unknown {
  return cuts.map((places) => {
    const reader = new LineReader();
    const bounds = [0, ...places, bytes.length];
    const seen = bounds.slice(1).map((end, at) => reader.push(Uint8Array.from(bytes.slice(bounds[at], end))));
    return [...seen, reader.end()].map((lines) =>
      lines.map((line) => Array.from(line, (point) => point.codePointAt(0))),
    );
  });
}
