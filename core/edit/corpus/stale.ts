// Changes that are taken to a file which was edited after the answer was asked for.
import { block } from "./edit-case.ts";

export type StaleCase = {
  name: string;
  file: string;
  answer: string;
  /** The file as it is when the change is accepted. */
  current: string;
  /** The whole text then, or why there is none. */
  expected: string | "conflict";
};

const code = "a();\nb();\nc();\nd();\ne();\nf();\n";
const change = block("c();", "x();");

function stale(
  name: string,
  current: string,
  expected: string,
  answer = change,
  file = code,
): StaleCase {
  return { name, file, answer, current, expected };
}

export const staleCases: StaleCase[] = [
  stale("nothing happened", code, code.replace("c()", "x()")),
  stale(
    "lines were added above",
    `1();\n2();\n${code}`,
    `1();\n2();\n${code.replace("c()", "x()")}`,
  ),
  stale("lines were added below", `${code}1();\n`, `${code.replace("c()", "x()")}1();\n`),
  stale("a line was removed above", code.replace("a();\n", ""), "b();\nx();\nd();\ne();\nf();\n"),
  stale("a line was removed below", code.replace("f();\n", ""), "a();\nb();\nx();\nd();\ne();\n"),
  stale(
    "a line was changed two above",
    code.replace("a()", "z()"),
    "z();\nb();\nx();\nd();\ne();\nf();\n",
  ),
  stale(
    "a line was changed two below",
    code.replace("e()", "z()"),
    "a();\nb();\nx();\nd();\nz();\nf();\n",
  ),
  stale(
    "a line was added beyond the line of context above",
    code.replace("b();", "z();\nb();"),
    "a();\nz();\nb();\nx();\nd();\ne();\nf();\n",
  ),
  stale(
    "a line was added beyond the line of context below",
    code.replace("d();\n", "d();\nz();\n"),
    "a();\nb();\nx();\nd();\nz();\ne();\nf();\n",
  ),
  stale(
    "lines were added on both sides",
    `1();\n${code}2();\n`,
    `1();\n${code.replace("c()", "x()")}2();\n`,
  ),
  stale("the line itself was changed", code.replace("c()", "z()"), "conflict"),
  stale("the line itself was removed", code.replace("c();\n", ""), "conflict"),
  stale("the line was changed as proposed", code.replace("c()", "x()"), "conflict"),
  stale("the line got trailing space", code.replace("c();", "c(); "), "conflict"),
  stale("the line above was changed", code.replace("b()", "z()"), "conflict"),
  stale("the line below was changed", code.replace("d()", "z()"), "conflict"),
  stale("the line above was removed", code.replace("b();\n", ""), "conflict"),
  stale("the line below was removed", code.replace("d();\n", ""), "conflict"),
  stale("a line was added directly above", code.replace("c();", "z();\nc();"), "conflict"),
  stale("a line was added directly below", code.replace("c();\n", "c();\nz();\n"), "conflict"),
  stale("the line was doubled", code.replace("c();\n", "c();\nc();\n"), "conflict"),
  stale("the line above was doubled", code.replace("b();\n", "b();\nb();\n"), "conflict"),
  stale("the line was moved away", "c();\na();\nb();\nd();\ne();\nf();\n", "conflict"),
  stale("everything was replaced", "other\n", "conflict"),
  stale("everything was removed", "", "conflict"),
  stale(
    "the endings were turned to CRLF",
    code.replaceAll("\n", "\r\n"),
    code.replace("c()", "x()").replaceAll("\n", "\r\n"),
  ),
  stale(
    "the endings were turned and a line added",
    `1();\n${code}`.replaceAll("\n", "\r\n"),
    `1();\n${code.replace("c()", "x()")}`.replaceAll("\n", "\r\n"),
  ),
  stale(
    "the endings were turned to LF",
    code,
    code.replace("c()", "x();\ny()"),
    block("c();", "x();\ny();"),
    code.replaceAll("\n", "\r\n"),
  ),
  stale(
    "an insertion moves",
    `1();\n${code}`,
    `1();\n${code.replace("c();\n", "c();\nx();\n")}`,
    block("c();", "c();\nx();"),
  ),
  stale(
    "a removal moves",
    `1();\n${code}`,
    `1();\n${code.replace("c();\n", "")}`,
    block("b();\nc();", "b();"),
  ),
  stale(
    "an insertion at the end, and a line was added there",
    `${code}1();\n`,
    "conflict",
    block("f();", "f();\nx();"),
  ),
  stale(
    "an insertion at the start, and a line was added there",
    `1();\n${code}`,
    "conflict",
    block("a();", "x();\na();"),
  ),
  stale(
    "the first line, and a line was added above it",
    `1();\n${code}`,
    "conflict",
    block("a();", "x();"),
  ),
  stale(
    "two hunks, and a line was added between them",
    code.replace("c();\n", "c();\n1();\n"),
    "x();\nb();\nc();\n1();\nd();\ne();\ny();\n",
    block("a();", "x();") + block("f();", "y();"),
  ),
  stale(
    "two hunks, and the second was touched",
    code.replace("f()", "z()"),
    "conflict",
    block("a();", "x();") + block("f();", "y();"),
  ),
  stale(
    "no ending at the end",
    "1();\na();\nb();\nc();",
    "1();\na();\nb();\nx();",
    change,
    "a();\nb();\nc();",
  ),
  stale(
    "an ending was added at the end",
    "a();\nb();\nc();\n",
    "conflict",
    change,
    "a();\nb();\nc();",
  ),
];
