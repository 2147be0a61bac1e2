/** What a worker does: takes chunks, answers each with its reports. Must not know what kind of worker it is. */
import type { GlueBulkValidator } from "../glue.js";
import { call } from "../runtime.js";
import type { Chunk, Layout } from "./seams.js";

/** The first message tells the options, every other one is a chunk. */
export type Request = { readonly options: string } | (Chunk & { readonly id: number });

/** A failure as it crosses. */
export interface Failed {
  readonly name: string;
  readonly code: string | undefined;
  readonly message: string;
}

/** The reports of a chunk, one JSON text a line; or why there are none. */
export type Answer = { readonly id: number } & ({ readonly lines: string } | { readonly failed: Failed });

/** What makes each splitter take its layout for good: it looks at the first character of all. */
const FIRST: Record<Layout, string> = { lines: "0\n", list: "[" };

/** Makes the function that answers messages. */
export function answering(answer: (answer: Answer) => void): (request: Request) => void {
  const validators = new Map<Layout, GlueBulkValidator>();
  let options = "{}";
  return (request) => {
    if ("options" in request) {
      options = request.options;
      return;
    }
    const { id, layout, bytes } = request;
    try {
      let validator = validators.get(layout);
      if (validator === undefined) {
        validator = call((glue) => new glue.BulkValidator(options));
        call(() => validator?.push(new TextEncoder().encode(FIRST[layout])));
        validators.set(layout, validator);
      }
      const made = validator;
      answer({ id, lines: call(() => made.push(bytes) + made.flush()) });
    } catch (error) {
      const { name = "Error", code, message = String(error) } = error as Partial<Failed>;
      answer({ id, failed: { name, code, message } });
    }
  };
}
