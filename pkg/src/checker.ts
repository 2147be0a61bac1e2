/** The one checker of the module that single documents go through. */
import { formats, UNJUDGED } from "./formats-part.js";
import type { Glue, GlueChecker, WasmMemory } from "./glue.js";
import { decoded, type Frame, reportOf } from "./heads.js";
import { Room } from "./room.js";
import { call, instance, memory } from "./runtime.js";
import { firstLoneSurrogate } from "./surrogates.js";
import type { Report } from "./types.js";

/** Flags of a check; see src/wasm/checker.rs. */
const POSITIONS = 1;
const IS_TEXT = 2;
const WITH_OPTIONS = 4;

/** Larger options (answers of services) are not kept for the next call. */
const KEPT = 64 * 1024;

class Desk {
  readonly checker: GlueChecker;
  readonly room: Room;
  readonly frame: Frame;
  /** The options that the checker has. */
  #options = "{}";
  /** Gone as soon as the memory of the module grows. */
  #numbers = new Uint32Array(0);

  constructor(
    glue: Glue,
    readonly generation: number,
    readonly memory: WasmMemory,
  ) {
    this.checker = new glue.Checker();
    this.room = new Room(this.checker, memory);
    this.frame = frameOf(glue);
  }

  /** The errors of the head at a place. */
  #counted(place: number): number | undefined {
    if (this.#numbers.length === 0) this.#numbers = new Uint32Array(this.memory.buffer);
    return this.#numbers[place / 4 + 1];
  }

  check(length: number, how: number, options: string | undefined, lone = -1): Report {
    const { checker } = this;
    if (options !== undefined && options !== this.#options) {
      checker.setOptions(options);
      this.#options = options;
    }
    const run = () => checker.check(length, options === undefined ? how : how + WITH_OPTIONS, lone);
    let place = run();
    try {
      if (this.#counted(place) === UNJUDGED) {
        formats.need();
        place = run();
      }
    } finally {
      this.room.tidy();
      if (this.#options.length > KEPT) {
        checker.setOptions("{}");
        this.#options = "{}";
      }
    }
    if (this.#numbers.length === 0) this.#numbers = new Uint32Array(this.memory.buffer);
    return reportOf(this.#numbers, place / 4, this.frame, (from, size) => {
      const text = decoded(new Uint8Array(this.memory.buffer, checker.text() + from, size));
      return () => text;
    });
  }
}

/** What all reports of this module share. */
export function frameOf(glue: Glue): Frame {
  return JSON.parse(glue.frame()) as Frame;
}

let desk: Desk | undefined;

function deskOf(glue: Glue): Desk {
  if (desk?.generation !== instance()) desk = new Desk(glue, instance(), memory());
  return desk;
}

/** Checks a text. */
export function checkText(text: string, options: string | undefined, positions: boolean): Report {
  return call((glue) => {
    const desk = deskOf(glue);
    const length = desk.room.text(text);
    // As many bytes as units: all of it is ASCII, and no half of anything.
    const lone = length === text.length ? undefined : firstLoneSurrogate(text);
    return desk.check(length, IS_TEXT + (positions ? POSITIONS : 0), options, lone);
  });
}

/** Checks bytes. */
export function checkBytes(bytes: Uint8Array, options: string | undefined): Report {
  return call((glue) => {
    const desk = deskOf(glue);
    return desk.check(desk.room.bytes(bytes), POSITIONS, options);
  });
}
