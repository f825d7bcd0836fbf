import type { EventBatch, Position } from '../../../domain/shared/message.ts';
import type { Category } from '../../../domain/aggregates.ts';
import { isSystemStream, readHead, readTail } from './all-stream.ts';
import { Disconnected } from './disconnected.ts';
import { Inbox } from './inbox.ts';
import type { ReconnectingClient } from './reconnecting-client.ts';

export interface SubscriptionOptions {
  readonly categories: readonly Category[] | undefined;
  readonly batchSize: number;
  /** Silence after which the log itself is looked at. */
  readonly silenceMs: number;
  readonly idleMs: number;
  readonly signal: AbortSignal;
}

/**
 * Follows `$all` on one link from a checkpoint until it is aborted. A subscription that is silent for a while is not
 * trusted: the log after its position is read, to advance over events of other categories, and to notice that it froze.
 * @throws Disconnected when the subscription ended, failed or froze: go on from the last batch's position
 */
export async function* follow(
  link: ReconnectingClient,
  after: Position,
  options: SubscriptionOptions,
): AsyncGenerator<EventBatch> {
  const { batchSize, silenceMs, idleMs, signal } = options;
  const wanted = wantedStreams(options.categories);
  const head = await readHead(link, idleMs);
  const inbox = new Inbox(link, { after, streams: wanted.filter, silenceMs, abort: signal });
  let position = after;
  let toldCaughtUp = false;
  try {
    while (!signal.aborted) {
      const taken = inbox.take(batchSize);
      const events = taken.events.filter((event) => event.position > position);
      // The server has looked at everything up to the head that was read before, once it says that it caught up.
      const passed = taken.drained && inbox.announced === 'caughtUp' ? head : 0;
      const reached = Math.max(position, events.at(-1)?.position ?? 0, taken.checkpoint ?? 0, passed);
      const caughtUp = taken.drained && inbox.announced !== 'fellBehind' && reached >= head;
      if (reached > position || (caughtUp && !toldCaughtUp)) {
        position = reached;
        toldCaughtUp = caughtUp;
        yield { events, position, caughtUp };
      } else if (!(await inbox.wait())) {
        const tail = await readTail(link, position, wanted.test, idleMs);
        if (inbox.hasNews) continue;
        if (tail.wanted) throw new Disconnected('a subscription is silent although there are events for it');
        if (tail.position === position) continue;
        position = tail.position;
        toldCaughtUp = tail.ended;
        yield { events: [], position, caughtUp: tail.ended };
      }
    }
  } finally {
    inbox.close();
  }
}

const wantedStreams = (categories: readonly Category[] | undefined) => {
  if (categories === undefined)
    return { filter: { regex: '^[^$]' }, test: (stream: string) => !isSystemStream(stream) };
  const prefixes = categories.map((category) => `${category}-`);
  return {
    filter: { prefixes },
    test: (stream: string) => prefixes.some((prefix) => stream.startsWith(prefix)),
  };
};
