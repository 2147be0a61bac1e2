/** The part of the analyzer that is used: the package has no types. */
declare module "@custom-elements-manifest/analyzer/cli.js" {
  export function cli(options: {
    argv: string[];
    cwd: string;
    noWrite: boolean;
  }): Promise<{ schemaVersion: string; modules: object[] }>;
}
