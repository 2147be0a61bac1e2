/**
 * A body as lines of coloured pieces, each line with a key that says where it belongs, so that a
 * drawing can tell which lines changed. Must not know the DOM.
 */

export type Piece = { text: string; tone: "key" | "text" | "number" | "word" | "sign" };
export type Line = { key: string; depth: number; pieces: Piece[] };

export function linesOf(value: unknown): Line[] {
  const lines: Line[] = [];
  add(lines, value, { key: "", depth: 0, lead: [], tail: "" });
  return lines;
}

function add(
  lines: Line[],
  value: unknown,
  { key, depth, lead, tail }: { key: string; depth: number; lead: Piece[]; tail: string },
) {
  if (typeof value !== "object" || value === null) {
    lines.push({ key, depth, pieces: [...lead, scalar(value), ...signs(tail)] });
    return;
  }
  const list = Array.isArray(value);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  const [open, close] = list ? ["[", "]"] : ["{", "}"];
  if (entries.length === 0) {
    lines.push({ key, depth, pieces: [...lead, ...signs(`${open}${close}${tail}`)] });
    return;
  }
  lines.push({ key, depth, pieces: [...lead, ...signs(open)] });
  entries.forEach(([name, item], index) => {
    const named: Piece[] = list
      ? []
      : [{ text: JSON.stringify(name), tone: "key" }, ...signs(": ")];
    const comma = index < entries.length - 1 ? "," : "";
    add(lines, item, { key: `${key}/${name}`, depth: depth + 1, lead: named, tail: comma });
  });
  lines.push({ key: `${key} end`, depth, pieces: signs(`${close}${tail}`) });
}

function scalar(value: unknown): Piece {
  const text = JSON.stringify(value) ?? "null";
  if (typeof value === "string") return { text, tone: "text" };
  return { text, tone: typeof value === "number" ? "number" : "word" };
}

function signs(text: string): Piece[] {
  return text === "" ? [] : [{ text, tone: "sign" }];
}
