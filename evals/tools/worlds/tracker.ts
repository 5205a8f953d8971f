// An issue tracker: issues that can be found, read, assigned and put into various states.
import * as z from "zod";
import { createChangeLog } from "../change-log.ts";
import { pageOf } from "../pages.ts";
import { defineTool, defineWorld, refusal, type WorldTool } from "../world.ts";

const issue = z.strictObject({
  id: z.string(),
  title: z.string(),
  status: z.enum(["open", "closed"]).default("open"),
  priority: z.int().min(1).max(5).default(3),
  assignee: z.string().nullable().default(null),
  labels: z.array(z.string()).default([]),
});
type Issue = z.infer<typeof issue> & { marks: string[] };

const setup = z.strictObject({
  issues: z.array(issue),
  people: z.array(z.string()).default([]),
  pageSize: z.int().min(1).default(5),
});

/** Tools that differ only in what they do to an issue. */
const marking = [
  ["close_issue", "closed", "Ends an issue because its work is done."],
  ["reopen_issue", "reopened", "Takes up a closed issue again."],
  ["archive_issue", "archived", "Hides an issue from all lists and boards; it can still be read."],
  ["lock_issue", "locked", "Stops further comments on an issue; its status stays as it is."],
  ["unlock_issue", "unlocked", "Allows comments on a locked issue again."],
  ["pin_issue", "pinned", "Puts an issue at the top of the project's list for everybody."],
  ["unpin_issue", "unpinned", "Takes an issue from the top of the project's list."],
  ["watch_issue", "watched", "Sends you a message about everything that happens on an issue."],
  ["mute_issue", "muted", "Sends you no more messages about an issue."],
  ["escalate_issue", "escalated", "Calls the engineer on duty about an issue, also at night."],
  ["snooze_issue", "snoozed", "Takes an issue off your own list until next Monday."],
  ["vote_issue", "voted", "Counts your vote for doing an issue soon."],
] as const;

export const tracker = defineWorld({
  name: "tracker",
  setup,
  create({ issues: given, people, pageSize }: z.infer<typeof setup>) {
    const issues = new Map<string, Issue>(given.map((each) => [each.id, { ...each, marks: [] }]));
    const log = createChangeLog();
    return {
      tools: [
        ...readingTools(issues, pageSize),
        assignTool(issues, people, log.add),
        ...markingTools(issues, log.add),
      ],
      state: () => ({
        issues: Object.fromEntries(issues),
        changes: log.list(),
      }),
    };
  },
});

const byId = z.strictObject({ issue: z.string().describe("Id such as APP-12") });

function readingTools(issues: ReadonlyMap<string, Issue>, pageSize: number): WorldTool[] {
  const shown = ({ marks: _marks, ...rest }: Issue) => rest;
  const page = z.int().min(1).default(1);
  return [
    defineTool({
      name: "get_issue",
      description: "Reads one issue by its id.",
      parameters: byId,
      run({ issue: id }) {
        const found = issues.get(id);
        if (found !== undefined) return shown(found);
        return refusal("not_found", `There is no issue ${id}. Ids change when issues are moved.`);
      },
    }),
    defineTool({
      name: "search_issues",
      description: "Finds issues whose title holds all the given words, in any order.",
      parameters: z.strictObject({ words: z.string(), page }),
      run({ words, page: wanted }) {
        const all = words.toLowerCase().split(/\s+/).filter(Boolean);
        const found = [...issues.values()].filter(({ title }) =>
          all.every((word) => title.toLowerCase().includes(word)),
        );
        return pageOf(found.map(shown), wanted, pageSize);
      },
    }),
    defineTool({
      name: "list_issues",
      description: "Lists the issues of one status, optionally of one label, page by page.",
      parameters: z.strictObject({
        status: z.enum(["open", "closed"]),
        label: z.string().optional(),
        page,
      }),
      run({ status, label, page: wanted }) {
        const found = [...issues.values()].filter(
          (each) => each.status === status && (label === undefined || each.labels.includes(label)),
        );
        return pageOf(found.map(shown), wanted, pageSize);
      },
    }),
  ];
}

type Log = (change: string) => void;

function assignTool(issues: Map<string, Issue>, people: readonly string[], log: Log): WorldTool {
  return defineTool({
    name: "assign_issue",
    description: "Gives an issue to a person, by the person's login.",
    parameters: z.strictObject({ issue: z.string(), person: z.string() }),
    run({ issue: id, person }) {
      const found = issues.get(id);
      if (found === undefined) return refusal("not_found", `There is no issue ${id}.`);
      if (!people.includes(person)) return refusal("not_found", `Nobody is called ${person}.`);
      found.assignee = person;
      log(`${id} assigned to ${person}`);
      return { id, assignee: person };
    },
  });
}

function markingTools(issues: Map<string, Issue>, log: Log): WorldTool[] {
  return marking.map(([name, mark, description]) =>
    defineTool({
      name,
      description,
      parameters: byId,
      run({ issue: id }) {
        const found = issues.get(id);
        if (found === undefined) return refusal("not_found", `There is no issue ${id}.`);
        if (mark === "closed") found.status = "closed";
        if (mark === "reopened") found.status = "open";
        found.marks.push(mark);
        log(`${id} ${mark}`);
        return { id, done: mark };
      },
    }),
  );
}
