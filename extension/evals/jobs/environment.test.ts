import assert from "node:assert/strict";
import { type Network, processEnvironment } from "./environment.ts";

const network: Network = {
  proxy: "",
  noProxy: [],
  usesProxy: true,
  trustsSystemCertificates: false,
};
const always = { ELECTRON_RUN_AS_NODE: "1" };

function check(
  { own = {}, set = {}, key }: { own?: NodeJS.ProcessEnv; set?: Partial<Network>; key?: string },
  expected: Record<string, string>,
) {
  assert.deepEqual(processEnvironment(own, { ...network, ...set }, key), {
    ...expected,
    ...always,
  });
}

describe("processEnvironment", () => {
  it("passes on where programs and folders are", () => {
    const own = { PATH: "/bin", HOME: "/home/a", LC_ALL: "C", XDG_STATE_HOME: "/s", Path: "C:" };
    check({ own }, own);
  });

  it("passes on nothing of VS Code and no secret", () =>
    check(
      {
        own: {
          ELECTRON_NO_ATTACH_CONSOLE: "1",
          VSCODE_IPC_HOOK: "/run/x",
          NODE_OPTIONS: "--require evil",
          AWS_SECRET_ACCESS_KEY: "s",
          TANDEM_API_KEY: "of another endpoint",
        },
      },
      {},
    ));

  it("carries the key it is given", () => check({ key: "sk-1" }, { TANDEM_API_KEY: "sk-1" }));

  it("says that the system's certificates are trusted", () =>
    check({ set: { trustsSystemCertificates: true } }, { TANDEM_SYSTEM_CERTIFICATES: "1" }));

  it("passes on the file of further certificates", () =>
    check({ own: { NODE_EXTRA_CA_CERTS: "/ca.pem" } }, { NODE_EXTRA_CA_CERTS: "/ca.pem" }));

  it("uses the proxy of the settings, never for this machine", () =>
    check(
      {
        own: { HTTP_PROXY: "http://other:1" },
        set: { proxy: "http://proxy:3128", noProxy: ["*.corp"] },
      },
      {
        HTTP_PROXY: "http://proxy:3128",
        HTTPS_PROXY: "http://proxy:3128",
        NO_PROXY: "*.corp,localhost,127.0.0.1,[::1]",
        NODE_USE_ENV_PROXY: "1",
      },
    ));

  it("uses the environment's proxy when the settings name none", () =>
    check(
      { own: { https_proxy: "http://proxy:3128", no_proxy: "gpu1, localhost" } },
      {
        HTTPS_PROXY: "http://proxy:3128",
        NO_PROXY: "gpu1,localhost,127.0.0.1,[::1]",
        NODE_USE_ENV_PROXY: "1",
      },
    ));

  it("uses no proxy when VS Code uses none", () =>
    check(
      { own: { HTTP_PROXY: "http://a:1" }, set: { usesProxy: false, proxy: "http://b:1" } },
      {},
    ));
});
