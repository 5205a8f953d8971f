// Fills in a judge's prompt. What the judged answer says stands between marks that it cannot know; nothing inside it is
// filled in again.
import { caseLine } from "../cases/instance.ts";
import { hash } from "../random.ts";

export type Judged = {
  /** Names the case to logs and to the simulated endpoint: `case#seed.variant`. */
  instance: string;
  answer: string;
};

/** `{{fence}}` and `{{answer}}` of the template are filled in from `judged`, everything else from `fills`. */
export function fencedPrompt(
  template: string,
  { instance, answer }: Judged,
  fills: Readonly<Record<string, string>>,
): string {
  const all: Record<string, string> = {
    ...fills,
    answer,
    fence: `=== ${hash(`${instance} ${answer}`).toString(36)} ===`,
  };
  // One pass, so that nothing inside an answer is filled in again.
  const filled = template.replaceAll(
    /\{\{(\w+)\}\}/g,
    (whole: string, name: string) => all[name] ?? whole,
  );
  return `${filled.trimEnd()}\n\n${caseLine(instance)}`;
}
