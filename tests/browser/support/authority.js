/**
 * A stand-in for the authority that people sign in at, over TLS, under the name of the real one: it asks
 * nobody anything and gives a token for the code that it gave. And the page, served as a site of its own.
 */

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const HOST = "login.microsoftonline.com";

const SITE = fileURLToPath(new URL("../../../www/dist/", import.meta.url));
const TYPES = {
  ".js": "text/javascript",
  ".css": "text/css",
  ".csv": "text/csv",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".html": "text/html",
};

/** @returns {string | undefined} why it cannot be tried here */
export function opensslMissing() {
  try {
    execFileSync("openssl", ["version"], { stdio: "ignore" });
    return undefined;
  } catch {
    return "no certificate can be made: install the package `openssl`";
  }
}

function certificate() {
  const folder = mkdtempSync(join(tmpdir(), "authority-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  try {
    const subject = ["-subj", `/CN=${HOST}`, "-addext", `subjectAltName=DNS:${HOST}`];
    const made = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"];
    execFileSync(
      "openssl",
      [...made, "-nodes", "-days", "2", "-keyout", key, "-out", cert, ...subject],
      { stdio: "ignore" },
    );
    return { key: readFileSync(key), cert: readFileSync(cert) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const base64 = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** @param {{ clientId: string, tenant: string, token: string }} account */
export async function startAuthority({ clientId, tenant, token }) {
  const asked = [];
  let nonce = "";
  const server = createSecureServer(certificate(), (request, response) => {
    const url = new URL(request.url, `https://${HOST}`);
    asked.push(`${request.method} ${url.pathname}`);
    const cross = { "access-control-allow-origin": "*", "access-control-allow-headers": "*" };
    if (url.pathname === `/${tenant}/oauth2/v2.0/authorize`) {
      const given = url.searchParams;
      nonce = given.get("nonce") ?? "";
      const info = base64({ uid: "user-1", utid: tenant });
      const answer = new URLSearchParams({ code: "code-1", client_info: info });
      answer.set("state", given.get("state") ?? "");
      const back = new URL(given.get("redirect_uri") ?? "");
      back.hash = answer.toString();
      response.writeHead(302, { location: back.href });
      response.end();
      return;
    }
    if (request.method !== "POST" || url.pathname !== `/${tenant}/oauth2/v2.0/token`) {
      response.writeHead(request.method === "OPTIONS" ? 204 : 404, cross);
      response.end();
      return;
    }
    const now = Math.floor(Date.now() / 1_000);
    const claims = {
      aud: clientId,
      iss: `https://${HOST}/${tenant}/v2.0`,
      iat: now,
      nbf: now,
      exp: now + 3_600,
      nonce,
      oid: "user-1",
      sub: "user-1",
      tid: tenant,
      preferred_username: "somebody@contoso.com",
      ver: "2.0",
    };
    response.writeHead(200, { ...cross, "content-type": "application/json" });
    response.end(
      JSON.stringify({
        token_type: "Bearer",
        scope: "https://management.azure.com/.default openid profile",
        expires_in: 3_600,
        access_token: token,
        refresh_token: "refresh-1",
        id_token: `${base64({ alg: "RS256", typ: "JWT", kid: "1" })}.${base64(claims)}.c2lnbmF0dXJl`,
        client_info: base64({ uid: "user-1", utid: tenant }),
      }),
    );
  });
  const port = await listening(server);
  return {
    /** Flags for Chromium, so that the name leads here and its certificate is taken. */
    flags: [
      `--host-resolver-rules=MAP ${HOST}:443 127.0.0.1:${port}`,
      "--ignore-certificate-errors",
    ],
    asked,
    stop: () => closed(server),
  };
}

/** @param {string} service the only other origin, beside the authority, that the page may call */
export async function servePage(service) {
  const policy = `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self' ${service} https://${HOST}; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'`;
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const file = join(SITE, pathname === "/" ? "index.html" : pathname);
    const body = file.startsWith(SITE) && (await readFile(file).catch(() => undefined));
    response.writeHead(body ? 200 : 404, {
      "content-security-policy": policy,
      "content-type": TYPES[extname(file)] ?? "application/octet-stream",
    });
    response.end(body || "");
  });
  const port = await listening(server);
  return { url: `http://localhost:${port}/`, stop: () => closed(server) };
}

function listening(server) {
  return new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () => resolve(server.address().port)),
  );
}

function closed(server) {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
}
