import assert from 'node:assert/strict';
import { verifyStream } from '../../../application/commands/hash-chain.ts';
import type { Outcome } from '../../../application/commands/outcome.ts';
import type { RecordedEvent } from '../../../domain/shared/message.ts';
import { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import { story } from '../../support/story.ts';
import { testEngine } from '../../support/test-engine.ts';

const ok = async (step: () => Promise<Outcome<unknown>>): Promise<boolean> => (await step()).ok;

const told = ({ stream, type, data, metadata }: RecordedEvent): string => {
  const { status = '-' } = data as { readonly status?: string };
  return `${stream.split('-', 1)[0]!} ${type} ${status} ${metadata.actor.subject}`;
};

describe('a whole story', () => {
  it('writes exactly these events, although every command comes twice', async () => {
    const store = new InMemoryEventStore();
    for (const step of story(testEngine({ store }).engine))
      assert.deepEqual([await ok(step), await ok(step)], [true, true]);

    assert.deepEqual(store.all().map(told), [
      'cart CartCreated - olga',
      'cart CartItemAdded - olga',
      'cart CartCheckedOut - olga',
      'order OrderPlaced pending process:checkout',
      'order PaymentStarted payment_pending olga',
      'order PaymentCaptured payment_pending olga',
      'order OrderConfirmed confirmed olga',
      'order FulfillmentAssigned processing olga',
      'order ItemsPicked processing olga',
      'order ItemsPacked ready_to_ship olga',
      'order ShipmentCreated ready_to_ship olga',
      'order ShipmentDispatched shipped olga',
      'order ShipmentDelivered delivered olga',
      'order OrderReturnRequested return_requested olga',
      'return ReturnRequested - process:returns',
      'return ReturnApproved - olga',
      'return ReturnItemsReceived - olga',
      'return ReturnReceived - olga',
      'order OrderReturnReceived returned process:returns',
      'return ReturnRefundRequested - olga',
      'order RefundRequested returned process:returns',
      'order RefundSucceeded returned process:returns',
      'order OrderReturnRefunded refunded process:returns',
      'return ReturnRefunded - process:returns',
    ]);
  });

  it('is answered again, word for word, by an engine that was not there', async () => {
    const store = new InMemoryEventStore();
    const answers: Outcome<unknown>[] = [];
    for (const step of story(testEngine({ store }).engine)) answers.push(await step());

    const later = story(testEngine({ store, process: 1 }).engine);
    for (const [index, answer] of answers.entries()) {
      assert.deepEqual(await later[index]!(), { ...answer, repeated: true });
    }
  });

  it('is tied together: who caused what, and what holds what', async () => {
    const store = new InMemoryEventStore();
    for (const step of story(testEngine({ store }).engine)) await step();
    const all = store.all();

    const checkedOut = all.find(({ type }) => type === 'CartCheckedOut')!;
    const placed = all.find(({ type }) => type === 'OrderPlaced')!;
    assert.equal(placed.metadata.causation_id, checkedOut.id);
    assert.equal(placed.metadata.correlation_id, checkedOut.metadata.correlation_id);
    for (const stream of new Set(all.map((event) => event.stream))) {
      assert.equal(verifyStream(all.filter((event) => event.stream === stream)), undefined);
    }
  });
});
