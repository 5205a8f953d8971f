import assert from "node:assert/strict";
import { noEndpoint, setup } from "../test/sample-runs.ts";
import type { Setup, StartRequest } from "./messages.ts";
import { emptyForm, fillForm, requestOf, type SetupForm } from "./setup-form.ts";

function check(
  title: string,
  form: Partial<SetupForm>,
  expected: StartRequest | string,
  from: Setup = setup,
) {
  it(title, () => assert.deepEqual(requestOf({ ...emptyForm, ...form }, from), expected));
}

const simulated = { endpoint: "simulated", model: "qwen3-coder" };

describe("requestOf", () => {
  check(
    "starts with what was chosen last",
    {},
    {
      kind: "evaluation",
      ...simulated,
      profile: "smoke",
      suites: [],
      withLoad: false,
    },
  );
  check(
    "takes what was chosen now",
    { endpoint: "gpu1", model: "Qwen/Qwen2.5-Coder-7B", profile: "standard", suites: ["sql"] },
    {
      kind: "evaluation",
      endpoint: "gpu1",
      model: "Qwen/Qwen2.5-Coder-7B",
      profile: "standard",
      suites: ["sql"],
      withLoad: true,
    },
  );
  check(
    "declares hardware",
    { kind: "load", gpus: "4", gpuName: " H100 SXM " },
    {
      kind: "load",
      ...simulated,
      profile: "scorecard",
      hardware: { gpus: 4, name: "H100 SXM" },
    },
  );
  check(
    "declares a name without a number",
    { kind: "load", gpuName: "L40S" },
    {
      kind: "load",
      ...simulated,
      profile: "scorecard",
      hardware: { name: "L40S" },
    },
  );
  check(
    "measures a folder",
    { kind: "repository", folder: "website", holes: "20" },
    {
      kind: "repository",
      ...simulated,
      folder: "website",
      holes: 20,
    },
  );
  check(
    "falls back when an endpoint is gone",
    { endpoint: "gone", model: "gone" },
    {
      kind: "evaluation",
      ...simulated,
      profile: "smoke",
      suites: [],
      withLoad: false,
    },
  );
  check("refuses half a GPU", { gpus: "1.5" }, "GPUs: a whole number from 1 to 1,024.");
  check(
    "refuses no holes",
    { kind: "repository", holes: "0" },
    "Holes: a whole number from 1 to 500.",
  );
  check("waits for an endpoint", {}, "Connect an endpoint first.", noEndpoint);
  check("says that models failed", { endpoint: "gpu2" }, "The endpoint's models are not known.");
  check("needs a folder", { kind: "repository" }, "Open the folder of the repository first.", {
    ...setup,
    folders: [],
  });
  check("needs trust", { kind: "repository" }, "Trust this workspace first: its files are read.", {
    ...setup,
    folders: [],
    isTrusted: false,
  });
});

describe("fillForm", () => {
  it("keeps an emptied field empty", () => {
    const last = { endpoint: "simulated", hardware: { gpus: 8, name: "H100" } };
    assert.equal(fillForm(emptyForm, { ...setup, last }).gpus, "8");
    assert.equal(fillForm({ ...emptyForm, gpus: "" }, { ...setup, last }).gpus, "");
  });

  it("declares for an endpoint what was declared for it, never for another", () => {
    const [first, ...others] = setup.endpoints;
    const last = { endpoint: "simulated", hardware: { gpus: 8 } };
    const declared = {
      ...setup,
      last,
      endpoints: [{ ...first!, hardware: { gpus: 4 } }, ...others],
    };
    assert.equal(fillForm(emptyForm, declared).gpus, "4");
    assert.equal(fillForm({ ...emptyForm, endpoint: "gpu1" }, declared).gpus, "");
  });
});
