import assert from 'node:assert/strict';
import type { OrderCommand } from '../../../domain/order/commands.ts';
import { describeReadModel } from '../support/describe-read-model.ts';
import { history, place, steps } from '../support/orders.ts';

const at = (minutes: number): string => `2026-03-01T12:${String(minutes).padStart(2, '0')}:00.000Z`;

const ship = (carrier: string, trackingNumber: string | null): OrderCommand => ({
  type: 'CreateShipment',
  carrier,
  service: null,
  trackingNumber,
  labelUrl: null,
  lines: null,
  at: at(6),
});

const dispatch = (orderId: string, when: string): OrderCommand => ({
  type: 'DispatchShipment',
  shipmentId: `${orderId}.S1`,
  trackingNumber: null,
  estimatedDelivery: null,
  at: when,
});

const fail = (orderId: string): OrderCommand => ({
  type: 'FailShipment',
  shipmentId: `${orderId}.S1`,
  reason: 'nobody home',
  at: at(8),
});

/** An order whose goods are packed, and what is done with its shipment. */
const order = (orderId: string, ...commands: readonly OrderCommand[]) =>
  history(
    place(orderId),
    ...([steps.pay, steps.assign, steps.pick, steps.pack] as const).map((step, index) => step(orderId, at(index + 1))),
    ...commands,
  );

const sample = {
  name: 'open_shipments',
  category: 'order',
  id: 'o1',
  events: order('o1', ship('ups', 'U1'), dispatch('o1', at(7))),
} as const;

describeReadModel('the read model of open shipments', sample, (model) => {
  const projected = async (
    orders: Readonly<Record<string, readonly OrderCommand[]>>,
    batchSize = 100,
    organizationId = 'demo',
  ): Promise<void> => {
    for (const [id, commands] of Object.entries(orders)) {
      await model.log.add(['order', organizationId, id], ...order(id, ...commands));
    }
    await model.project({ batchSize });
  };
  const underWay = async (...carriers: readonly string[]) =>
    (await model.reads.shipmentsUnderWay(carriers, 10)).map(({ shipmentId }) => shipmentId);

  it('has those that went out under a number of the carriers that are asked for', async () => {
    await projected({
      o1: [ship('ups', 'U1'), dispatch('o1', at(7))],
      o2: [ship('fedex', 'F1'), dispatch('o2', at(7))],
      o3: [ship('fedex', 'F2')],
      o4: [ship('fedex', null), dispatch('o4', at(7))],
      o5: [ship('fedex', 'F3'), dispatch('o5', at(7)), steps.deliver('o5', at(8))],
      o6: [ship('local', 'L1'), dispatch('o6', at(7))],
    });
    assert.deepEqual(await underWay('ups', 'fedex'), ['o2.S1', 'o1.S1']);
    assert.deepEqual(await underWay('dhl'), []);
    assert.deepEqual(await model.reads.shipmentsUnderWay(['ups'], 10), [
      { organizationId: 'demo', shipmentId: 'o1.S1', carrier: 'ups', trackingNumber: 'U1', resentAt: null },
    ]);
  });

  it('finds them by tracking number, however small the batches were', async () => {
    const label: OrderCommand = {
      type: 'RecordShipmentLabelled',
      shipmentId: 'o1.S1',
      trackingNumber: 'F9',
      labelUrl: null,
      at: at(6),
    };
    const commands = [ship('fedex', null), label, dispatch('o1', at(7)), fail('o1'), dispatch('o1', at(9))];
    await projected({ o1: commands }, 1);
    const found = { organizationId: 'demo', shipmentId: 'o1.S1', carrier: 'fedex', trackingNumber: 'F9' };
    assert.deepEqual(await model.reads.shipmentsByTrackingNumber('fedex', 'F9'), [{ ...found, resentAt: at(9) }]);
    assert.deepEqual(await model.reads.shipmentsByTrackingNumber('ups', 'F9'), []);
    assert.deepEqual(await model.reads.shipmentsByTrackingNumber('fedex', 'F1'), []);
  });

  it('lets go of what was delivered, came back or was cancelled', async () => {
    const gone = [ship('fedex', 'F1'), dispatch('o1', at(7))];
    const ends: readonly (readonly OrderCommand[])[] = [
      [...gone, steps.deliver('o1', at(8))],
      [...gone, { type: 'ReturnShipmentToSender', shipmentId: 'o1.S1', refundId: 'R1', at: at(8) }],
    ];
    for (const commands of ends) {
      await model.clear();
      await projected({ o1: commands }, 1);
      const { rows } = await model.database.pool.query('select * from read_model.open_shipments');
      assert.deepEqual(rows, []);
    }
  });

  it('pages over all organisations, each shipment once', async () => {
    const many = Object.fromEntries(
      ['o1', 'o2', 'o3', 'o4', 'o5'].map((id) => [id, [ship('fedex', `F-${id}`), dispatch(id, at(7))]]),
    );
    for (const organizationId of ['one', 'two']) {
      for (const [id, commands] of Object.entries(many)) {
        await model.log.add(['order', organizationId, id], ...order(id, ...commands));
      }
    }
    await model.project({ batchSize: 100 });
    const seen: string[] = [];
    let last;
    do {
      const page = await model.reads.shipmentsUnderWay(['fedex', 'ups'], 3, last);
      seen.push(...page.map(({ organizationId, shipmentId }) => `${organizationId}/${shipmentId}`));
      last = page.length === 3 ? page.at(-1) : undefined;
    } while (last !== undefined);
    const expected = ['one', 'two'].flatMap((name) => Object.keys(many).map((id) => `${name}/${id}.S1`));
    assert.deepEqual(seen, expected);
  });
});
