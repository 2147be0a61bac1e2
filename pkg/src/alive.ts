/**
 * What keeps a process alive. Timers of the client never do by themselves: a poller that nobody waits for
 * must not hold a program that is done. Whatever somebody waits for holds it for that time.
 */

/** A timer of a server; in a browser it is a number, and nothing is held there. */
interface Timer {
  ref?(): unknown;
  unref?(): unknown;
}

/** The longest wait that timers take as it is; longer ones would fire at once. */
export const LONGEST = 2_147_483_647;

/** Lets the process end although the timer runs. */
export function unheld<T>(timer: T): T {
  (timer as Timer).unref?.();
  return timer;
}

/** Keeps the process alive until the answer is called. */
export function hold(): () => void {
  const timer = setInterval(() => {}, LONGEST);
  // Where timers cannot be told apart they hold the process anyway.
  if (typeof (timer as Timer).unref !== "function") clearInterval(timer);
  return () => clearInterval(timer);
}
