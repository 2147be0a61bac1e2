/** The gate in Node: its own server speaks another language than `fetch`. */
import { createServer } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGate, isHost } from "./gate.js";
import { settingsOf } from "./settings.js";

const gate = createGate(settingsOf(process.env));
const server = createServer(async (incoming, outgoing) => {
  const left = new AbortController();
  outgoing.once("close", () => {
    if (!outgoing.writableFinished) left.abort();
  });
  try {
    await send(await gate(requestOf(incoming, left.signal)), outgoing, left.signal);
  } catch {
    // A request that cannot be written as one, or a caller who has gone. An answer that has begun and does not
    // come to its end must not look as if it had.
    if (outgoing.headersSent) outgoing.destroy();
    else outgoing.writeHead(400, { connection: "close" }).end();
  }
});
const { HOST = "127.0.0.1", PORT = "8787" } = process.env;
server.listen(Number(PORT), HOST, () => {
  console.error(`listening on http://${HOST}:${server.address().port}/`);
});

function requestOf(incoming, signal) {
  const { url, method, rawHeaders } = incoming;
  // An absolute address in the first line would be read as another host.
  if (!url.startsWith("/") || url.startsWith("//")) throw new TypeError("the target is not a path");
  const headers = new Headers();
  for (let at = 0; at < rawHeaders.length; at += 2) headers.append(rawHeaders[at], rawHeaders[at + 1]);
  const host = headers.get("host") ?? "";
  // The address is made of it: what is no host would become a part of the path.
  if (!isHost(host)) throw new TypeError("the host is neither a name nor an address");
  const body = method === "GET" || method === "HEAD" ? undefined : Readable.toWeb(incoming);
  return new Request(`http://${host}${url}`, { method, headers, body, duplex: "half", signal });
}

async function send(answer, outgoing, signal) {
  outgoing.writeHead(answer.status, [...answer.headers].flat());
  if (answer.body === null) outgoing.end();
  else await pipeline(Readable.fromWeb(answer.body), outgoing, { signal });
}
