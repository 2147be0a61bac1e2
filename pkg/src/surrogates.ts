/** Halves of surrogate pairs: a JavaScript text may hold them, UTF-8 cannot, and TextEncoder replaces them silently. */

const LONE = /\p{Surrogate}/u;

/** The offset of the first half that stands alone. */
export function firstLoneSurrogate(text: string): number | undefined {
  const quick = (text as { isWellFormed?: () => boolean }).isWellFormed;
  if (quick?.call(text) === true) return undefined;
  const at = text.search(LONE);
  return at < 0 ? undefined : at;
}

const encoder = new TextEncoder();

/**
 * UTF-8 in which a lone half stays visible: as the three bytes that a strict reader refuses, instead of
 * the replacement character that would pass.
 */
export function encodeFaithfully(text: string): Uint8Array {
  if (firstLoneSurrogate(text) === undefined) return encoder.encode(text);
  const parts: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0xd800 && code <= 0xdfff)
      parts.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
    else parts.push(...encoder.encode(character));
  }
  return Uint8Array.from(parts);
}
