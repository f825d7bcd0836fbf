import { randomUUID } from 'node:crypto';
import type { EventStore, NewEvent } from '../../../../application/ports/event-store.ts';
import type { Category } from '../../../../domain/aggregates.ts';
import { streamName, type StreamName } from '../../../../domain/shared/stream.ts';

/** One log and its first instance. */
export interface OpenedEventStore {
  readonly store: EventStore;
  /** Another instance on the same log, as after a restart; `close` closes it too. */
  reopen(): Promise<EventStore>;
  /** Ends everything; the instances may have been closed before. */
  close(): Promise<void>;
}

export type OpenEventStore = () => Promise<OpenedEventStore>;

/** What the tests of the contract share: the store of the test that runs, and names that no other test uses. */
export interface TestFixture {
  readonly store: EventStore;
  reopen(): Promise<EventStore>;
  /** A stream of this test's own organisation: the same name for the same arguments. */
  stream(id?: string, category?: Category): StreamName;
}

/** Opens a store before each test of the current `describe` and closes it afterwards. */
export const useEventStore = (open: OpenEventStore): TestFixture => {
  let opened: OpenedEventStore | undefined;
  let organization = '';
  const current = (): OpenedEventStore => {
    if (opened === undefined) throw new Error('the store is open only while a test runs');
    return opened;
  };
  beforeEach(async () => {
    organization = randomUUID();
    opened = await open();
  });
  afterEach(async () => {
    const closing = opened;
    opened = undefined;
    await closing?.close();
  });
  return {
    get store() {
      return current().store;
    },
    reopen: () => current().reopen(),
    stream: (id = '1', category = 'order') => streamName(category, organization, id),
  };
};

const metadata = JSON.stringify({
  schema: 1,
  organization_id: 'contract',
  command_id: 'c-1',
  correlation_id: 'c-1',
  actor: { subject: 'tester', role: 'order.admin' },
  recorded_at: '2026-11-23T15:00:00.000Z',
  hash: 'ab'.repeat(32),
});

/** An event with an id of its own; `data` is its JSON text. */
export const newEvent = (data = '{"n":1}'): NewEvent => ({ id: randomUUID(), type: 'Tested', data, metadata });

/** So many events, numbered from 1 in their data. */
export const newEvents = (count: number): NewEvent[] =>
  Array.from({ length: count }, (_, index) => newEvent(`{"n":${index + 1}}`));

/** A count that the environment may raise. */
export const countFrom = (variable: string, otherwise: number): number => Number(process.env[variable] ?? otherwise);
