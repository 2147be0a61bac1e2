/** workerd hands out a compiled module for the import of a file. */
declare module "*.wasm" {
  const module: import("./types.js").WasmModule;
  export default module;
}
