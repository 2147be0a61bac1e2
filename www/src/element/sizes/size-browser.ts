/**
 * The picker of machine sizes with its drawing and its styles, as one part that is loaded when somebody
 * first browses.
 */

import { adopt } from "../shared/browser.js";
import { lateWords } from "../shared/words/late.js";
import { sizeDialog } from "./render/size-dialog.js";
import { SizePicker } from "./size-picker.js";
import { sizes } from "./styles/sizes.js";

lateWords();

export class SizeBrowser {
  readonly #picker: SizePicker;

  /** @param root where the dialog is drawn */
  constructor(root: ShadowRoot | HTMLElement, changed: () => void) {
    this.#picker = new SizePicker(() => root, changed);
    adopt(root, sizes);
  }

  template(prices: { currency: string; date: string }) {
    return sizeDialog(this.#picker, prices);
  }

  /** Opens with these rows; what is picked is told. */
  show(...asked: Parameters<SizePicker["show"]>) {
    this.#picker.show(...asked);
  }

  /** After a drawing. */
  settle() {
    this.#picker.settle();
  }
}
