/** An empty project with the packed package in it, and the ways to run something there. */
import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

export const here = fileURLToPath(new URL("..", import.meta.url));
const pkg = fileURLToPath(new URL("../../../pkg", import.meta.url));
const installed = (path) => join(here, "node_modules", path);

/** The command of each runtime up to the name of the file. */
export const RUNTIMES = {
  "this Node": [process.execPath],
  "Node 22": [installed("node22/bin/node")],
  "Node 24": [installed("node24/bin/node")],
  Deno: [
    installed(".bin/deno"),
    "run",
    "--quiet",
    "--no-check",
    "--allow-net",
    "--allow-env",
    "--allow-read",
  ],
  Bun: [installed(".bin/bun")],
};

/** Makes it. `link` names further packages that its programs may import. */
export function makeProject(link = []) {
  const folder = mkdtempSync(join(tmpdir(), "azureml-runtimes-"));
  const run = (cwd, ...args) => {
    const { status, stdout, stderr } = spawnSync("npm", args, { cwd, encoding: "utf8" });
    if (status !== 0) throw new Error(`npm ${args.join(" ")}\n${stderr}`);
    return stdout;
  };
  const [{ filename }] = JSON.parse(run(pkg, "pack", "--json", "--pack-destination", folder));
  writeFileSync(join(folder, "package.json"), '{ "private": true }');
  run(folder, "install", "--no-audit", "--no-fund", "--offline", `./${filename}`);
  cpSync(join(here, "programs"), folder, { recursive: true });
  for (const name of link) symlinkSync(installed(name), join(folder, "node_modules", name));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Runs a file of the project to its end: what it printed. */
export function run(project, command, file, environment = {}) {
  const [program, ...args] = [...command, file];
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: project.folder, env: { ...process.env, ...environment } });
    let out = "";
    let err = "";
    child.stdout.on("data", (data) => {
      out += data;
    });
    child.stderr.on("data", (data) => {
      err += data;
    });
    child.once("error", reject);
    child.once("close", (status) =>
      status === 0 ? resolve(out) : reject(new Error(`${command[0]} ${file}: ${status}\n${out}\n${err}`)),
    );
  });
}

/** Bundles a worker as a user of workerd does, with nothing but a copied file. */
export function bundleWorker(project, file, outdir) {
  return build({
    absWorkingDir: project.folder,
    entryPoints: { worker: file },
    bundle: true,
    format: "esm",
    conditions: ["workerd", "worker", "browser"],
    loader: { ".wasm": "copy" },
    assetNames: "[name]",
    outdir,
    logLevel: "error",
  });
}

/** Starts workerd with a bundled worker; `text` are its bindings. */
export async function startWorkerd(project, outdir, { wasm = true, text = {} } = {}) {
  const port = await freePort();
  const bindings = Object.entries(text).map(
    ([name, value]) => `(name = ${JSON.stringify(name)}, text = ${JSON.stringify(value)})`,
  );
  const modules = ["", "_client", "_formats"].map((part) => `azureml_compute${part}.wasm`);
  const module = wasm
    ? modules.map((name) => `, (name = "${name}", wasm = embed "${outdir}/${name}")`).join("")
    : "";
  const config = `${outdir}.capnp`;
  writeFileSync(
    join(project.folder, config),
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .main), (name = "internet", network = (allow = ["private"]))],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
const main :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "${outdir}/worker.js")${module}],
  compatibilityDate = "2026-11-01",
  bindings = [${bindings.join(", ")}],
);
`,
  );
  const child = spawn(installed(".bin/workerd"), ["serve", config], {
    cwd: project.folder,
    stdio: ["ignore", "ignore", "inherit"],
  });
  return { url: `http://127.0.0.1:${port}`, child, stop: () => child.kill() };
}

/** The first answer of a server that is still starting. */
export async function firstAnswer(url) {
  for (let tries = 0; tries < 4000; tries += 1) {
    try {
      return await fetch(url);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }
  throw new Error(`${url} does not answer`);
}

export function freePort() {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
