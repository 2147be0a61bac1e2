/** The gate in Node: its own server speaks another language than `fetch`. */
import { once } from "node:events";
import { createServer } from "node:http";
import { Readable } from "node:stream";
import { createGate } from "./gate.js";
import { settingsOf } from "./settings.js";

const gate = createGate(settingsOf(process.env));
const server = createServer(async (incoming, outgoing) => {
  try {
    await send(await gate(requestOf(incoming)), outgoing);
  } catch {
    // A request that cannot be written as one, or a caller who has gone.
    if (!outgoing.headersSent) outgoing.writeHead(400);
    outgoing.end();
  }
});
const { HOST = "127.0.0.1", PORT = "8787" } = process.env;
server.listen(Number(PORT), HOST, () => {
  console.error(`listening on http://${HOST}:${server.address().port}/`);
});

function requestOf(incoming) {
  const { url, method, rawHeaders } = incoming;
  // An absolute address in the first line would be read as another host.
  if (!url.startsWith("/") || url.startsWith("//")) throw new TypeError("the target is no path");
  const headers = new Headers();
  for (let at = 0; at < rawHeaders.length; at += 2) headers.append(rawHeaders[at], rawHeaders[at + 1]);
  const body = method === "GET" || method === "HEAD" ? undefined : Readable.toWeb(incoming);
  return new Request(`http://${headers.get("host")}${url}`, { method, headers, body, duplex: "half" });
}

async function send(answer, outgoing) {
  outgoing.writeHead(answer.status, [...answer.headers].flat());
  for await (const chunk of answer.body ?? []) {
    if (!outgoing.write(chunk)) await once(outgoing, "drain");
  }
  outgoing.end();
}
