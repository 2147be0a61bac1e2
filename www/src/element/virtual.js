/**
 * Which rows of a long list are drawn: those in view and a few around them. All rows are equally high.
 * Pure: must not know what a row is.
 */

const AROUND = 6;

/**
 * @param {object} view
 * @param {number} view.count of all rows
 * @param {number} view.rowHeight
 * @param {number} view.scrollTop
 * @param {number} view.height of what is in view
 * @returns {{ first: number, end: number, before: number, after: number }} rows from `first` up to
 *   `end`, and the heights of what is left out before and after
 */
export function windowOf({ count, rowHeight, scrollTop, height }) {
  const most = Math.max(0, count * rowHeight - height);
  const top = Math.min(Math.max(0, scrollTop), most);
  const first = Math.max(0, Math.floor(top / rowHeight) - AROUND);
  const end = Math.min(count, Math.ceil((top + height) / rowHeight) + AROUND);
  return { first, end, before: first * rowHeight, after: (count - end) * rowHeight };
}

/**
 * Where to scroll so that a row is in view.
 * @param {{ index: number, rowHeight: number, scrollTop: number, height: number }} view
 * @returns {number}
 */
export function scrollTo({ index, rowHeight, scrollTop, height }) {
  const [start, end] = [index * rowHeight, (index + 1) * rowHeight];
  if (start < scrollTop) return start;
  return end > scrollTop + height ? end - height : scrollTop;
}
