/**
 * What machines cost, what quota they take and what they are, with its drawing and styles: one part,
 * loaded once the form stands.
 */

import { nothing } from "lit";
import { glanceOf } from "./glance-model.js";
import { glanceCard } from "./render/glance.js";
import { SizeBook } from "./size-book.js";
import { factsOf } from "./size-text.js";
import { glance } from "./styles/glance.js";

/** @import { FieldDescription, JsonObject } from "./types.js" */

export const styles = glance;

export class SizeGlance extends SizeBook {
  /**
   * @param {FieldDescription[]} fields
   * @param {JsonObject} body
   * @param {boolean} lowPriority
   * @param {boolean} always also where no size is given
   */
  card(fields, body, lowPriority, always) {
    const seen = glanceOf(fields, body, (size) => this.find(size, lowPriority));
    if (!seen || !(seen.size || always)) return nothing;
    return glanceCard(seen, this.prices, this.quotaKnown);
  }

  /** @param {string} size as typed */
  facts(size) {
    const row = size === "" ? undefined : this.find(size, false);
    return row ? factsOf(row) : "";
  }
}
