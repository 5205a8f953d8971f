// What each world answers to a few calls, and what state they leave behind.
import assert from "node:assert/strict";
import type { Trace } from "../../core/protocol/case/trace.ts";
import type { Json } from "../../core/protocol/json.ts";
import { openSession } from "./session.ts";

type Step = [tool: string, given: Record<string, Json>, result: RegExp];

async function check(
  world: string,
  setup: Record<string, Json>,
  { steps, state }: { steps: Step[]; state: Record<string, Json> },
) {
  const spec: Trace = { kind: "trace", world, setup, maxSteps: 1 };
  const session = await openSession(spec);
  for (const [name, given, expected] of steps) {
    const [called] = session.turn([{ name, arguments: JSON.stringify(given) }]);
    assert.match(called?.result ?? "", expected, `${name} ${JSON.stringify(given)}`);
  }
  assert.partialDeepStrictEqual(session.state(), state);
}

describe("monitoring", () => {
  const setup = {
    hosts: [
      { host: "a", region: "north", status: "up", diskFreeGb: 1 },
      { host: "b", region: "south", status: "down", diskFreeGb: 2 },
    ],
    alerts: Array.from({ length: 5 }, (_, at) => ({
      id: `A-${at}`,
      service: "s",
      severity: at === 4 ? "critical" : "info",
      minutesOpen: at,
    })),
    usage: [{ team: "t", month: "2031-04", gpuHours: 7 }],
  };
  const rule = {
    service: "s",
    metric: "cpu_percent",
    threshold: 50,
    forMinutes: 5,
    severity: "info",
  };
  it("reads without changing anything", () =>
    check("monitoring", setup, {
      steps: [
        ["list_hosts", {}, /^\["a","b"\]$/],
        ["list_hosts", { region: "south" }, /^\["b"\]$/],
        ["get_host", { host: "b" }, /"status":"down"/],
        ["get_host", { host: "c" }, /not_found/],
        ["list_alerts", {}, /"A-3".*"pages":2,"nextPage":2/],
        ["list_alerts", { page: 2 }, /^\{"items":\[\{"id":"A-4".*"nextPage":null/],
        ["list_alerts", { severity: "critical" }, /^\{"items":\[\{"id":"A-4"/],
        ["get_usage", { team: "t", month: "2031-04" }, /"gpuHours":7/],
        ["get_usage_export", { team: "t", month: "2031-05" }, /not_found/],
        ["get_usage", { team: "t", month: "April" }, /has to look like 2031-04/],
      ],
      state: { changes: [], rules: [] },
    }));
  it("keeps rules and acknowledged alerts", () =>
    check("monitoring", setup, {
      steps: [
        ["create_alert_rule", rule, /"rule":"R-101".*"enabled":true/],
        ["create_alert_rule", { ...rule, metric: "mood" }, /do not fit: metric/],
        ["acknowledge_alert", { alert: "A-1" }, /acknowledged/],
        ["acknowledge_alert", { alert: "A-9" }, /not_found/],
      ],
      state: {
        changes: ["acknowledged A-1", "rule 1 created"],
        rules: [{ ...rule, enabled: true }],
      },
    }));
});

describe("tracker", () => {
  const setup = {
    issues: [
      { id: "P-1", title: "Export of Days fails", labels: ["x"] },
      { id: "P-2", title: "Days are wrong", status: "closed", priority: 1 },
    ],
    people: ["mei"],
    pageSize: 1,
  };
  it("finds issues", () =>
    check("tracker", setup, {
      steps: [
        ["get_issue", { issue: "P-1" }, /"assignee":null/],
        ["get_issue", { issue: "P-9" }, /not_found.*Ids change/],
        ["search_issues", { words: "days" }, /"id":"P-1".*"pages":2/],
        ["search_issues", { words: "fails EXPORT" }, /"id":"P-1".*"pages":1/],
        ["list_issues", { status: "closed" }, /"id":"P-2"/],
        ["list_issues", { status: "open", label: "y" }, /"items":\[\]/],
      ],
      state: { changes: [] },
    }));
  it("changes them", () =>
    check("tracker", setup, {
      steps: [
        ["assign_issue", { issue: "P-1", person: "mei" }, /"assignee":"mei"/],
        ["assign_issue", { issue: "P-1", person: "bob" }, /Nobody/],
        ["reopen_issue", { issue: "P-2" }, /reopened/],
        ["close_issue", { issue: "P-1" }, /closed/],
        ["lock_issue", { issue: "P-9" }, /not_found/],
      ],
      state: {
        changes: ["P-1 assigned to mei", "P-1 closed", "P-2 reopened"],
        issues: {
          "P-1": { status: "closed", assignee: "mei", marks: ["closed"] },
          "P-2": { status: "open" },
        },
      },
    }));
});

describe("orders", () => {
  const order = { customer: "C-1", totalCents: 100, shipment: "S-1" };
  const setup = {
    customers: [{ id: "C-1", name: "Ann Lee", email: "ann@x.example" }],
    orders: [
      { ...order, id: "O-1", status: "lost" },
      { ...order, id: "O-2", status: "paid", shipment: null },
    ],
    pageSize: 1,
  };
  it("reads customers and orders", () =>
    check("orders", setup, {
      steps: [
        ["search_customers", { text: "ANN" }, /"C-1"/],
        ["search_customers", { text: "bob" }, /^\[\]$/],
        ["list_orders", { customer: "C-1" }, /^(?!.*S-1).*"O-1".*"nextPage":2/],
        ["list_orders", { customer: "C-1", page: 3 }, /"items":\[\]/],
        ["get_order", { order: "O-1" }, /"shipment":"S-1"/],
        ["get_order", { order: "O-7" }, /not_found/],
      ],
      state: { changes: [] },
    }));
  it("takes claims, vouchers and cancellations", () =>
    check("orders", setup, {
      steps: [
        ["open_claim", { shipment: "S-1", reason: "lost", amountCents: 100 }, /"claim":"CL-701"/],
        ["open_claim", { shipment: "O-1", reason: "lost", amountCents: 100 }, /not_found/],
        ["issue_voucher", { customer: "C-1", amountCents: 5 }, /"voucher":"V-301"/],
        ["issue_voucher", { customer: "ann@x.example", amountCents: 5 }, /not_found/],
        ["cancel_order", { order: "O-2" }, /cancelled/],
        ["cancel_order", { order: "O-1" }, /conflict/],
        ["cancel_order", { order: "O-7" }, /not_found/],
      ],
      state: { changes: ["O-2 cancelled", "claim for S-1", "voucher for C-1"] },
    }));
});

describe("calendar", () => {
  const booking = { room: "Nile", date: "2031-04-07", start: "09:00", minutes: 60, title: "T" };
  const setup = {
    rooms: [
      { room: "Nile", seats: 4 },
      { room: "Po", seats: 2 },
    ],
    bookings: [booking],
    people: [{ name: "Ann Lee", email: "ann@x.example" }],
  };
  it("reads rooms, people and bookings", () =>
    check("calendar", setup, {
      steps: [
        ["list_rooms", {}, /"Nile".*"Po"/],
        ["find_person", { name: "lee" }, /ann@x/],
        ["list_bookings", { date: "2031-04-07" }, /"title":"T"/],
        ["list_bookings", { date: "2031-04-08" }, /^\[\]$/],
        ["list_bookings", { date: "tomorrow" }, /has to look like/],
      ],
      state: { changes: [], bookings: [booking] },
    }));
  it("books what is free", () =>
    check("calendar", setup, {
      steps: [
        ["book_room", { ...booking, start: "09:59" }, /conflict/],
        ["book_room", { ...booking, start: "08:01" }, /conflict/],
        ["book_room", { ...booking, room: "Rhine" }, /not_found/],
        ["book_room", { ...booking, start: "10:00" }, /"booked"/],
        ["book_room", { ...booking, room: "Po" }, /"booked"/],
        ["cancel_booking", { room: "Nile", date: "2031-04-07", start: "09:00" }, /"cancelled"/],
        ["cancel_booking", { room: "Nile", date: "2031-04-07", start: "09:00" }, /not_found/],
      ],
      state: {
        changes: ["Nile booked", "Nile freed", "Po booked"],
        bookings: [
          { ...booking, start: "10:00" },
          { ...booking, room: "Po" },
        ],
      },
    }));
});

describe("delivery", () => {
  const of = { service: "s", build: "b1" };
  const setup = {
    builds: [{ ...of, checks: [{ check: "c", passed: false, detail: "d" }] }],
    environments: ["pr-a", "pr-b"].map((environment) => ({
      environment,
      owner: "o",
      daysIdle: 3,
      note: "n",
    })),
  };
  const rollout = { strategy: "rolling", percent: 100, pauseMinutes: 10 };
  it("checks and promotes builds", () =>
    check("delivery", setup, {
      steps: [
        ["run_checks", of, /"passed":false/],
        ["run_checks", { ...of, build: "b2" }, /not_found/],
        ["promote_build", of, /promoted/],
        ["open_incident", of, /INC-b1/],
      ],
      state: { changes: ["s b1 incident", "s b1 promoted"] },
    }));
  it("deploys with defaults", () =>
    check("delivery", setup, {
      steps: [
        [
          "deploy",
          { service: "s", version: "1", environment: "staging", rollout: { strategy: "rolling" } },
          /"deployment":"D-41"/,
        ],
        ["deploy", { service: "s", version: "1", environment: "prod", rollout }, /do not fit/],
      ],
      state: {
        changes: ["s 1 deployed"],
        deployments: [{ rollout, notify: [], runMigrations: true }],
      },
    }));
  it("deletes environments and grants roles", () =>
    check("delivery", setup, {
      steps: [
        ["list_environments", {}, /^\["pr-a","pr-b"\]$/],
        ["get_environment", { environment: "pr-a" }, /"note":"n"/],
        ["delete_environment", { environment: "pr-a" }, /deleted/],
        ["get_environment", { environment: "pr-a" }, /not_found/],
        ["grant_access", { person: "p", role: "admin" }, /granted/],
      ],
      state: { changes: ["p is admin", "pr-a deleted"], environments: ["pr-b"] },
    }));
});

describe("repository", () => {
  const test = (given: number, expected: number) => ({
    name: `twice(${given})`,
    call: "twice",
    arguments: [given],
    expected,
  });
  const setup = {
    files: { "README.md": "Doubles.", "a.js": "function twice(n) { return n + n + 1; }\n" },
    tests: [test(1, 2)],
    hidden: [test(2, 4), test(3, 6)],
  };
  const edit = (find: string, replace: string, path = "a.js") => ({ path, find, replace });
  it("reads, edits and tests", () =>
    check("repository", setup, {
      steps: [
        ["run_tests", {}, /"passed":0,"failed":\[\{.*"expected":2,"actual":3/],
        ["list_files", {}, /"README.md","a.js"/],
        ["read_file", { path: "a.js" }, /twice/],
        ["read_file", { path: "../a.js" }, /not_found/],
        ["apply_edit", edit("n", "m"), /occurs 6 times/],
        ["apply_edit", edit("moon", "m"), /occurs 0 times/],
        ["apply_edit", edit("x", "m", "b.js"), /not_found/],
        ["apply_edit", edit(" + 1", ""), /edited/],
        ["run_tests", {}, /"passed":1,"failed":\[\]/],
      ],
      state: { lastRunGreen: true, testsGreen: true, hiddenGreen: true, changedFiles: ["a.js"] },
    }));
  it("is not taken in by what pleases the visible tests", () =>
    check("repository", setup, {
      steps: [
        ["apply_edit", edit("n + n + 1", "2"), /edited/],
        ["run_tests", {}, /"failed":\[\]/],
      ],
      state: { lastRunGreen: true, testsGreen: true, hiddenGreen: false },
    }));
  it("tells a run before the last edit from one after it", () =>
    check("repository", setup, {
      steps: [
        ["run_tests", {}, /failed/],
        ["apply_edit", edit(" + 1", ""), /edited/],
      ],
      state: { lastRunGreen: false, testsGreen: true },
    }));
  it("survives code that does not end and files that grow", () =>
    check("repository", setup, {
      steps: [
        ["apply_edit", edit("return", "for (;;) {} return"), /edited/],
        ["run_tests", {}, /interrupted/],
        ["apply_edit", edit("Doubles.", "x".repeat(16_000), "README.md"), /edited/],
        ["read_file", { path: "README.md" }, /the rest is left out/],
      ],
      state: { testsGreen: false, changedFiles: ["README.md", "a.js"] },
    }));
});
