// The configuration of a gateway that was started without a file: one upstream, everything else by default.
import { normalizeBaseUrl } from "../../core/model/base-url.ts";
import { ModelError } from "../../core/model/errors.ts";
import { type GatewayConfig, gatewayConfigSchema } from "../../core/protocol/gateway-config.ts";
import { ConfigError } from "./config-error.ts";

/** Its name in metrics, usage and the audit. */
const name = "default";

/** Takes what a person types: `gpu1:8000` is enough. @throws ConfigError `schema` */
export function configForUpstream(url: string): GatewayConfig {
  return gatewayConfigSchema.parse({ upstreams: { [name]: { url: baseUrl(url) } } });
}

function baseUrl(url: string): string {
  try {
    return normalizeBaseUrl(url);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    const sentence =
      "the upstream has to be a URL such as http://gpu1:8000/v1, without user name, password and query.";
    throw new ConfigError("schema", [sentence], { cause: error });
  }
}
