/**
 * Which rows of a long list are drawn: those in view and a few around them. All rows are equally high.
 * Pure: must not know what a row is.
 */

const AROUND = 6;

/** The rows, and what is seen of them; lengths in pixels. */
interface View {
  /** Of all rows. */
  count: number;
  rowHeight: number;
  scrollTop: number;
  /** Of what is in view. */
  height: number;
}

/**
 * @returns rows from `first` up to
 *   `end`, and the heights of what is left out before and after
 */
export function windowOf({ count, rowHeight, scrollTop, height }: View): {
  first: number;
  end: number;
  before: number;
  after: number;
} {
  const most = Math.max(0, count * rowHeight - height);
  const top = Math.min(Math.max(0, scrollTop), most);
  const first = Math.max(0, Math.floor(top / rowHeight) - AROUND);
  const end = Math.min(count, Math.ceil((top + height) / rowHeight) + AROUND);
  return { first, end, before: first * rowHeight, after: (count - end) * rowHeight };
}

/** Where to scroll so that a row is in view. */
export function scrollTo({
  index,
  rowHeight,
  scrollTop,
  height,
}: {
  index: number;
  rowHeight: number;
  scrollTop: number;
  height: number;
}): number {
  const [start, end] = [index * rowHeight, (index + 1) * rowHeight];
  if (start < scrollTop) return start;
  return end > scrollTop + height ? end - height : scrollTop;
}
