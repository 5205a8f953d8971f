import assert from "node:assert/strict";
import {
  appendFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { CaseResult } from "../../core/protocol/evaluation.ts";
import type { ArchiveQuestion, ArchiveReply } from "../../core/protocol/evaluation-process.ts";
import { archiveReply } from "../../core/protocol/evaluation-process.ts";
import type { LoadTest } from "../../core/protocol/load-test.ts";
import type { Exchange } from "../../core/protocol/transcript.ts";
import { buildEvaluation } from "../report/build-evaluation.ts";
import { sampleHeader, sampleResult } from "../report/sample-results.ts";
import { createRun, type RunStore } from "../runner/run-store.ts";
import { createArchive } from "./archive.ts";
import { createDocumentRun } from "./document-store.ts";
import { sampleHole, sampleLoad, sampleRepository, sampleRow } from "./sample-documents.ts";

/** A question without its number, which the tests do not care about. */
type Asked = ArchiveQuestion extends infer Each
  ? Each extends unknown
    ? Omit<Each, "n">
    : never
  : never;

const exchange: Exchange = {
  to: "model",
  sent: [{ role: "user", content: "How many?" }],
  text: "SELECT 1",
  toolCalls: [],
  finishReason: "stop",
  model: "qwen3-coder",
  isSimulated: true,
  timing: { e2elMs: 12 },
  retried: [],
};

describe("the archive", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "tandem-archive-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const file = (...names: string[]) => path.join(folder, ...names);
  const asking = () => {
    const archive = createArchive(folder);
    return async (question: Asked): Promise<ArchiveReply> =>
      // Every reply has to be one that the editor takes.
      archiveReply.parse(await archive.reply({ n: 1, ...question } as ArchiveQuestion));
  };
  const ask = (question: Asked) => asking()(question);
  const listed = async () => {
    const reply = await ask({ ask: "list" });
    assert.ok(reply.reply === "list", JSON.stringify(reply));
    return reply.runs;
  };
  const check = async (question: Asked, code: string) => {
    const reply = await ask(question);
    assert.equal(reply.reply === "failed" ? reply.code : reply.reply, code);
  };

  /** An open run; it is running until it is disposed of. */
  const begin = (id: string, more: Partial<typeof sampleHeader> = {}): Promise<RunStore> =>
    createRun(folder, {
      header: { ...sampleHeader, id, ...more },
      samples: [0, 1, 2].map((epoch) => ({ caseId: "sql.a", variant: 0, epoch })),
      endpoint: { url: sampleHeader.endpoint.url, model: sampleHeader.endpoint.model },
    });
  const evaluate = async (id: string, results: CaseResult[], more = {}, loadTest?: LoadTest) => {
    await using store = await begin(id, more);
    const run = { ...sampleHeader, id, ...more };
    const load = loadTest === undefined ? {} : { load: { loadTest } };
    await store.saveResult(buildEvaluation({ run, results, planned: results.length, ...load }));
  };
  const measure = async (id: string, document: Parameters<DocumentSave>[0]) => {
    await using store = await createDocumentRun(folder, id);
    await store.save(document);
  };
  type DocumentSave = Awaited<ReturnType<typeof createDocumentRun>>["save"];

  describe("lists", () => {
    it("nothing where there is no folder yet", async () => {
      const reply = await createArchive(file("none")).reply({ n: 7, ask: "list" });
      assert.deepEqual(reply, { n: 7, reply: "list", runs: [] });
    });

    it("all three kinds, newest first", async () => {
      await evaluate("a", [sampleResult("sql.a"), sampleResult("sql.b")]);
      await measure("b", sampleLoad("b", [sampleRow(900), sampleRow(6615.4)], 2));
      await measure("c", sampleRepository("c", [sampleHole(), sampleHole({ isExact: false })]));
      assert.deepEqual(
        (await listed()).map(({ id, kind, title, state, outcome, isPrivate }) =>
          [id, kind, title, state, outcome, isPrivate].join(" | "),
        ),
        [
          "c | repository | repository · shop | complete | 2 of 2 holes, 50 % exact | true",
          "b | load | load · published | complete | 2 rows, peak 6,615 tok/s | false",
          "a | evaluation | evaluation · standard | complete | 0 of 1 PASS | false",
        ],
      );
    });

    it("what was interrupted, with how far it came", async () => {
      {
        await using store = await begin("20260102-000000-aaaaaa");
        await store.append({ instance: "sql.a#1.0", epoch: 0, exchanges: [] });
      }
      await measure("b", sampleLoad("b", [sampleRow(900)], 16));
      assert.deepEqual(
        (await listed()).map(({ state, outcome }) => [state, outcome]),
        [
          ["interrupted", "1 of 16 rows, peak 900 tok/s"],
          ["interrupted", "1 of 3 questions asked"],
        ],
      );
    });

    it("what a living process works on as running, and no longer when that has died", async () => {
      await using _store = await begin("a");
      assert.equal((await listed())[0]?.state, "running");
      await writeFile(file("a", "lock"), "4194303");
      assert.equal((await listed())[0]?.state, "interrupted");
    });

    it("changes of a run, though it remembers the others", async () => {
      const again = asking();
      const outcome = async () => {
        const reply = await again({ ask: "list" });
        return reply.reply === "list" ? reply.runs.map((run) => run.outcome) : [];
      };
      await measure("a", sampleLoad("a", [sampleRow(900)], 2));
      assert.deepEqual(await outcome(), ["1 of 2 rows, peak 900 tok/s"]);
      await measure("a", sampleLoad("a", [sampleRow(900), sampleRow(1000)], 2));
      assert.deepEqual(await outcome(), ["2 rows, peak 1,000 tok/s"]);
      await rm(file("a"), { recursive: true });
      assert.deepEqual(await outcome(), []);
    });

    it("no folder that holds no run, and no link to one", async () => {
      await evaluate("a", [sampleResult("sql.a")]);
      await mkdir(file("notes"));
      await writeFile(file("notes", "shopping.txt"), "milk");
      await writeFile(file("run.json"), "{}");
      await symlink(file("a"), file("b"));
      assert.deepEqual(
        (await listed()).map(({ id }) => id),
        ["a"],
      );
    });

    const damages: [what: string, text: string, outcome: RegExp][] = [
      [
        "cut short",
        '{\n  "schemaVersion": 1,\n  "run"',
        /^result\.json is damaged: it is no JSON\.$/,
      ],
      [
        "of another shape",
        '{"schemaVersion": 1}',
        /^result\.json is damaged or of another version/,
      ],
      [
        "of a newer Tandem",
        '{"schemaVersion": 2, "cases": 3}',
        /^A newer Tandem wrote it \(format 2/,
      ],
      ["empty", "", /^result\.json is damaged/],
    ];
    for (const [what, text, outcome] of damages) {
      it(`a result that is ${what} as unreadable, and refuses to open it`, async () => {
        await evaluate("20260102-030405-aaaaaa", [sampleResult("sql.a")]);
        await writeFile(file("20260102-030405-aaaaaa", "result.json"), text);
        const [run] = await listed();
        assert.equal(run?.state, "unreadable");
        assert.match(run?.outcome ?? "", outcome);
        assert.equal(run?.startedAt, "2026-01-02T03:04:05.000Z");
        await check({ ask: "open", id: "20260102-030405-aaaaaa" }, "bad_run");
      });
    }
  });

  describe("opens", () => {
    it("each kind as its document", async () => {
      const holes = [sampleHole()];
      await evaluate("a", [sampleResult("sql.a")]);
      await measure("b", sampleLoad("b", [sampleRow(900)], 1));
      await measure("c", sampleRepository("c", holes));
      const opened = await Promise.all(["a", "b", "c"].map((id) => ask({ ask: "open", id })));
      const runs = opened.map((reply) => (reply.reply === "open" ? reply.run : undefined));
      assert.ok(runs[0]?.kind === "evaluation" && runs[0].evaluation.cases.length === 1);
      assert.deepEqual(runs[1], { kind: "load", loadTest: sampleLoad("b", [sampleRow(900)], 1) });
      assert.deepEqual(runs[2], {
        kind: "repository",
        repositoryRun: sampleRepository("c", holes),
      });
    });

    it("an evaluation without a result as interrupted, with nothing graded", async () => {
      await (await begin("a"))[Symbol.asyncDispose]();
      const reply = await ask({ ask: "open", id: "a" });
      assert.ok(reply.reply === "open" && reply.run.kind === "evaluation");
      const { status, totals, cases, scorecard } = reply.run.evaluation;
      assert.deepEqual([status, totals.planned, cases], ["interrupted", 3, []]);
      assert.ok(scorecard.every(({ verdict }) => verdict === "INSUFFICIENT"));
    });

    it("a document from before there were load tests and declared hardware", async () => {
      await evaluate("a", [sampleResult("sql.a")]);
      const text = await readFile(file("a", "result.json"), "utf8");
      for (const later of ["load", "hardware", "haystack"]) assert.ok(!text.includes(`"${later}"`));
      // Written by another hand, without the line breaks that the list looks for.
      await writeFile(file("a", "result.json"), JSON.stringify(JSON.parse(text)));
      const reply = await ask({ ask: "open", id: "a" });
      assert.ok(reply.reply === "open" && reply.run.kind === "evaluation");
      assert.equal((await listed())[0]?.outcome, "0 of 1 PASS");
    });

    it("nothing that was deleted on the disk", async () => {
      await evaluate("a", [sampleResult("sql.a")]);
      const again = asking();
      await again({ ask: "open", id: "a" });
      await rm(file("a"), { recursive: true });
      const reply = await again({ ask: "open", id: "a" });
      assert.equal(reply.reply === "failed" && reply.code, "no_such_run");
    });

    for (const id of ["", ".", "..", "../a", "a/../a", "a/", "/etc", "link", ".deleted-a", "a\0"]) {
      it(`nothing by the id ${JSON.stringify(id)}`, async () => {
        await evaluate("a", [sampleResult("sql.a")]);
        await symlink(file("a"), file("link"));
        await check({ ask: "open", id }, "no_such_run");
        await check({ ask: "delete", id }, "no_such_run");
        assert.ok((await stat(file("a", "run.json"))).isFile());
      });
    }
  });

  describe("shows a case", () => {
    const question = { ask: "case", id: "a", case: "sql.a#1.0", epoch: 1 } as const;
    const detailsOf = async (asked: Asked = question) => {
      const reply = await ask(asked);
      assert.ok(reply.reply === "case", JSON.stringify(reply));
      return reply.details;
    };

    it("with the last transcript of its epoch", async () => {
      {
        await using store = await begin("a");
        const exchanges = (text: string) => [{ ...exchange, text }];
        await store.append({ instance: "sql.a#1.0", epoch: 1, exchanges: exchanges("first") });
        await store.append({ instance: "sql.a#1.0", epoch: 0, exchanges: exchanges("other") });
        await store.append({ instance: "sql.a#1.0", epoch: 1, exchanges: exchanges("again") });
        await store.append({ instance: "sql.a#1.0", epoch: 11, exchanges: exchanges("other") });
      }
      await appendFile(file("a", "transcripts.jsonl"), '{"instance":"sql.a#1.0","epoch":1,"exch');
      assert.equal((await detailsOf()).transcript?.exchanges[0]?.text, "again");
    });

    it("without a transcript where there is none", async () => {
      await (await begin("a"))[Symbol.asyncDispose]();
      assert.deepEqual(await detailsOf(), { id: "sql.a#1.0", epoch: 1 });
    });

    it("with megabytes cut down, and says so", async () => {
      {
        await using store = await begin("a");
        const text = `START${"x".repeat(3_000_000)}END`;
        await store.append({
          instance: "sql.a#1.0",
          epoch: 1,
          exchanges: [{ ...exchange, text, sent: [{ role: "user", content: text }] }],
        });
        await store.append({ instance: "sql.b#1.0", epoch: 1, exchanges: [exchange] });
      }
      const text = (await detailsOf()).transcript?.exchanges[0]?.text ?? "";
      assert.ok(text.length < 110_000);
      assert.match(
        text,
        /^STARTx+\n\n\[… 2,9\d\d,\d{3} characters are left out here;.*\]\n\nx+END$/s,
      );
      assert.equal(
        (await detailsOf({ ...question, case: "sql.b#1.0" })).transcript?.exchanges.length,
        1,
      );
    });

    it("with the authors' answer only where the built-in suite has asked", async () => {
      const { caseReference } = await import("./case-reference.ts");
      const { readBuiltInSuite } = await import("../cases/built-in-suite.ts");
      const { loadSuite } = await import("../cases/suite.ts");
      const { suiteHash } = await import("../cases/suite-hash.ts");
      const hash = suiteHash(loadSuite(await readBuiltInSuite()));
      const found = await caseReference("sql.anti-join#1.0", hash);
      assert.match(found.reference ?? "", /select/i);
      assert.equal(found.casePath, "evals/suites/sql/sql.anti-join");
      assert.match((await caseReference("tool.branch#1.0", hash)).reference ?? "", /"calls"/);
      assert.deepEqual(await caseReference("sql.anti-join#1.0", "0123456789abcdef"), {});
      assert.deepEqual(await caseReference("sql.no-such#1.0", hash), {});
      assert.deepEqual(await caseReference("no id at all", hash), {});
    }).timeout(20_000);

    it("of an evaluation only", async () => {
      await measure("a", sampleLoad("a", [], 1));
      await check(question, "no_such_case");
    });
  });

  describe("compares", () => {
    it("two evaluations, and leaves their cases out", async () => {
      await evaluate("a", [sampleResult("sql.a"), sampleResult("sql.b", { verdict: "fail" })]);
      await evaluate("b", [sampleResult("sql.a"), sampleResult("sql.b")]);
      const reply = await ask({ ask: "compare", id: "b", baseline: "a" });
      assert.ok(reply.reply === "compare", JSON.stringify(reply));
      const { comparison, scorecards } = reply;
      assert.deepEqual(comparison.improved, ["sql.b#1.0"]);
      assert.equal(comparison.baseline.id, "a");
      assert.deepEqual([scorecards.current.run.id, scorecards.baseline.run.id], ["b", "a"]);
      assert.deepEqual([scorecards.current.cases, scorecards.baseline.cases], [[], []]);
    });

    it("two load tests, whose declared GPUs differ, and says what more of them brought", async () => {
      const eight = sampleLoad("b", [sampleRow(1200)], 1);
      await measure("a", sampleLoad("a", [sampleRow(900)], 1));
      await measure("b", { ...eight, run: { ...eight.run, hardware: { gpus: 8 } } });
      const reply = await ask({ ask: "compare", id: "b", baseline: "a" });
      assert.ok(reply.reply === "compare-load", JSON.stringify(reply));
      const { current, baseline, comparison } = reply;
      assert.deepEqual([current.run.id, baseline.run.id], ["b", "a"]);
      assert.deepEqual(
        comparison.load.map(({ what, ratio }) => [what, ratio]),
        [["output tokens/s", 1200 / 900]],
      );
      assert.deepEqual(comparison.scaling?.gpus, { fewer: 4, more: 8 });
      assert.deepEqual(archiveReply.parse(reply), reply);
    });

    it("the load test of an evaluation with one that stands alone, either way round", async () => {
      await evaluate("a", [sampleResult("sql.a")], {}, sampleLoad("a", [sampleRow(900)], 1));
      await measure("b", sampleLoad("b", [sampleRow(450)], 1));
      for (const [id, baseline, ratio] of [
        ["a", "b", 2],
        ["b", "a", 0.5],
      ] as const) {
        const reply = await ask({ ask: "compare", id, baseline });
        assert.ok(reply.reply === "compare-load", JSON.stringify(reply));
        assert.equal(reply.comparison.load[0]?.ratio, ratio);
      }
    });

    it("no load test with a run that has none or nothing in it", async () => {
      await evaluate("a", [sampleResult("sql.a")]);
      await measure("b", sampleLoad("b", [sampleRow(450)], 1));
      await measure("c", sampleLoad("c", [], 1));
      await measure("d", sampleRepository("d", [sampleHole()]));
      for (const other of ["a", "c", "d"]) {
        await check({ ask: "compare", id: "b", baseline: other }, "not_comparable");
        await check({ ask: "compare", id: other, baseline: "b" }, "not_comparable");
      }
      await check({ ask: "compare", id: "d", baseline: "a" }, "not_comparable");
    });

    it("nothing that has no graded cases", async () => {
      await evaluate("a", [sampleResult("sql.a")]);
      await (await begin("b"))[Symbol.asyncDispose]();
      await measure("c", sampleLoad("c", [], 1));
      await check({ ask: "compare", id: "a", baseline: "b" }, "not_comparable");
      await check({ ask: "compare", id: "c", baseline: "a" }, "not_comparable");
      await check({ ask: "compare", id: "a", baseline: "gone" }, "no_such_run");
    });
  });

  describe("exports", () => {
    const exported = async (id: string, format: "json" | "markdown" | "html") => {
      const target = file("exported", `report.${format}`);
      await mkdir(file("exported"), { recursive: true });
      const reply = await ask({ ask: "export", id, format, file: target });
      assert.deepEqual(reply, { n: 1, reply: "export", file: target });
      assert.deepEqual((await readdir(file("exported"))).sort(), [`report.${format}`]);
      const text = await readFile(target, "utf8");
      await rm(target);
      return text;
    };

    it("an evaluation and a load test in every format", async () => {
      await evaluate("a", [sampleResult("sql.a")]);
      await measure("b", sampleLoad("b", [sampleRow(900)], 1));
      for (const id of ["a", "b"]) {
        assert.equal(JSON.parse(await exported(id, "json")).run.id, id);
        assert.match(await exported(id, "markdown"), /^#+ .*qwen3-coder/m);
        assert.match(await exported(id, "html"), /^<!doctype html>/);
      }
    });

    it("private code with a first line that says so, and not as a page", async () => {
      await measure(
        "a",
        sampleRepository("a", [sampleHole({ answer: "```\n</b>", isExact: false })]),
      );
      const markdown = await exported("a", "markdown");
      assert.match(
        markdown,
        /^\*\*Private: this file holds source code of the repository shop\.\*\*\n/,
      );
      assert.ok(markdown.includes("````typescript\n```\n</b>\n````"), markdown);
      const json = await exported("a", "json");
      assert.match(json, /^\{\n {2}"notes": \[\n {4}"Private: this file holds/);
      assert.equal(JSON.parse(json).run.isPrivate, true);
      const target = file("report.html");
      await check({ ask: "export", id: "a", format: "html", file: target }, "no_such_format");
    });

    it("nowhere that it cannot write", async () => {
      await evaluate("a", [sampleResult("sql.a")]);
      const into = (target: string) =>
        ({ ask: "export", id: "a", format: "json", file: target }) as const;
      await check(into(file("no", "such", "folder.json")), "unwritable");
      await check(into("report.json"), "bad_file");
      await check({ ...into(file("x.json")), id: "gone" }, "no_such_run");
    });
  });

  describe("deletes", () => {
    it("a run of any kind, whole, also a damaged one", async () => {
      await evaluate("a", [sampleResult("sql.a")]);
      await measure("b", sampleLoad("b", [], 1));
      await measure("c", sampleRepository("c", [sampleHole()]));
      await writeFile(file("c", "repository-run.json"), "{");
      for (const id of ["a", "b", "c"]) await check({ ask: "delete", id }, "delete");
      assert.deepEqual(await readdir(folder), []);
    });

    it("no run that a process works on", async () => {
      await using _store = await begin("a");
      await check({ ask: "delete", id: "a" }, "in_use");
      assert.ok((await stat(file("a", "run.json"))).isFile());
    });

    it("no folder that is no run", async () => {
      await mkdir(file("notes"));
      await check({ ask: "delete", id: "notes" }, "no_such_run");
      assert.deepEqual(await readdir(folder), ["notes"]);
    });
  });

  it("gives the published figures", async () => {
    const reply = await ask({ ask: "published" });
    assert.ok(reply.reply === "published");
    assert.deepEqual(
      reply.published.deployments.map(({ gpus }) => gpus),
      [4, 8],
    );
  });

  it("lets no two processes write one document", async () => {
    await using _store = await createDocumentRun(folder, "a");
    await assert.rejects(createDocumentRun(folder, "a"), { code: "in_use" });
    assert.equal((await stat(file("a"))).mode & 0o777, 0o700);
  });
});
