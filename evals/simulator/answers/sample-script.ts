// The default script: true answers about the sample workspace, computed from the code that was sent, and for anything
// else one honest answer that says it is simulated. The texts are Markdown files beside it.

import { fence } from "../../../core/chat/turn.ts";
import explainPrompt from "../../../core/prompts/explain.md";
import fixPrompt from "../../../core/prompts/fix.md";
import reviewPrompt from "../../../core/prompts/review.md";
import { longAnswer } from "./long-answer.ts";
import { continuation } from "./prompt-lookup.ts";
import cart from "./sample/cart.md";
import elsewhere from "./sample/elsewhere.md";
import sales from "./sample/sales.md";
import stats from "./sample/stats.md";
import workspace from "./sample/workspace.md";
import {
  type Defect,
  defects,
  functionsIn,
  isPresent,
  linesBefore,
  mend,
} from "./sample-defects.ts";
import type { AnswerScript, ChatQuestion } from "./script.ts";
import { type Sections, sectionsOf } from "./sections.ts";
import { ownWords, type SelectedCode, selectedCode } from "./selected-code.ts";

const answersOf: Readonly<Record<string, Sections>> = {
  "src/cart.ts": sectionsOf(cart),
  "reports/sales.py": sectionsOf(sales),
  "worker/stats.go": sectionsOf(stats),
};

export const sampleScript: AnswerScript = {
  chat(question) {
    const lastText = question.userTexts.at(-1) ?? "";
    if (lastText.includes("simulator: long answer")) return { text: longAnswer() };
    const reasoning = lastText.includes("simulator: think")
      ? { reasoning: "The question asks for the simulated reasoning, so here it is." }
      : {};
    return { text: answer(question, lastText), ...reasoning };
  },
  completion: continuation,
};

type Intent = "explain" | "review" | "fix" | "test";

const instructions: readonly [Intent, string][] = [
  ["explain", explainPrompt.trim()],
  ["review", reviewPrompt.trim()],
  ["fix", fixPrompt.trim()],
];

const intentWords: readonly [Intent, RegExp][] = [
  ["test", /\btest/i],
  ["fix", /\b(fix|mend|repair|correct)/i],
  ["review", /\b(review|bugs?|wrong|problems?|defects?|issues?|mistakes?|fails?)\b/i],
];

function answer(question: ChatQuestion, lastText: string): string {
  const words = ownWords(
    lastText,
    instructions.map(([, text]) => text),
  );
  const selection = question.userTexts.map(selectedCode).findLast((each) => each !== undefined);
  const intent = intentOf(question.task, { lastText, words });
  const about = selection === undefined ? [] : functionsIn(selection.code);
  if (selection !== undefined && about.length > 0) return aboutSelection(intent, selection, about);
  const mentioned = defects.filter(({ name }) => new RegExp(`\\b${name}\\b`).test(words));
  if (mentioned.length > 0) return aboutNames(intent, mentioned);
  const file = Object.keys(answersOf).find((path) => words.includes(path.replace(/^.*\//, "")));
  if (file !== undefined) return textOf(file, intent === "test" ? "tests" : "overview");
  return /\b(sample|workspace|tandem|try|start)\b/i.test(words) ? workspace : elsewhere;
}

/** The task by header; by its instructions behind a gateway, which does not forward the header; else by the words. */
function intentOf(
  task: string | undefined,
  { lastText, words }: { lastText: string; words: string },
): Intent {
  const byHeader = instructions.find(([intent]) => intent === task)?.[0];
  const byInstructions = instructions.find(([, text]) => lastText.includes(text))?.[0];
  const byWords = intentWords.find(([, pattern]) => pattern.test(words))?.[0];
  return byHeader ?? byInstructions ?? byWords ?? "explain";
}

function aboutSelection(intent: Intent, selection: SelectedCode, about: readonly Defect[]): string {
  switch (intent) {
    case "test":
      return textOf(about[0]?.path, "tests");
    case "fix":
      return fixed(selection);
    case "review":
      return reviewed(selection, about);
    case "explain":
      return explained(selection, about);
  }
}

function explained(selection: SelectedCode, about: readonly Defect[]): string {
  const [first, ...others] = about;
  const text = textOf(first?.path, others.length > 0 ? "overview" : `${first?.name}: explain`);
  const findings = findingsIn(selection);
  if (findings.length === 0) return text;
  const title =
    findings.length === 1 ? "One defect stands in it" : `${findings.length} defects stand in it`;
  return `${text}\n\n**${title}:**\n\n${findings.join("\n")}`;
}

function reviewed(selection: SelectedCode, about: readonly Defect[]): string {
  const findings = findingsIn(selection);
  if (findings.length > 0) return findings.join("\n");
  const names = about.map(({ name }) => `\`${name}\``).join(", ");
  return `I found nothing. I checked ${names} for wrong results at the edges, unreleased resources, shared state and rounding.`;
}

function fixed({ code, languageId }: SelectedCode): string {
  const { code: replacement, mended } = mend(code);
  if (mended.length === 0) return "Nothing needs to be fixed in the selected code.";
  const reasons = mended.map(({ path, name }) => textOf(path, `${name}: fix`)).join(" ");
  return `${reasons}\n\n${fence(replacement, languageId)}`;
}

const severities: readonly Defect["severity"][] = ["critical", "major", "minor"];

/** One list item per defect that the selection holds, most severe first. */
function findingsIn({ code, path, startLine }: SelectedCode): string[] {
  return defects
    .filter((defect) => isPresent(defect, code))
    .sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity))
    .map((defect) => finding(defect, `${path}:${startLine + linesBefore(defect, code)}`));
}

function aboutNames(intent: Intent, mentioned: readonly Defect[]): string {
  const [first] = mentioned;
  if (intent === "test") return textOf(first?.path, "tests");
  if (intent === "explain") return textOf(first?.path, `${first?.name}: explain`);
  const findings = mentioned.map((defect) => finding(defect, defect.path)).join("\n");
  return `As the sample workspace was planted:\n\n${findings}\n\nSelect the code and press *Fix* to get the change as a diff.`;
}

function finding({ severity, path, name }: Defect, place: string): string {
  return `- **${severity}** \`${place}\`: ${textOf(path, `${name}: finding`)}`;
}

function textOf(path: string | undefined, section: string): string {
  return answersOf[path ?? ""]?.get(section) ?? elsewhere;
}
