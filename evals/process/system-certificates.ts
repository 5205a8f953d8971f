// Trusts what the operating system trusts, where the editor is set to do so: companies sign their servers themselves.
import tls from "node:tls";
import { systemCertificatesVariable } from "../../core/protocol/evaluation-process.ts";

/** Does nothing on a Node that cannot (before 22.19); a store that cannot be read is said on stderr and goes without. */
export function trustSystemCertificates(env: NodeJS.ProcessEnv): void {
  if (env[systemCertificatesVariable] !== "1") return;
  // Electron's own crypto library may lack both.
  const { getCACertificates, setDefaultCACertificates }: Partial<typeof tls> = tls;
  if (getCACertificates === undefined || setDefaultCACertificates === undefined) return;
  try {
    setDefaultCACertificates([...getCACertificates("default"), ...getCACertificates("system")]);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    process.stderr.write(`The system's certificates cannot be read: ${error.message}\n`);
  }
}
