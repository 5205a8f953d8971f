import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { openStore } from "../store/open-store.ts";
import { behavesAsUsage } from "./behaviour.ts";

describe("usage in the embedded store", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "tandem-usage-"));
  });
  after(() => rm(folder, { recursive: true }));

  behavesAsUsage(() => openStore({ data: folder }));
});
