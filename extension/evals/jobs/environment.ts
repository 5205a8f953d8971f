// What the evaluation process may see of this one's environment: where programs and the person's own folders are, how the
// network is reached, and the one key it needs. Nothing of VS Code's own comes along. Pure: names and values in and out.
import {
  keyVariables,
  systemCertificatesVariable,
} from "../../../core/protocol/evaluation-process.ts";

/** VS Code's settings about the network, as the person or the machine has set them. */
export type Network = {
  /** `http.proxy`; empty when it is not set. */
  proxy: string;
  noProxy: readonly string[];
  /** False: `http.proxySupport` is off. */
  usesProxy: boolean;
  trustsSystemCertificates: boolean;
};

/** Windows writes some of them in other letters. */
const passedOn = new Set([
  ...["PATH", "HOME", "USER", "LOGNAME", "LANG", "LANGUAGE", "TZ", "TMPDIR", "TMP", "TEMP"],
  ...["SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT", "PROGRAMDATA", "PROGRAMFILES"],
  ...["USERPROFILE", "HOMEDRIVE", "HOMEPATH", "APPDATA", "LOCALAPPDATA"],
  ...["JAVA_HOME", "GOROOT", "RUSTUP_HOME", "CARGO_HOME", "DOCKER_HOST", "CONTAINER_HOST"],
  ...["NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE", "SSL_CERT_DIR"],
  ...["TANDEM_CACHE", "TANDEM_SANDBOX_IMAGE"],
]);
const passedOnBeginnings = ["LC_", "XDG_"];
const loopback = ["localhost", "127.0.0.1", "[::1]"];

export function processEnvironment(
  own: NodeJS.ProcessEnv,
  network: Network,
  apiKey?: string,
): Record<string, string> {
  return {
    ...selected(own),
    ...proxyVariables(own, network),
    ...(network.trustsSystemCertificates ? { [systemCertificatesVariable]: "1" } : {}),
    ...(apiKey === undefined ? {} : { [keyVariables.apiKey]: apiKey }),
    // The desktop build's executable is a browser unless told otherwise; other builds do not look at it.
    ELECTRON_RUN_AS_NODE: "1",
  };
}

function selected(own: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(own).flatMap(([name, value]) => {
      const plain = name.toUpperCase();
      const isPassedOn =
        passedOn.has(plain) || passedOnBeginnings.some((start) => plain.startsWith(start));
      return isPassedOn && value !== undefined ? [[name, value]] : [];
    }),
  );
}

/** The setting decides; without it the environment does, as in VS Code itself. An endpoint on this machine needs none. */
function proxyVariables(own: NodeJS.ProcessEnv, network: Network): Record<string, string> {
  if (!network.usesProxy) return {};
  const given = (name: string) => own[name] || own[name.toLowerCase()] || "";
  const http = network.proxy || given("HTTP_PROXY");
  const https = network.proxy || given("HTTPS_PROXY");
  if (http === "" && https === "") return {};
  const exceptions = [...network.noProxy, ...given("NO_PROXY").split(/[,\s]+/), ...loopback];
  return {
    ...(http === "" ? {} : { HTTP_PROXY: http }),
    ...(https === "" ? {} : { HTTPS_PROXY: https }),
    NO_PROXY: [...new Set(exceptions.filter((name) => name !== ""))].join(","),
    NODE_USE_ENV_PROXY: "1",
  };
}
