/**
 * The parts beside the one that checks bodies. Each is one more instance over the memory of that one, made when it
 * is first needed; an earlier instance of the module takes its parts with it.
 */
import { __wbg_get_imports } from "../wasm/azureml_compute.js";
import { NotInitializedError } from "./errors.js";
import {
  call,
  coreExports,
  forgetPart,
  instance,
  loadPart,
  type PartName,
  partModule,
  partRemedy,
} from "./runtime.js";

/** A part. */
export class Part {
  #madeIn = -1;

  constructor(
    readonly name: PartName,
    /** What it takes from JavaScript beside what the core takes. */
    readonly own: () => WebAssembly.ModuleImports,
    /** Called when it is there. */
    readonly arrived: () => void = () => {},
  ) {}

  /** Whether {@link need} will do. */
  get isAtHand(): boolean {
    return this.#madeIn === instance() || partModule(this.name) !== undefined;
  }

  /** Makes it be there at once. */
  need(): void {
    // The core first: what is wrong with that is said before anything else.
    call(() => {});
    if (this.#madeIn === instance()) return;
    const module = partModule(this.name);
    if (module === undefined) {
      throw new NotInitializedError(`the part "${this.name}" is not loaded yet; ${partRemedy(this.name)}`);
    }
    link(this.name, module, this.own());
    this.#madeIn = instance();
    this.arrived();
  }

  /** Fetches it first, where that has to be. */
  async load(): Promise<void> {
    if (!this.isAtHand) await loadPart(this.name);
    this.need();
  }
}

function link(name: PartName, module: WebAssembly.Module, own: WebAssembly.ModuleImports): void {
  const imports: WebAssembly.Imports = { core: coreExports() as WebAssembly.ModuleImports };
  for (const [from, functions] of Object.entries(__wbg_get_imports())) {
    imports[from] = { ...functions, ...own };
  }
  // A part says which one it is, and asks the core for a name that only one build has.
  const isIt = WebAssembly.Module.exports(module).some((entry) => entry.name === name);
  try {
    if (!isIt) throw new TypeError(`this is a different module`);
    new WebAssembly.Instance(module, imports);
  } catch (cause) {
    forgetPart(name);
    throw new NotInitializedError(`the part "${name}" is from a different build than the core`, cause);
  }
}
