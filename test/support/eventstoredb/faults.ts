import { EventEmitter, once } from 'node:events';

export type SubscriptionFault = 'drop' | 'end' | 'freeze';

/** What goes wrong on the server, switched by the test while it runs. */
export class Faults {
  readonly #signals = new EventEmitter().setMaxListeners(0);
  #frozen = false;
  #answersToLose = 0;
  readonly #clients = new Set<string>();
  readonly #stranded = new Set<string>();

  /** Every subscription that is open now: `drop` fails it, `end` ends it as if all were said, `freeze` silences it. */
  onSubscriptions(fault: SubscriptionFault): void {
    this.#signals.emit('subscriptions', fault);
  }

  /** Stops answering anything, with connections open, until {@link thaw}. */
  freeze(): void {
    this.#frozen = true;
  }

  thaw(): void {
    this.#frozen = false;
    this.#stranded.clear();
    this.#signals.emit('thaw');
  }

  /** Stops answering on the connections that were used until now, as if the way between were gone; new ones work. */
  strand(): void {
    for (const client of this.#clients) this.#stranded.add(client);
  }

  /** The next so many appends are written, but the connection breaks before their answer. */
  loseAnswers(count: number): void {
    this.#answersToLose = count;
  }

  /** For the server: whether to break off instead of answering this append. */
  losesAnswer(): boolean {
    if (this.#answersToLose === 0) return false;
    this.#answersToLose -= 1;
    return true;
  }

  /** For the server: waits while everything, or this client's connection, gets no answers. */
  async gate(client: string): Promise<void> {
    this.#clients.add(client);
    while (this.#frozen || this.#stranded.has(client)) await once(this.#signals, 'thaw');
  }

  /** For a subscription: hears of faults until the returned function is called. */
  listen(onFault: (fault: SubscriptionFault) => void): () => void {
    this.#signals.on('subscriptions', onFault);
    return () => this.#signals.off('subscriptions', onFault);
  }

  /** Subscriptions that are open. */
  get subscriptions(): number {
    return this.#signals.listenerCount('subscriptions');
  }
}
