/**
 * Reads again what was written and tells every difference that the writer has not told: what the tools of the
 * format would leave out, change or add of themselves. Knows no format; the readers do.
 */
import { escapeToken } from "../pointer.js";
import { at, isObject, type Json, type JsonObject, type Source, type Told } from "./resource.js";
import { seconds } from "./rows.js";

/** What tools add that the service takes anyway, or that says nothing. */
const QUIET: readonly (readonly [RegExp, Json])[] = [
  [/\/disablelocalauth$/, false],
  [/\/enablenodepublicip$/, true],
  [/\/ostype$/, "linux"],
  [/\/vmpriority$/, "dedicated"],
  [/\/remoteloginportpublicaccess$/, "notspecified"],
  [/\/minnodecount$/, 0],
  [/\/nodeidletimebeforescaledown$/, 120],
  [/\/applicationsharingpolicy$/, "shared"],
  [/\/computeinstanceauthorizationtype$/, "personal"],
  [/\/sshpublicaccess$/, "disabled"],
  [/\/enablesso$/, true],
  [/\/scriptsource$/, "workspacestorage"],
  [/\/schedules\/.*\/status$/, "enabled"],
  [/\/timezone$/, "utc"],
  [/\/(?:image\/)?type$/, "docker"],
  [/\/environmentvariables\/[^/]+\/type$/, "local"],
  [/\/volumes\/[^/]+\/type$/, "bind"],
  [/\/readonly$/, false],
  [/\/protocol$/, "tcp"],
  [/\/sshport$/, 22],
  [/\/namespace$/, "default"],
  [/\/loadbalancertype$/, "publicip"],
  [/\/clusterpurpose$/, "fastprod"],
  [/^\/identity\/type$/, "none"],
];
/** What only the service sets. */
const OWNED = /^\/(?:name|id|type|etag|systemdata|identity\/(?:principalid|tenantid))(?:\/|$)/;
const REGIONS = ["/location", "/properties/computelocation"];

/** The differences of a resource and what is read again, but for those that are told already. */
export function audit(
  source: Source,
  back: JsonObject,
  told: readonly Told[],
  home: string | undefined,
): Told[] {
  const [before, after] = [leavesOf(source.resource), leavesOf(back)];
  const paths = told.map(({ path }) => path.toLowerCase());
  const isTold = (path: string) => {
    const pointer = path.toLowerCase();
    const isAbove = (other: string) => pointer === other || pointer.startsWith(`${other}/`);
    return paths.some(isAbove) || (pointer.startsWith("/identity/") && paths.includes("/identity/type"));
  };
  const out: Told[] = [];
  for (const [key, { path, value }] of before) {
    if (OWNED.test(key) || REGIONS.includes(key) || isTold(path)) continue;
    const found = after.get(key);
    const isQuiet = found === undefined && isDefault(key, value);
    if (found?.value === value || isQuiet) continue;
    out.push({ path, reason: isElsewhere(value, found?.value) ? "subscription" : "lost" });
  }
  for (const [key, { path, value }] of after) {
    if (OWNED.test(key) || REGIONS.includes(key) || before.has(key) || isTold(path)) continue;
    if (!isDefault(key, value)) out.push({ path, reason: "added" });
  }
  const region = regionOf(source.resource);
  if (region !== undefined && !isTold(region.path)) {
    const place = regionOf(back)?.value ?? plain("", home ?? "");
    if (place !== region.value) out.push({ path: region.path, reason: "lost" });
  }
  return out;
}

/** Whether an id is lost in nothing but its subscription, which the reader of the format did not know. */
function isElsewhere(value: Json, found: Json | undefined): boolean {
  const rest = (id: Json | undefined) =>
    typeof id === "string" ? id.replace(/^\/subscriptions\/[^/]+/, "") : undefined;
  return typeof found === "string" && found.includes("<subscription>") && rest(value) === rest(found);
}

interface Leaf {
  /** As it stands there. */
  readonly path: string;
  readonly value: Json;
}

/** The values of an object; by pointers in small letters, in which items of a list go by their names. */
function leavesOf(value: Json, path = "", key = "", into = new Map<string, Leaf>()): Map<string, Leaf> {
  if (value === null) return into;
  if (Array.isArray(value)) {
    const names = value.map((item) => at(item, "/name"));
    const named = new Set(names).size === names.length && names.every((name) => typeof name === "string");
    value.forEach((item, index) => {
      leavesOf(
        item,
        `${path}/${index}`,
        `${key}/${named ? String(names[index]).toLowerCase() : index}`,
        into,
      );
    });
  } else if (isObject(value)) {
    for (const [name, item] of Object.entries(value)) {
      const token = escapeToken(name);
      leavesOf(item, `${path}/${token}`, `${key}/${token.toLowerCase()}`, into);
    }
    // An id in a map says something by its name.
    if (/userassignedidentities\/[^/]+$/.test(key)) into.set(key, { path, value: "" });
  } else into.set(key, { path, value: plain(key, value) });
  return into;
}

/** A value without what spellings differ in. */
function plain(key: string, value: Json): Json {
  if (typeof value !== "string") return value;
  const argument = key.endsWith("/timeout") ? /^(\d+)([smhd]?)$/.exec(value) : null;
  if (argument !== null) {
    const unit = { s: 1, m: 60, h: 3600, d: 86_400 }[argument[2] ?? ""] ?? 1;
    return Number(argument[1]) * unit;
  }
  const text = value.toLowerCase();
  if (/^-?\d+$/.test(text)) return Number(text);
  return seconds(value) ?? (key === "" || REGIONS.includes(key) ? text.replaceAll(" ", "") : text);
}

function isDefault(key: string, value: Json): boolean {
  return QUIET.some(([pattern, known]) => known === value && pattern.test(key));
}

/** Two members name the region. */
function regionOf(resource: JsonObject): Leaf | undefined {
  const found = ["/properties/computeLocation", "/location"].map((path) => ({
    path,
    value: at(resource, path),
  }));
  const named = found.find(({ value }) => typeof value === "string" && value !== "");
  return named === undefined ? undefined : { path: named.path, value: plain("", named.value ?? null) };
}
