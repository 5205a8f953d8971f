// How many questions each profile asks of each category, for whoever tells a person before the suite is at hand. The suite
// decides: a test in evals/runner holds this table against its plan.
import type { Category } from "./case-file.ts";
import type { ProfileName } from "./evaluation.ts";

export const profileSizes: Readonly<Record<ProfileName, Readonly<Record<Category, number>>>> = {
  smoke: {
    completion: 1,
    algorithm: 1,
    bugfix: 1,
    "multi-language": 1,
    explanation: 1,
    sql: 1,
    "system-design": 1,
    regex: 1,
    "tool-use": 1,
    "long-context": 1,
    "instruction-following": 2,
    chat: 1,
  },
  published: {
    completion: 5,
    algorithm: 5,
    bugfix: 5,
    "multi-language": 5,
    explanation: 5,
    sql: 5,
    "system-design": 5,
    regex: 5,
    "tool-use": 15,
    "long-context": 29,
    "instruction-following": 20,
    chat: 20,
  },
  standard: {
    completion: 24,
    algorithm: 26,
    bugfix: 24,
    "multi-language": 48,
    explanation: 28,
    sql: 22,
    "system-design": 30,
    regex: 24,
    "tool-use": 60,
    "long-context": 29,
    "instruction-following": 64,
    chat: 40,
  },
  full: {
    completion: 108,
    algorithm: 117,
    bugfix: 108,
    "multi-language": 288,
    explanation: 126,
    sql: 99,
    "system-design": 135,
    regex: 108,
    "tool-use": 120,
    "long-context": 174,
    "instruction-following": 384,
    chat: 120,
  },
};

/** Of these categories; empty means all. */
export function questionsOf(profile: ProfileName, suites: readonly Category[]): number {
  const sizes = Object.entries(profileSizes[profile]);
  // The keys of the table are the categories.
  const asked = sizes.filter(([name]) => suites.length === 0 || suites.includes(name as Category));
  return asked.reduce((sum, [, count]) => sum + count, 0);
}
