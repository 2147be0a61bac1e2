/**
 * The picker of machine sizes with its drawing and its styles, as one part that is loaded when somebody
 * first browses.
 */

import { adopt } from "./browser.js";
import { sizeDialog } from "./render/size-dialog.js";
import { SizePicker } from "./size-picker.js";
import { sizes } from "./styles/sizes.js";

export class SizeBrowser extends SizePicker {
  /**
   * @param {ShadowRoot | HTMLElement} root where the dialog is drawn
   * @param {() => void} changed
   */
  constructor(root, changed) {
    super(() => root, changed);
    adopt(root, sizes);
  }

  /** @param {{ currency: string, date: string }} prices */
  template(prices) {
    return sizeDialog(this, prices);
  }
}
