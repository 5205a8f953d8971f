// Properties that questions ask for, and how their values look.
import type { Attribute } from "./statements.ts";

export const attributes: readonly Attribute[] = [
  { name: "rotation key", draw: ({ code }) => code() },
  { name: "escalation code", draw: ({ code }) => code() },
  { name: "storage label", draw: ({ code }) => code() },
  { name: "release ticket", draw: ({ code }) => code() },
  { name: "connect timeout", draw: ({ random }) => random.int(1000, 99_999) },
  { name: "admin port", draw: ({ random }) => random.int(20_000, 60_000) },
  { name: "row limit", draw: ({ random }) => random.int(10_000, 999_999) },
];
