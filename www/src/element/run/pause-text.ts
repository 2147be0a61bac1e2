/** A pause in words. Only the card of a run needs it, so it comes with the card. */

import { words } from "../shared/words.js";
import { clockOf, type Run } from "./run-model.js";

/** Why nothing happens at the moment, and when the next try is; "" if something does. */
export function pauseSpoken({ pause }: Run, now: number, online: boolean): string {
  if (!pause) return "";
  const next = clockOf(pause.until - now);
  const { asked, refused, silent, offline, tries } = words.pauses;
  const why = {
    asked: asked(next),
    refused: refused(pause.status ?? 0, next),
    silent: online ? silent(next) : offline(next),
  }[pause.reason];
  return pause.tries > 1 ? `${why} ${tries(pause.tries)}` : why;
}
