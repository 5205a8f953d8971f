// Tells by its path whether a file is likely to hold secrets, so that nothing of it goes into a prompt. It never looks
// inside a file, and would rather keep back a harmless one.

const fileNames = new Set([
  ".netrc",
  "_netrc",
  ".npmrc",
  ".yarnrc",
  ".yarnrc.yml",
  ".pypirc",
  "pip.conf",
  ".pgpass",
  "pgpass.conf",
  ".my.cnf",
  ".mylogin.cnf",
  ".htpasswd",
  ".htdigest",
  ".git-credentials",
  ".dockercfg",
  ".dockerconfigjson",
  ".s3cfg",
  ".boto",
  ".terraformrc",
  "terraform.rc",
  ".vault-token",
  ".vault_pass",
  ".vault_pass.txt",
  "vault_pass.txt",
  "kubeconfig",
  "master.key",
  "auth.json",
  "nuget.config",
  "service-account.json",
  "serviceaccount.json",
  "service_account.json",
  "application_default_credentials.json",
  "wp-config.php",
]);

const extensions = [
  "pem",
  "key",
  "p8",
  "p12",
  "pfx",
  "pkcs12",
  "keystore",
  "jks",
  "bks",
  "kdb",
  "kdbx",
  "ppk",
  "gpg",
  "asc",
  "agekey",
  "ovpn",
  "mobileprovision",
  "tfstate",
  "tfvars",
  "kubeconfig",
  "publishsettings",
];
const fileEnding = new RegExp(`\\.(?:${extensions.join("|")})$`);

const patterns = [
  // `.env`, `.env.local`, `.env-prod`, `prod.env`, `.envrc`; not `.env.example`.
  /^\.env(?:rc)?(?:[._-]|$)/,
  /\.env$/,
  // SSH keys; the public half is no secret.
  /^id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?(?:$|[._-](?!pub$))/,
  // `credentials.json`, `credentials-prod.yml`, `credentialsProd.json`, `aws_credentials`, `client_secret_1234.json`.
  /^\.?credentials?(?:[._\d-]|$)/,
  /^\.?credentials.*\.(?:json|ya?ml|toml|ini|conf|cfg|csv|txt|xml|properties|enc|bak)$/,
  /[._-]credentials?$/,
  /^\.?secrets?(?:\.|$)/,
  /^client_secrets?[._-]?.*\.json$/,
  /\.secrets?(?:\.|$)/,
  // `terraform.tfstate.backup`, `prod.tfvars.json`, `prod.auto.tfvars.json`.
  /\.tfstate\.|\.tfvars\./,
  /^kubeconfig[._-]|[._-]kubeconfig(?:\.ya?ml)?$/,
];

const example = /[._-](?:example|sample|template|dist|tpl)$/;

/** What editors, programs and people put behind the name of a copy. */
const copyEnding = /(?:~|\.(?:bak|backup|old|orig|save|swp|\d+))+$/;

/** Folders in which everything is private, and files that are only secret where they lie. */
const places =
  /(?:^|\/)(?:\.ssh\/(?!.*\.pub$)|\.gnupg\/|\.password-store\/|\.aws\/(?:credentials|config|sso\/|cli\/)|\.kube\/|\.azure\/|\.docker\/config\.json$|\.config\/gcloud\/|\.gem\/credentials$|\.cargo\/credentials|\.m2\/settings(?:-security)?\.xml$|\.gradle\/gradle\.properties$|\.config\/(?:gh\/hosts\.yml|rclone\/rclone\.conf)$|(?:secrets|private[_-]keys)\/.+\.(?:ya?ml|json|txt|toml|env)$)/;

/** Takes any path, with forward or back slashes; upper and lower case are the same. */
export function isSecretFile(path: string): boolean {
  const normal = path.replaceAll("\\", "/").toLowerCase();
  const name = normal.slice(normal.lastIndexOf("/") + 1).replace(copyEnding, "");
  if (places.test(normal)) return true;
  if (example.test(name)) return false;
  return (
    fileNames.has(name) || fileEnding.test(name) || patterns.some((pattern) => pattern.test(name))
  );
}
