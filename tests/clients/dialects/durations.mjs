/** What moment makes of texts: reads a JSON list from standard input, writes a list of seconds or "invalid". */

import { readFileSync } from "node:fs";
import moment from "moment";

const texts = JSON.parse(readFileSync(0, "utf8"));
const found = texts.map((text) => {
  const duration = moment.duration(text);
  return duration.isValid() ? String(Number(duration.asSeconds().toFixed(7))) : "invalid";
});
process.stdout.write(JSON.stringify(found));
