/** `init` of the entries whose page loads the module itself. */
import { init, loadPart, locate, type PartName, type WasmInput } from "./runtime.js";

/** Where a module comes from, now or soon. */
export type WasmSourceLike = WasmInput | Promise<WasmInput>;

/** What `init` loads beside the part that checks bodies of the management API. */
export interface InitOptions {
  /** The part that checks bodies, by default the file of this package. */
  module?: WasmSourceLike | undefined;
  /**
   * Documents of other formats (`validate` with templates, documents of the command line and calls of SDK v1) and
   * `convert`: `true` for the file of this package, or where it comes from.
   */
  formats?: boolean | WasmSourceLike | undefined;
  /** The client. `ComputeClient` loads it by itself; this loads it ahead, or says where it comes from. */
  client?: boolean | WasmSourceLike | undefined;
}

const PARTS = ["formats", "client"] as const satisfies readonly PartName[];
const FILE = "azureml_compute.wasm";

/**
 * Loads what is asked for. `usual` is where the core lies if nobody says it; the parts lie beside the core, or where
 * the entry has said.
 */
export function initialise(
  given: WasmSourceLike | InitOptions | undefined,
  usual: () => WasmInput | undefined,
): Promise<void> {
  const options: InitOptions = isOptions(given) ? given : { module: given };
  for (const name of Object.keys(options)) {
    if (!["module", ...PARTS].includes(name)) throw new TypeError(`init has no option \`${name}\``);
  }
  const { module } = options;
  const beside = addressBeside(module);
  if (beside !== undefined) locate(beside);
  const core = init(() => module ?? found(usual()));
  const loads = PARTS.flatMap((part) => {
    const source = options[part];
    if (source === undefined || source === false) return [];
    return [loadPart(part, source === true ? undefined : () => source)];
  });
  return loads.length === 0 ? core : Promise.all([core, ...loads]).then(() => {});
}

function found(source: WasmInput | undefined): WasmInput {
  if (source === undefined) throw new TypeError("`module` must be the module or its source");
  return source;
}

/** Where the parts lie if the core lies at an address of the page's own, under its own name. */
function addressBeside(core: unknown): ((part: PartName) => string) | undefined {
  const address = typeof core === "string" || core instanceof URL ? String(core) : "";
  const [path = "", rest = ""] = address.split(/(?=[?#])/, 2);
  if (!path.endsWith(FILE)) return undefined;
  return (part) => path.replace(/\.wasm$/, `_${part}.wasm`) + rest;
}

function isOptions(given: unknown): given is InitOptions {
  if (typeof given !== "object" || given === null) return false;
  const prototype = Object.getPrototypeOf(given);
  return prototype === Object.prototype || prototype === null;
}
