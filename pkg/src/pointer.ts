/** JSON pointers (RFC 6901). */

/** The tokens of a pointer. */
export function tokens(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** A token as it stands in a pointer. */
export function escapeToken(token: string): string {
  return token.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** A pointer with one more token. */
export function below(pointer: string, token: string): string {
  return `${pointer}/${escapeToken(token)}`;
}

/** Whether `inner` is `outer` or lies below it, segment by segment and without case. */
export function covers(outer: string, inner: string): boolean {
  const [a, b] = [outer.toLowerCase(), inner.toLowerCase()];
  return a === b || b.startsWith(`${a}/`);
}
