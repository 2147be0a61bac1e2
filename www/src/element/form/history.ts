/** Steps back and forth over whatever a person changes. Must not know what a state is. */

/** So many steps back are kept. */
const MOST = 100;

export class History<State> {
  #past: State[] = [];
  #future: State[] = [];
  /** What the last step was about: another change of the same belongs to it. */
  #about: unknown;

  get canUndo() {
    return this.#past.length > 0;
  }

  get canRedo() {
    return this.#future.length > 0;
  }

  /**
   * Before a change.
   * @param about changes of the same thing, one after the other, are one step; none for a step of its own
   */
  record(before: State, about?: unknown) {
    this.#future = [];
    if (about !== undefined && about === this.#about) return;
    this.#about = about;
    this.#past = [...this.#past.slice(1 - MOST), before];
  }

  /** What is changed next is a step of its own. */
  seal() {
    this.#about = undefined;
  }

  /** @returns undefined if there is nothing to go back to */
  undo(now: State): State | undefined {
    return this.#go(this.#past, this.#future, now);
  }

  /** @returns undefined if nothing was taken back */
  redo(now: State): State | undefined {
    return this.#go(this.#future, this.#past, now);
  }

  clear() {
    this.#past = [];
    this.#future = [];
    this.seal();
  }

  #go(from: State[], to: State[], now: State) {
    const state = from.pop();
    if (state === undefined) return undefined;
    this.seal();
    to.push(now);
    return state;
  }
}
