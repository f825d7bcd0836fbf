import assert from 'node:assert/strict';
import { LineError } from '../../../adapters/pos-client/engine-line.ts';
import { MemoryStorage } from '../../../adapters/pos-client/memory-storage.ts';
import { Till } from '../../../adapters/pos-client/till.ts';
import { TillError } from '../../../adapters/pos-client/till-error.ts';
import { mug, oneMug, recordedAll, ScriptedLine, tillOptions } from './tills.ts';

const refused = (code: string) => (error: unknown) => error instanceof TillError && error.code === code;

describe('a till', () => {
  let line: ScriptedLine;
  let till: Till;
  let heard: string[];
  beforeEach(async () => {
    line = new ScriptedLine();
    heard = [];
    till = new Till(
      tillOptions({
        line,
        listeners: {
          onConflict: ({ conflict_id: id }) => heard.push(`conflict ${id}`),
          onRejected: ({ record, error }) => heard.push(`rejected ${record.id} ${error.code}`),
          onConnection: (connection) => heard.push(connection),
          onProgress: ({ acknowledged, pending }) => heard.push(`${acknowledged} of ${acknowledged + pending}`),
        },
      }),
    );
    await till.openShift({ cashierId: 'ana', float: 50_000 });
  });

  describe('that sells', () => {
    it('works out tax, coins and change as the engine does', async () => {
      const items = [{ product: { ...mug, unit_price: 9995 }, quantity: 1 }];
      assert.deepEqual(await till.sell({ items, payments: [{ method: 'cash', tendered: 20_000 }] }), {
        transactionId: 'till-1-2',
        totals: { subtotal: 9995, discount: 0, tax: 1596, total: 9995 },
        cashRounding: -5,
        change: 10_010,
      });
      const mixed = [
        { method: 'card_local', tendered: 5000, reference: 'T-7' },
        { method: 'cash', tendered: 5000 },
      ] as const;
      const { cashRounding, change } = await till.sell({ items, payments: mixed });
      assert.deepEqual({ cashRounding, change }, { cashRounding: -5, change: 10 });
    });

    it('refuses what the engine would', async () => {
      const card = (tendered: number) => [{ method: 'card_local', tendered }] as const;
      await assert.rejects(till.sell({ ...oneMug, payments: card(9989) }), refused('payment_due'));
      await assert.rejects(till.sell({ ...oneMug, payments: card(9991) }), refused('amount_exceeds_due'));
      await assert.rejects(till.sell({ ...oneMug, items: [] }), refused('empty_sale'));
      await assert.rejects(
        till.sell({ ...oneMug, items: [{ product: mug, quantity: 0.0001 }] }),
        refused('invalid_quantity'),
      );
      const odd = { ...mug, tax_class: 'odd' };
      await assert.rejects(
        till.sell({ ...oneMug, items: [{ product: odd, quantity: 1 }] }),
        refused('unknown_tax_class'),
      );
      assert.equal(await till.pending(), 1);
    });

    it('needs an open shift, one at a time', async () => {
      await assert.rejects(till.openShift({ cashierId: 'ana', float: 0 }), refused('shift_is_open'));
      await till.closeShift({ countedCash: 50_000 });
      for (const attempt of [till.sell(oneMug), till.void('s', { reason: 'r' }), till.closeShift({ countedCash: 1 })]) {
        await assert.rejects(attempt, refused('no_open_shift'));
      }
    });

    it('names in its close all that moved money of the drawer', async () => {
      const { transactionId } = await till.sell(oneMug);
      await till.sell(oneMug);
      await till.void(transactionId, { reason: 'broken' });
      await till.void(transactionId, { reason: 'again' });
      const movement = await till.moveCash({ direction: 'out', amount: 1000, reason: 'milk' });
      await till.closeShift({ countedCash: 58_990 });
      await till.sync();
      assert.deepEqual(
        line.sent.flat().map(({ kind, id }) => `${kind} ${id}`),
        [
          'shift_opened till-1-1',
          'sale till-1-2',
          'sale till-1-3',
          'void till-1-2',
          `cash_movement ${movement}`,
          'shift_closed till-1-1',
        ],
      );
      const close = line.sent.flat().at(-1);
      assert.deepEqual(close?.kind === 'shift_closed' && close.counted, {
        sales: ['till-1-2', 'till-1-3'],
        voids: ['till-1-2'],
        movements: [movement],
      });
    });

    it('knows products and prices of when there was a line', async () => {
      await till.products.refresh();
      assert.deepEqual(await till.products.scan('4000000000001'), mug);
      assert.equal(await till.products.find('2'), undefined);
    });
  });

  describe('that syncs', () => {
    it('keeps what is not acknowledged, and tries again', async () => {
      line.away(3);
      assert.deepEqual(await till.sync(), { acknowledged: 1, pending: 0 });
      assert.equal(line.sent.length, 4);
      assert.deepEqual(heard, ['offline', 'online', '1 of 1']);
    });

    it('gives up for now where nobody answers, and loses nothing', async () => {
      line.away(5);
      await assert.rejects(till.sync(), LineError);
      assert.equal(await till.pending(), 1);
      assert.deepEqual(await till.sync(), { acknowledged: 1, pending: 0 });
    });

    it('tells of conflicts and rejections once, and keeps them', async () => {
      await till.sell(oneMug);
      const conflict = { conflict_id: 'c1', kind: 'price_differs', paid: 9990, now: 10_990 };
      line.answer = ([opening, sale]) => [
        { ...opening!, status: 'rejected', conflicts: [], error: { code: 'invalid_amount', message: 'no' } },
        { ...sale!, status: 'known', conflicts: [conflict] },
      ];
      assert.deepEqual(await till.sync(), { acknowledged: 2, pending: 0 });
      assert.deepEqual(heard, ['online', 'conflict c1', 'rejected till-1-1 invalid_amount', '2 of 2']);
      assert.deepEqual(await till.conflicts(), [conflict]);
      const [rejected] = await till.rejected();
      assert.equal(rejected?.record.kind, 'shift_opened');
      await till.forgetConflict('c1');
      await till.forgetRejected(rejected);
      assert.deepEqual([await till.conflicts(), await till.rejected()], [[], []]);
    });

    it('tells again what was postponed, or not answered', async () => {
      line.answer = ([opening]) => [{ ...opening!, status: 'postponed', conflicts: [] }];
      assert.deepEqual(await till.sync(), { acknowledged: 0, pending: 1 });
      line.answer = () => [];
      assert.deepEqual(await till.sync(), { acknowledged: 0, pending: 1 });
      line.answer = ([opening]) => [{ ...opening!, id: 'another', status: 'known', conflicts: [] }];
      assert.deepEqual(await till.sync(), { acknowledged: 0, pending: 1 });
    });

    it('gets the others through where one record breaks the engine', async () => {
      const { transactionId } = await till.sell(oneMug);
      await till.sell(oneMug);
      line.answer = (records) => {
        if (records.some(({ id }) => id === transactionId)) throw new LineError('failed', 'internal error');
        return recordedAll(records);
      };
      assert.deepEqual(await till.sync(), { acknowledged: 2, pending: 1 });
    });

    it('does not try again what is refused as it is', async () => {
      line.answer = () => {
        throw new LineError('refused', 'unauthenticated');
      };
      await assert.rejects(till.sync(), { message: 'unauthenticated' });
      assert.equal(line.sent.length, 1);
    });

    it('by itself, as soon as there is something', async () => {
      const told = new Promise<void>((resolve) => {
        line.answer = (records) => {
          if (records.some(({ kind }) => kind === 'sale')) resolve();
          return recordedAll(records);
        };
      });
      till.start();
      await till.sell(oneMug);
      await told;
      await till.stop();
      assert.equal(await till.pending(), 0);
    });

    it('from two tabs without losing or doubling anything', async () => {
      const storage = new MemoryStorage();
      const calls: string[] = [];
      const listeners = { onConflict: ({ conflict_id: id }: { conflict_id: string }) => calls.push(id) };
      line.answer = (records) =>
        records.map(({ kind, id }) => ({
          kind,
          id,
          status: 'known',
          conflicts: [{ conflict_id: `c-${id}`, kind: 'x' }],
        }));
      const [one, other] = [1, 2].map(() => new Till(tillOptions({ line, storage, listeners }))) as [Till, Till];
      await one.openShift({ cashierId: 'ana', float: 0 });
      await Promise.all([one.sync(), other.sync()]);
      assert.deepEqual(calls, ['c-till-1-1']);
      assert.equal(await other.pending(), 0);
    });
  });
});
