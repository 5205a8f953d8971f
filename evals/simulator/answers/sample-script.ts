// The default script: true answers about the sample workspace, computed from the code that was sent, and for anything
// else one honest answer that says it is simulated. The texts are Markdown files beside it.

import type { PromptName } from "../../../core/chat/prompt.ts";
import { promptTexts } from "../../../core/chat/prompt-texts.ts";
import {
  documentedSelection,
  editedFiles,
  editedSelection,
  fixedFiles,
  fixedSelection,
  testsFor,
} from "./edit-answers.ts";
import { magicAnswer } from "./magic-words.ts";
import { appliedBlock, repairedBlocks } from "./placed-answers.ts";
import { continuation } from "./prompt-lookup.ts";
import elsewhere from "./sample/elsewhere.md";
import workspace from "./sample/workspace.md";
import { type Defect, defects, functionsIn, isPresent, linesBefore } from "./sample-defects.ts";
import { sampleFiles, sampleText as textOf } from "./sample-texts.ts";
import type { AnswerScript, ChatQuestion } from "./script.ts";
import { attachedFiles, ownWords, type SelectedCode, selectedCode } from "./selected-code.ts";
import { commitMessage, failureExplained, problemExplained } from "./told-answers.ts";
import { turnParts } from "./turn-parts.ts";

export const sampleScript: AnswerScript = {
  chat(question) {
    const lastText = question.userTexts.at(-1) ?? "";
    const text = () => answer(question, lastText);
    return magicAnswer(lastText, text) ?? { text: text() };
  },
  completion: continuation,
};

type Intent = "explain" | "review" | "fix" | "test";

const intents = ["explain", "review", "fix"] as const;

const intentWords: readonly [Intent, RegExp][] = [
  ["test", /\btest/i],
  ["fix", /\b(fix|mend|repair|correct)/i],
  ["review", /\b(review|bugs?|wrong|problems?|defects?|issues?|mistakes?|fails?)\b/i],
];

const changeWords =
  /\b(fix|mend|repair|correct|change|rename|add|remove|replace|refactor|update|edit|insert|document)\b/i;

function answer(question: ChatQuestion, lastText: string): string {
  const words = ownWords(lastText, Object.values(promptTexts));
  const selection = question.userTexts.map(selectedCode).findLast((each) => each !== undefined);
  const files = question.userTexts.map(attachedFiles).findLast((each) => each.length > 0) ?? [];
  const turn = turnParts(lastText);
  switch (promptOf(lastText)) {
    case "tests":
      return selection === undefined ? elsewhere : testsFor(selection);
    case "doc":
      return selection === undefined ? elsewhere : documentedSelection(selection);
    case "edit":
      return selection === undefined ? elsewhere : editedSelection(selection, words);
    case "fixFile":
      return fixedFiles(files);
    case "applyBlock":
      return appliedBlock(words, files);
    case "repair":
      return repairedBlocks(words, question.lastAnswer ?? "", files);
    case "commit":
      return commitMessage(turn);
    case "explainProblem":
      return problemExplained(turn);
    case "explainFailure":
      return failureExplained(turn);
    default:
      break;
  }
  const isAboutFiles = attachedFiles(lastText).length > 0 && changeWords.test(words);
  if (isAboutFiles) return editedFiles(files, words);
  const images = turn.parts.filter(({ heading }) => heading.startsWith("Image: ")).length;
  if (images > 0)
    return `You attached ${images === 1 ? "an image" : `${images} images`}. ${elsewhere}`;
  return spoken({ question, lastText, words, selection });
}

function promptOf(lastText: string): PromptName | undefined {
  // The table names exactly the prompts.
  const named = Object.entries(promptTexts) as [PromptName, string][];
  return named.find(([, text]) => text !== "" && lastText.includes(text))?.[0];
}

type Asked = {
  question: ChatQuestion;
  lastText: string;
  words: string;
  selection: SelectedCode | undefined;
};

function spoken({ question, lastText, words, selection }: Asked): string {
  const intent = intentOf(question.task, { lastText, words });
  const about = selection === undefined ? [] : functionsIn(selection.code);
  if (selection !== undefined && about.length > 0) return aboutSelection(intent, selection, about);
  const mentioned = defects.filter(({ name }) => new RegExp(`\\b${name}\\b`).test(words));
  if (mentioned.length > 0) return aboutNames(intent, mentioned);
  const file = sampleFiles.find((path) => words.includes(path.replace(/^.*\//, "")));
  if (file !== undefined) return textOf(file, intent === "test" ? "tests" : "overview");
  return /\b(sample|workspace|tandem|try|start)\b/i.test(words) ? workspace : elsewhere;
}

/** The task by header; by its instructions behind a gateway, which does not forward the header; else by the words. */
function intentOf(
  task: string | undefined,
  { lastText, words }: { lastText: string; words: string },
): Intent {
  const byHeader = intents.find((intent) => intent === task);
  const byInstructions = intents.find((intent) => lastText.includes(promptTexts[intent]));
  const byWords = intentWords.find(([, pattern]) => pattern.test(words))?.[0];
  return byHeader ?? byInstructions ?? byWords ?? "explain";
}

function aboutSelection(intent: Intent, selection: SelectedCode, about: readonly Defect[]): string {
  switch (intent) {
    case "test":
      return textOf(about[0]?.path, "tests");
    case "fix":
      return fixedSelection(selection);
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
