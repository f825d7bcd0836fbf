import assert from 'node:assert/strict';
import { openRabbitPublisher, type RabbitPublisher } from '../../../adapters/rabbitmq/publisher.ts';
import { deterministicId } from '../../../application/commands/ids.ts';
import { publishEvents } from '../../../application/publishing/publish-events.ts';
import { Reactor } from '../../../application/reactor/reactor.ts';
import { publications } from '../../../domain/processes/publications.ts';
import type { RecordedEvent } from '../../../domain/shared/message.ts';
import type { StreamName } from '../../../domain/shared/stream.ts';
import { FixedClock } from '../../support/clock.ts';
import { commandIdOf } from '../../support/command-contexts.ts';
import { eventually } from '../../support/eventually.ts';
import { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import { InMemoryCheckpoints, InMemoryParkedEvents, MemoryLog, noPause } from '../../support/port-doubles.ts';
import { bindQueue, cleanUp, takeAll, type Arrived } from '../../support/rabbit-queue.ts';
import { brokerFor, describeWithBroker, freshNames, type Broker } from '../../support/rabbitmq.ts';
import { story } from '../../support/story.ts';
import { testEngine } from '../../support/test-engine.ts';

/** A log of as many whole stories as asked for, interleaved as if they all happened side by side. */
const logOf = async (stories: number): Promise<InMemoryEventStore> => {
  const told = new InMemoryEventStore();
  for (const step of story(testEngine({ store: told }).engine)) assert.ok((await step()).ok);
  const store = new InMemoryEventStore();
  for (const { id, stream, version, type, data, metadata } of told.all()) {
    for (let n = 0; n < stories; n += 1) {
      const own = (text: string): string =>
        [commandIdOf('cart'), commandIdOf('return')].reduce(
          (all, before) => all.replaceAll(before, deterministicId(before, String(n))),
          text,
        );
      const event = {
        id: deterministicId(commandIdOf('cart'), `${id}/${n}`),
        type,
        data: own(JSON.stringify(data)),
        metadata: own(JSON.stringify(metadata)),
      };
      await store.append(own(stream) as StreamName, version - 1, [event]);
    }
  }
  return store;
};

describeWithBroker('publishing events to RabbitMQ', function () {
  this.timeout(60_000);
  const { exchange } = freshNames();
  const queue = `${exchange}.orders`;
  let broker: Broker;
  let publisher: RabbitPublisher;

  before(async function () {
    broker = await brokerFor(this);
    await bindQueue(broker.url, exchange, queue, 'order.#');
    publisher = openRabbitPublisher({
      url: broker.url,
      exchange,
      clock: new FixedClock(),
      onTrouble: () => undefined,
      onUnroutable: () => undefined,
    });
  });
  after(async () => {
    await publisher.close();
    await cleanUp(broker.url, exchange, [queue, `${exchange}.unrouted`]);
  });

  /** Publishes the whole log; `whenHalf` happens when about half of it is out. */
  const publishAll = async (store: InMemoryEventStore, whenHalf: () => Promise<void>): Promise<MemoryLog> => {
    const log = new MemoryLog();
    const head = await store.head();
    const parkedEvents = new InMemoryParkedEvents();
    const handle = publishEvents({ store, publisher });
    let handled = 0;
    let half: Promise<void> | undefined;
    const subscription = new Reactor(
      { store, checkpoints: new InMemoryCheckpoints(), parkedEvents, clock: new FixedClock(), pause: noPause, log },
      {
        name: 'publisher',
        handle: async (event) => {
          await handle(event);
          handled += 1;
          if (handled >= head / 2) half ??= whenHalf();
        },
      },
    );
    const stopping = new AbortController();
    const running = subscription.run(stopping.signal);
    await eventually(async () => handled >= head && (await subscription.lag()).positions === 0);
    stopping.abort();
    await running;
    await half;
    assert.deepEqual(await parkedEvents.list('publisher'), []);
    return log;
  };

  const isOfOrder = (event: RecordedEvent): boolean =>
    (publications.react({ type: event.type, data: event.data }) ?? []).some(({ key }) => key.startsWith('order.'));

  /** Each message id once, and its first arrivals in order within each aggregate. */
  const check = (arrived: readonly Arrived[], events: readonly RecordedEvent[]): void => {
    const first = [
      ...new Map(arrived.toReversed().map((message) => [message.messageId, message])).values(),
    ].toReversed();
    assert.deepEqual(first.map(({ messageId }) => messageId).toSorted(), events.map(({ id }) => id).toSorted());
    const versions = new Map<unknown, number>();
    for (const { headers } of first) {
      const version = Number(headers.aggregate_version);
      assert.ok(version > (versions.get(headers.aggregate_id) ?? 0), 'in order');
      versions.set(headers.aggregate_id, version);
    }
  };

  it('gives a queue bound to order.# each event of orders once, in order per order', async () => {
    const store = await logOf(40);
    await publishAll(store, () => Promise.resolve());
    const events = store.all().filter(isOfOrder);
    assert.equal(events.length, 40 * 7);
    const arrived = await takeAll(broker.url, queue, events.length);
    assert.equal(arrived.length, events.length);
    check(arrived, events);
    assert.equal(publisher.figures().published, events.length);
    assert.equal(publisher.figures().unroutable, 40 * 11, 'what nobody listens to');
  });

  it('loses nothing when the broker is killed in the middle: what comes twice has the same id', async function () {
    if (broker.crash === undefined) return this.skip();
    const store = await logOf(120);
    const log = await publishAll(store, broker.crash);
    assert.ok(
      log.lines.some(({ message }) => message === 'failed, and is tried again'),
      'it was felt',
    );
    assert.ok(publisher.figures().reconnects >= 1);
    const events = store.all().filter(isOfOrder);
    check(await takeAll(broker.url, queue, events.length), events);
  });
});
