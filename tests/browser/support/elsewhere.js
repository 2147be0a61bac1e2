/** Serves the built package from an origin of its own, as a site would that is not the service. */

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";

const PACKAGE = new URL("../../../pkg/", import.meta.url);
const TYPES = { ".js": "text/javascript", ".wasm": "application/wasm", ".html": "text/html" };

/** @param {string} service the only other origin that the page may call */
export async function serveElsewhere(service) {
  const policy = `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; img-src data:; connect-src 'self' ${service}`;
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://localhost").pathname;
    const headers = { "content-security-policy": policy, "cache-control": "no-store" };
    if (path === "/") {
      response.writeHead(200, { ...headers, "content-type": "text/html" });
      response.end("<!doctype html><title>elsewhere</title><link rel=icon href=data:,>");
      return;
    }
    const file = new URL(`.${path}`, PACKAGE);
    const inside = /^\/(dist|wasm)\//.test(path) && file.href.startsWith(PACKAGE.href);
    const body = inside && (await readFile(fileURLToPath(file)).catch(() => undefined));
    const type = TYPES[extname(path)] ?? "application/octet-stream";
    response.writeHead(body ? 200 : 404, { ...headers, "content-type": type });
    response.end(body || "");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  return {
    // By name: another origin than that of the service, which goes by number.
    url: `http://localhost:${server.address().port}/`,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}
