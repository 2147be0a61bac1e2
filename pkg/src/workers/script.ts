/** What a worker does: takes chunks, answers each with its reports. Must not know what kind of worker it is. */
import { formats, isOther } from "../formats-part.js";
import type { Batch } from "../heads.js";
import { Reader } from "../many.js";
import { call } from "../runtime.js";
import type { Chunk, Layout } from "./seams.js";

/** The first message tells the options, every other one is a chunk. */
export type Request = { readonly options: string | undefined } | (Chunk & { readonly id: number });

/** A failure as it crosses. */
export interface Failed {
  readonly name: string;
  readonly code: string | undefined;
  readonly message: string;
}

/** The reports of a chunk; or why there are none. */
export type Answer = { readonly id: number } & ({ readonly batch: Batch } | { readonly failed: Failed });

/** What makes each splitter take its layout for good: it looks at the first character of all. */
const FIRST: Record<Layout, string> = { lines: "0\n", list: "[" };

/** Makes the function that answers messages. What it hands over besides an answer changes hands. */
export function answering(
  answer: (answer: Answer, transfer: ArrayBuffer[]) => void,
): (request: Request) => void {
  const readers = new Map<Layout, Reader>();
  let options: string | undefined;
  return (request) => {
    if ("options" in request) {
      options = request.options;
      return;
    }
    const { id, layout, bytes } = request;
    try {
      let reader = readers.get(layout);
      if (reader === undefined) {
        // Scripts of workers have all parts at hand; a document cannot be asked for again.
        if (isOther((JSON.parse(options ?? "{}") as { format?: string }).format)) formats.need();
        reader = call((glue) => new Reader(glue, options));
        reader.push(new TextEncoder().encode(FIRST[layout]));
        readers.set(layout, reader);
      }
      const batch = reader.push(bytes, true);
      answer({ id, batch }, [batch.numbers.buffer, batch.texts.buffer]);
    } catch (error) {
      const { name = "Error", code, message = String(error) } = error as Partial<Failed>;
      answer({ id, failed: { name, code, message } }, []);
    }
  };
}
