/**
 * The picker of machine sizes with its drawing and its styles, as one part that is loaded when somebody
 * first browses.
 */

import { adopt } from "../shared/browser.js";
import { sizeDialog } from "./render/size-dialog.js";
import { SizePicker } from "./size-picker.js";
import { sizes } from "./styles/sizes.js";

export class SizeBrowser extends SizePicker {
  /** @param root where the dialog is drawn */
  constructor(root: ShadowRoot | HTMLElement, changed: () => void) {
    super(() => root, changed);
    adopt(root, sizes);
  }

  template(prices: { currency: string; date: string }) {
    return sizeDialog(this, prices);
  }
}
