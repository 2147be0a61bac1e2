/**
 * What machines cost, what quota they take and what they are, with its drawing and styles: one part,
 * loaded once the form stands.
 */

import { nothing } from "lit";
import type { FieldDescription, JsonObject, Plan } from "../shared/types.js";
import { lateWords } from "../shared/words/late.js";
import { SizeBook } from "../sizes/size-book.js";
import { factsOf } from "../sizes/size-text.js";
import { glanceOf } from "./glance-model.js";
import { glanceCard } from "./render/glance.js";
import { planCard } from "./render/plan.js";
import { glance } from "./styles/glance.js";

lateWords();

export const styles = glance;

export class SizeGlance {
  readonly book = new SizeBook();

  /** @param always also where no size is given */
  card(
    fields: readonly FieldDescription[],
    body: JsonObject,
    lowPriority: boolean,
    always: boolean,
  ) {
    const seen = glanceOf(fields, body, (size) => this.book.find(size, lowPriority));
    if (!seen || !(seen.size || always)) return nothing;
    return glanceCard(seen, this.book.prices, this.book.quotaKnown);
  }

  /** What an edit would do. */
  plan(plan: Plan, fields: readonly FieldDescription[]) {
    return planCard(plan, fields);
  }

  /** @param size as typed */
  facts(size: string) {
    const row = size === "" ? undefined : this.book.find(size, false);
    return row ? factsOf(row) : "";
  }
}
