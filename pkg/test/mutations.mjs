/** Documents that somebody changed: names and words in other cases, numbers as text, null, damage of any
 * sort. The same seed makes the same documents. */

/** A generator of numbers below 1 (mulberry32). */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const ODD = [
  null,
  true,
  false,
  0,
  1,
  -1,
  2.5,
  15,
  4e9,
  70000,
  [],
  {},
  "",
  " ",
  "x",
  "4",
  "-4",
  "+4",
  "007",
  "4.0",
  "1e3",
  "true",
  "No",
  "[parameters('x')]",
  " [x] ",
  "[[x]",
  "[]",
  "$" + "{x}",
  "a $(b) c",
  "<name>",
  "a<b",
  "{{ x }}",
  "{x}",
  "%X%",
  "/a/{b}/c",
  "your-size",
  "changeme",
  "00000000-0000-0000-0000-000000000000",
  "PT5M",
  "P5M",
  "PT5S",
  "PT73H",
  "PT1.5S",
  "-PT0S",
  "-PT0.5S",
  "pt5m",
  "P1DT",
  "West Europe",
  "west/europe",
  "Standard_DS3_v2",
  "standard_nd96isr_h100_v5",
  "Standard_D",
  "UserAssigned, SystemAssigned",
  "system_assigned",
  "SystemAssigned",
  "None",
  "Enabled",
  "Disabled",
  "cron",
  "Recurrence",
  "0 18 * * 1-5",
  "ssh-rsa AAAA",
  "-----BEGIN PRIVATE KEY-----",
  "https://a.b/c",
  "10.0.0.0/16",
  "10.0.0.10",
  "::1",
  "\u00a0x\u200b",
  "\ufeff",
  "a\nb",
  [null],
  [""],
  ["x"],
  [1],
  [24],
  { x: null },
  { x: 1 },
  { id: "" },
  { id: "[x]" },
  { "a/b": "c" },
  { type: "bind" },
  { type: null },
];
const CHARACTERS = " /\\-_.,:;<>{}[]%$#?@\t\n0aZé[]'\"\u200b\u0085PTMS";

/** Some changed documents. */
export function* mutations(seeds, count, seed) {
  const random = numbers(seed);
  const below = (limit) => Math.floor(random() * limit);
  const pick = (list) => list[below(list.length)];
  const anyCase = (text) =>
    [...text].map((c) => (random() < 0.5 ? c.toUpperCase() : c.toLowerCase())).join("");

  /** Every place of a document: what holds it, and under which key. */
  function places(node, found = []) {
    if (typeof node !== "object" || node === null) return found;
    for (const key of Object.keys(node)) {
      found.push([node, key]);
      places(node[key], found);
    }
    return found;
  }
  const donors = seeds.flatMap((document) => places(document).map(([holder, key]) => [key, holder[key]]));

  function rename(holder, key, name) {
    if (Array.isArray(holder) || name in holder) return;
    const members = Object.entries(holder);
    for (const [old] of members) delete holder[old];
    for (const [old, value] of members) holder[old === key ? name : old] = value;
  }

  const changes = [
    ([holder, key]) => rename(holder, key, anyCase(key)),
    ([holder, key]) => {
      if (typeof holder[key] === "string") holder[key] = anyCase(holder[key]);
    },
    ([holder, key]) => {
      const value = holder[key];
      if (typeof value === "number" || typeof value === "boolean")
        holder[key] = pick([`${value}`, ` ${value} `, anyCase(`${value}`), `+${value}`, `0${value}`]);
      else if (typeof value === "string") holder[key] = pick([` ${value}`, `${value}\n`, `${value}\u200b`]);
    },
    ([holder, key]) => {
      holder[key] = null;
    },
    ([holder, key]) => {
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else delete holder[key];
    },
    ([holder, key]) => {
      holder[key] = structuredClone(pick(ODD));
    },
    // A value that stands elsewhere under this name, or under any.
    ([holder, key]) => {
      const same = donors.filter(([name]) => name === key);
      holder[key] = structuredClone(pick(random() < 0.7 && same.length > 0 ? same : donors)[1]);
    },
    // A member of another object.
    ([holder]) => {
      if (Array.isArray(holder)) return;
      const [key, value] = pick(donors);
      holder[random() < 0.8 ? key : anyCase(key)] = structuredClone(value);
    },
    // One character.
    ([holder, key]) => {
      const value = holder[key];
      if (typeof value === "number")
        holder[key] = pick([value + 1, value - 1, -value, value * 1000, value + 0.5, value / 2]);
      if (typeof value !== "string") return;
      const at = below(value.length + 1);
      holder[key] =
        value.slice(0, at) + (random() < 0.7 ? pick(CHARACTERS) : "") + value.slice(at + below(2));
    },
    // The same member in two spellings.
    ([holder, key]) => {
      if (!Array.isArray(holder)) holder[anyCase(key)] = structuredClone(holder[key]);
    },
  ];

  for (let made = 0; made < count; made += 1) {
    const document = structuredClone(pick(seeds));
    for (let step = below(3); step >= 0; step -= 1) {
      const all = places(document);
      if (all.length > 0) pick(changes)(pick(all));
    }
    yield document;
  }
}
