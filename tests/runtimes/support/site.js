/** A plain folder on a web server: right types, a strict policy, no cache; counts what was asked for. */
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".wasm": "application/wasm",
};

/**
 * @param {Record<string, string>} folders by the beginning of the path; the longest that fits counts
 * @param {string} service the only other origin that the pages may call
 */
export async function serve(folders, service) {
  const policy = [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self'",
    "img-src 'self' data:",
    "style-src 'self'",
    `connect-src 'self' ${service}`,
    "require-trusted-types-for 'script'",
    "trusted-types lit-html vue page default",
  ].join("; ");
  const asked = new Map();
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
    asked.set(path, (asked.get(path) ?? 0) + 1);
    const [prefix] = Object.keys(folders)
      .filter((each) => path.startsWith(each))
      .sort((left, right) => right.length - left.length);
    const file = prefix && join(folders[prefix], path.slice(prefix.length));
    const body = file && (await readFile(file).catch(() => undefined));
    response.writeHead(body ? 200 : 404, {
      "content-security-policy": policy,
      "cache-control": "no-store",
      "content-type": TYPES[extname(path)] ?? "application/octet-stream",
      "x-content-type-options": "nosniff",
    });
    response.end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://localhost:${server.address().port}`,
    asked,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
