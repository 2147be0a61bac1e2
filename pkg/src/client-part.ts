/** The part that drives the management API. */
import { Client, imports_of_client } from "../wasm/azureml_compute.js";
import type { GlueClient, GlueHost } from "./glue.js";
import { Part } from "./part.js";
import { call } from "./runtime.js";

/** Everything of the client. */
export const clientPart = /* @__PURE__ */ new Part("client", imports_of_client);

/** A client of the module. */
export function makeClient(optionsJson: string, host: GlueHost): GlueClient {
  clientPart.need();
  return call(() => new Client(optionsJson, host) as GlueClient);
}
