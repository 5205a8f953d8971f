// What only the operating system can give: a browser and the tools that compile VS Code's native modules. On Debian as
// root it installs them; anywhere else it names them, because changing a machine is the person's decision.
import { accessSync, constants, existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { runCommand, SetupError, step } from "./step.mjs";

const browsers = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const macBrowser = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/** By what needs it: what it is for, and the packages with what is missing on this machine. */
const wanted = {
  browser: {
    why: "The tests drive VS Code in a browser",
    missing: () => (hasBrowser() ? [] : ["chromium"]),
  },
  "build tools": {
    why: "VS Code's server build compiles native modules",
    missing: missingBuildTools,
  },
  compilers: {
    why: "The evaluation suite tests itself in every language it asks for",
    missing: missingSandboxAndCompilers,
  },
  services: {
    why: "The gateway is tested with a real database and proxy",
    missing: missingDatabaseAndProxy,
  },
};

/**
 * All at once, because every run of apt-get costs the same again. Needs that are not the operating system's are left out.
 * @throws {SetupError}
 */
export async function ensureSystemPackages(needs) {
  const lacking = needs
    .filter((need) => need in wanted)
    .map((need) => ({ why: wanted[need].why, missing: wanted[need].missing() }))
    .filter(({ missing }) => missing.length > 0);
  if (lacking.length === 0) return;
  const packages = [...new Set(lacking.flatMap(({ missing }) => missing))];
  await installFromDebian(packages, lacking.map(({ why }) => why).join(". "));
}

function hasBrowser() {
  return process.env.TANDEM_BROWSER || existsSync(macBrowser) || browsers.some(isOnPath);
}

/** Compiler, headers and libraries that the native modules of VS Code's server build ask for. */
function missingBuildTools() {
  if (process.platform !== "linux") return [];
  return [
    ["python3", isOnPath("python3")],
    ["make", isOnPath("make")],
    ["g++", isOnPath("g++")],
    ["libkrb5-dev", existsSync("/usr/include/gssapi/gssapi.h")],
  ].flatMap(([name, isThere]) => (isThere ? [] : [name]));
}

/** What the evaluation suite runs programs with: a sandbox, and a compiler or interpreter for every language in it. */
function missingSandboxAndCompilers() {
  return [
    ...(process.platform === "linux" ? [["bwrap", "bubblewrap"]] : []),
    ["python3", "python3"],
    ["go", "golang-go"],
    ["rustc", "rustc"],
    ["javac", "default-jdk-headless"],
    ["g++", "g++"],
  ].flatMap(([command, name]) => (isOnPath(command) ? [] : [name]));
}

/** What the gateway is tested with and measured against: the database it can run on, and a proxy to stand before it. */
function missingDatabaseAndProxy() {
  return [
    ["postgresql", hasPostgres()],
    ["nginx", isOnPath("nginx") || existsSync("/usr/sbin/nginx")],
  ].flatMap(([name, isThere]) => (isThere ? [] : [name]));
}

/** Debian keeps the server's programs off the PATH. */
function hasPostgres() {
  if (isOnPath("initdb") && isOnPath("postgres")) return true;
  const versions = "/usr/lib/postgresql";
  return (
    existsSync(versions) &&
    readdirSync(versions).some((version) => existsSync(`${versions}/${version}/bin/initdb`))
  );
}

async function installFromDebian(packages, why) {
  const names = packages.join(" ");
  if (!isDebianRoot()) {
    throw new SetupError(
      `${why}: install ${names} with your package manager, then run this again.`,
    );
  }
  const remedy = `Install ${names} by hand, then run this again.`;
  // Run level 1 keeps services from being started: tests start their own.
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
  await step(`Installing ${names} with apt-get`, async () => {
    await runCommand("apt-get", ["update"], { env, remedy });
    await runCommand("apt-get", ["install", "-y", "--no-install-recommends", ...packages], {
      env,
      remedy,
    });
  });
}

function isDebianRoot() {
  if (process.getuid?.() !== 0 || !isOnPath("apt-get")) return false;
  return /^ID=debian$/m.test(readFileSync("/etc/os-release", "utf8"));
}

export function isOnPath(command) {
  return (process.env.PATH ?? "").split(path.delimiter).some((folder) => {
    try {
      accessSync(path.join(folder, command), constants.X_OK);
      return true;
    } catch (error) {
      if (["ENOENT", "ENOTDIR", "EACCES"].includes(error.code)) return false;
      throw error;
    }
  });
}
