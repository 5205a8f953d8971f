import assert from "node:assert/strict";
import { isSecretFile } from "./secret-files.ts";

function check(paths: readonly string[], expected: boolean) {
  for (const path of paths) assert.equal(isSecretFile(path), expected, path);
}

describe("isSecretFile", () => {
  it("knows environment files", () =>
    check(
      [".env", "app/.env.local", ".env.production", ".envrc", "deploy/prod.env", ".env.test.local"],
      true,
    ));
  it("lets the examples of them pass", () =>
    check([".env.example", "app/.env.sample", ".env.template", ".env.dist"], false));
  it("knows copies of secrets", () =>
    check(
      [
        ...[".env~", ".env.swp", ".env-prod", ".env_local", "app/.ENV.BAK", ".env.2"],
        ...["server.key.bak", "tls/server.pem.old", ".npmrc.orig", "id_rsa~", "auth.json.save"],
      ],
      true,
    ));
  it("lets copies of anything else pass", () =>
    check(["cart.ts~", "cart.ts.bak", ".env.example~", "id_rsa.pub.old", ".env-sample"], false));
  it("knows keys and key stores", () =>
    check(
      [
        "tls/server.pem",
        "server.key",
        "a.p12",
        "a.pfx",
        "release.keystore",
        "a.jks",
        "team.kdbx",
        "home/id_rsa",
        "id_ed25519",
        "id_ecdsa_sk",
        "id_rsa.old",
        "putty.ppk",
      ],
      true,
    ));
  it("knows files that programs keep passwords in", () =>
    check(
      [
        ".netrc",
        "web/.npmrc",
        ".pypirc",
        ".pgpass",
        ".htpasswd",
        ".git-credentials",
        "home/.docker/config.json",
        "C:\\Users\\me\\.m2\\settings.xml",
      ],
      true,
    ));
  it("knows credentials and secrets by name", () =>
    check(
      [
        "credentials",
        "credentials.json",
        "config/credentials.yml.enc",
        "credentials-prod.yaml",
        "credentialsProd.json",
        "aws_credentials",
        "secrets.yaml",
        "secret.json",
        "app.secrets.json",
        "client_secret_12.json",
        "k8s/secrets/db.yaml",
      ],
      true,
    ));
  it("knows cloud, cluster and infrastructure files", () =>
    check(
      [
        ".aws/credentials",
        "/home/me/.aws/config",
        ".kube/config",
        "prod.kubeconfig",
        "kubeconfig-prod.yaml",
        "terraform.tfstate",
        "terraform.tfstate.backup",
        "prod.tfvars",
        "prod.auto.tfvars.json",
        "/home/me/.config/gcloud/access_tokens.db",
      ],
      true,
    ));
  it("takes back slashes and capital letters", () =>
    check(["C:\\app\\.ENV", "app\\Secrets.JSON", "\\\\host\\.AWS\\Credentials", "ID_RSA"], true));
  it("lets code pass, also code about secrets", () =>
    check(
      [
        "src/cart.ts",
        "core/completion/secret-files.ts",
        "src/credentialStore.ts",
        "src/credentialsProvider.ts",
        "src/environment.ts",
        "src/env.ts",
        "keys.ts",
        "config.json",
        "src/monkey.py",
        ".ssh/id_rsa.pub",
        "home/id_ed25519.pub",
        "docs/secretary.md",
        "src/secrets/vault.ts",
        "",
      ],
      false,
    ));
});
