// What the benchmarks of inline completion run against: an endpoint that was named, or else the simulated one as a
// process of its own.
import { type InlineSubject, openSubject } from "../completion/inline-subject.ts";
import { startSimulatorProcess } from "./simulator-process.ts";

/** As `npm run bench` reads them from its command line. */
export type BenchOptions = {
  files: readonly string[];
  /** Base URL with `/v1`. */
  endpoint?: string;
  model?: string;
  fim?: string;
};

export type Measured = { subject: InlineSubject; stop(): Promise<void> };

/** The key of a named endpoint comes by the environment: nothing secret stands on a command line. */
export async function openMeasured(
  { endpoint, model, fim }: BenchOptions,
  signal: AbortSignal,
): Promise<Measured> {
  const apiKey = process.env.TANDEM_API_KEY;
  const started =
    endpoint === undefined
      ? await startSimulatorProcess(["--profile", "fim-7b"], signal)
      : { url: endpoint, stop: async () => {} };
  const named = {
    ...(model === undefined ? {} : { model }),
    ...(fim === undefined ? {} : { fim }),
    ...(endpoint === undefined || apiKey === undefined ? {} : { apiKey }),
  };
  try {
    const subject = await openSubject({ url: started.url, ...named }, signal);
    return { subject, stop: started.stop };
  } catch (error) {
    await started.stop();
    throw error;
  }
}
