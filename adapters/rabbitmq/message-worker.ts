import { KeyedQueue } from '../../application/commands/keyed-queue.ts';
import type { Prepared, ReceivedMessage, Verdict } from '../../application/consuming/received-message.ts';
import type { Log, Pause } from '../../application/ports/system.ts';
import { retry } from '../../application/resilience/retry.ts';
import { isUnavailability } from '../../application/resilience/unavailability.ts';
import type { InHand } from './consumer-channel.ts';

/** What acting on messages takes. */
export interface Work {
  readonly prepare: (message: ReceivedMessage) => Prepared;
  readonly pause: Pause;
  readonly log: Log;
}

/** Counted since the start. */
export interface WorkerFigures {
  /** Messages that were acted upon. */
  readonly consumed: number;
  /** Messages that could not be used: they are in the queue `<queue>.parked`, with the reason in a header. */
  readonly parked: number;
}

/** Where messages are acted upon: those of a lane one after the other, whatever connection they came by. */
export class MessageWorker {
  readonly #work: Work;
  readonly #lanes = new KeyedQueue();
  readonly #inHand = new Set<Promise<void>>();
  #consumed = 0;
  #parked = 0;

  constructor(work: Work) {
    this.#work = work;
  }

  figures(): WorkerFigures {
    return { consumed: this.#consumed, parked: this.#parked };
  }

  /** @param signal aborted with the connection that the message came by, which gives it back: it comes again by the next */
  take(inHand: InHand, signal: AbortSignal, cut: (reason: Error) => void): void {
    const prepared = this.#work.prepare(inHand.message);
    const finished = this.#lanes
      .run(prepared.lane, () => this.#finish(inHand, prepared, signal))
      .catch((error: unknown) => {
        if (!signal.aborted) cut(error instanceof Error ? error : new Error(String(error)));
      })
      .finally(() => this.#inHand.delete(finished));
    this.#inHand.add(finished);
  }

  /** Resolves once nothing is in hand. */
  async idle(): Promise<void> {
    await Promise.all(this.#inHand);
  }

  async #finish(inHand: InHand, prepared: Prepared, signal: AbortSignal): Promise<void> {
    const { queue, message } = inHand;
    const about = { queue, message_id: message.messageId, routing_key: message.routingKey };
    const verdict = await this.#act(prepared, about, signal);
    if (verdict.ok) {
      inHand.ack();
      this.#consumed += 1;
      return;
    }
    this.#work.log.error({ ...about, reason: verdict.reason }, 'message parked');
    await inHand.park(verdict.reason);
    this.#parked += 1;
  }

  async #act(prepared: Prepared, about: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<Verdict> {
    const { pause, log } = this.#work;
    try {
      return await retry({ pause, log, signal }, about, prepared.run);
    } catch (error) {
      if (signal.aborted || isUnavailability(error)) throw error;
      return { ok: false, reason: error instanceof Error ? error.message : String(error) };
    }
  }
}
