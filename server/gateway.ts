// The gateway as a whole: opens its parts in the order in which they need each other, and closes them in the opposite one.
// It is the one owner of everything that runs; what a part does is written there.
import type { GatewayConfig } from "../core/protocol/gateway-config.ts";
import { openAuditSide } from "./audit-side.ts";
import { openConfig } from "./config-source.ts";
import { errorLog } from "./error-log.ts";
import type { Gateway, GatewayOptions, ServedModel } from "./gateway-options.ts";
import { openHttpSide } from "./http-side.ts";
import { createKeyRing, openKeyRing } from "./keys/key-ring.ts";
import { watchLoss } from "./lost-log.ts";
import { openStore } from "./store/open-store.ts";
import { openUpstreamSide, type UpstreamSide } from "./upstream-side.ts";

/** @throws ConfigError, StoreError, what the audit or the server could not be opened with, or the signal's reason */
export async function startGateway(options: GatewayOptions, signal: AbortSignal): Promise<Gateway> {
  await using opened = new AsyncDisposableStack();
  const gateway = await open(options, opened, signal);
  // From here on whoever started it closes it.
  const owned = opened.move();
  let closing: Promise<void> | undefined;
  return {
    ...gateway,
    close() {
      closing ??= owned.disposeAsync();
      return closing;
    },
  };
}

async function open(
  options: GatewayOptions,
  opened: AsyncDisposableStack,
  signal: AbortSignal,
): Promise<Omit<Gateway, "close">> {
  const { log, env, isOpen = false } = options;
  const onError = errorLog(log);

  const source = await openConfig(options.config);
  opened.defer(source.close);
  const config = () => source.current;

  const store = await openStore(options.place);
  opened.defer(() => store.close());

  const keys = isOpen ? openKeyRing() : await createKeyRing(store, { onError });
  opened.defer(() => keys.close());

  const audit = await openAuditSide({ ...options, store, config, onError }, signal);
  opened.defer(() => audit.close());
  signal.throwIfAborted();
  const { journal, keepRules } = audit;

  const side = await openUpstreamSide({ config, env, log }, signal);
  opened.defer(() => side.close());
  const http = await openHttpSide({ ...options, config, keys, journal, side, onError });
  opened.defer(() => http.close());
  opened.defer(source.close);
  const apply = async (next: GatewayConfig) => {
    const renew = await http.readTls(next);
    await side.apply(next);
    renew();
  };
  source.follow({ apply, keepRules, journal, log, onError });

  const loss = watchLoss(journal.health);
  opened.defer(loss.close);

  return {
    origin: http.origin,
    url: `${http.origin}/v1`,
    models: () => servedModels(side),
    keys: () => keys.size,
    underWay: http.count,
    lost: loss.lost,
    reload: source.reload,
    hurry: http.hurry,
  };
}

function servedModels({ router }: UpstreamSide): ServedModel[] {
  const { data } = router().listModels();
  return data.map(({ id, owned_by: owner }) => ({
    id,
    isSimulated: owner.startsWith("simulated-"),
  }));
}
