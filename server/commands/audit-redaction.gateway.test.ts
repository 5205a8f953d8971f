import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { end, request, startJournal } from "../audit/journal-stand.ts";
import { createRuleKeeper, storedRules } from "../audit/redaction-rules.ts";
import { start } from "../command-process.ts";
import { openStore } from "../store/open-store.ts";
import { startTestGateway, type TestGateway } from "../test/gateway.ts";

const upstreams = { gone: { url: "http://127.0.0.1:9/v1" } };
const rule = (name: string, pattern: string) => ({ name, pattern });

describe("redaction rules of a running gateway", function () {
  this.timeout(120_000);
  let data: string;
  let gateway: TestGateway;
  beforeEach(async () => {
    data = await mkdtemp(path.join(tmpdir(), "tandem-redaction-"));
    const store = await openStore({ data });
    const { journal } = await startJournal(store);
    const body = '{"messages":[{"role":"user","content":"Ask about E-123456 and Falcon"}]}';
    const entry = journal.open(request("r1"), Buffer.from(body));
    await entry.finish(end());
    await journal.close();
    await store.close();
    const audit = { redact: [rule("project", "E-\\d{6}")] };
    gateway = await startTestGateway({ config: { upstreams, audit }, place: { data }, file: true });
  });
  afterEach(async () => {
    await gateway.end();
    await rm(data, { recursive: true, force: true });
  });

  const audit = async (...args: string[]) => {
    const { code, stdout, stderr } = await start(["audit", ...args, "--data", data]).isOver;
    assert.deepEqual([code, stderr], [0, ""]);
    return stdout;
  };

  it("hide what they say from every reader, beside those of --config", async () => {
    const other = path.join(data, "other.yaml");
    const redact = [rule("bird", "Falcon")];
    await writeFile(other, JSON.stringify({ upstreams, audit: { redact } }));
    assert.match(await audit("show", "r1"), /Ask about \[project\] and Falcon/);
    assert.match(await audit("show", "r1", "--config", other), /about \[project\] and \[bird\]/);
    assert.match(await audit("search", "--text", "ask"), /Ask about \[project\] and Falcon/);
    assert.match(await audit("search", "--text", "E-123456"), /^No request fits/);
    assert.match(await audit("export"), /Ask about \[project\] and Falcon/);
    assert.match(await audit("show", "r1", "--original"), /Ask about E-123456/);
  });

  it("follow the configuration as it is loaded again", async () => {
    const redact = [rule("bird", "Falcon")];
    await writeFile(
      path.join(gateway.folder, "gateway.yaml"),
      JSON.stringify({ upstreams, audit: { redact } }),
    );
    await gateway.reload();
    assert.match(await audit("show", "r1"), /Ask about E-123456 and \[bird\]/);
  });

  it("count together where there are several gateways", async () => {
    const store = await openStore({ data });
    const other = createRuleKeeper(store, "gateway-2", (error) => assert.ifError(error));
    await other.keep([rule("bird", "Falcon"), rule("project", "E-\\d{6}")]);
    await other.close();
    const rules = await storedRules(store);
    await store.close();
    assert.deepEqual(
      rules.map(({ name }) => name),
      ["project", "bird"],
    );
    assert.match(await audit("show", "r1"), /Ask about \[project\] and \[bird\]/);
  });
});
