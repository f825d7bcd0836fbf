/** Where this process serves HTTP, once it does: known only after the system has chosen a port. */
export class ApiAddress {
  #url: string | undefined;

  set(url: string): void {
    this.#url = url;
  }

  /** @throws Error in a process that does not serve HTTP, or not yet */
  get(): string {
    if (this.#url === undefined) throw new Error('this process does not serve HTTP');
    return this.#url;
  }
}
