/** What the analyzer reads to describe the elements for editors and documentation. */

/** An event that is only told by a variable is none of the elements' own. */
const namedEvents = {
  name: "named-events",
  /** @param {{ customElementsManifest: { modules: { declarations?: { events?: { name: string }[] }[] }[] } }} found */
  packageLinkPhase({ customElementsManifest: { modules } }) {
    for (const declaration of modules.flatMap(({ declarations = [] }) => declarations)) {
      declaration.events = declaration.events?.filter(({ name }) => name !== "type");
    }
  },
};

export default {
  globs: ["src/element/{form/form,list/list,define}.ts"],
  outdir: "dist",
  // The manifests of www and of the package say by themselves where it is.
  packagejson: false,
  litelement: true,
  plugins: [namedEvents],
};
