import assert from 'node:assert/strict';
import pg from 'pg';
import { countStatements } from '../../../support/count-statements.ts';
import type { AppendResult } from '../../../../application/ports/event-store.ts';
import { newEvent, newEvents } from '../contract/store-fixture.ts';
import { useLog } from './postgres-log.ts';

describe('group commit in PostgreSQL', () => {
  const log = useLog();

  it('stores what comes at the same time with one statement per 200 appends', async () => {
    const { store, pool } = log().open();
    let answers: readonly AppendResult[] = [];
    const statements = await countStatements(pool, async () => {
      answers = await Promise.all(
        Array.from({ length: 500 }, (_, n) => store.append(`order-grouped/${n}`, 0, newEvents(1 + (n % 3)))),
      );
    });
    assert.equal(statements, 3);
    assert.deepEqual(
      answers.map((answer) => answer.ok && answer.version),
      Array.from({ length: 500 }, (_, n) => 1 + (n % 3)),
    );
  });

  it('sends an append that comes alone at once', async () => {
    const { store, pool } = log().open();
    const statements = await countStatements(pool, () => store.append('order-alone/1', 0, newEvents(1)));
    assert.equal(statements, 1);
  });

  it('keeps the order of appends to one stream', async () => {
    const { store } = log().open();
    const versions = Array.from({ length: 20 }, (_, version) => version);
    const answers = await Promise.all(versions.map((version) => store.append('order-row/1', version, newEvents(1))));
    assert.deepEqual(
      answers.map((answer) => answer.ok && answer.version),
      versions.map((version) => version + 1),
    );
  });

  it('lets a conflict, a repetition and new events stand side by side', async () => {
    const { store } = log().open();
    const known = newEvents(2);
    const first = await store.append('order-mixed/known', 0, known);
    const head = await store.head();
    const answers = await Promise.all([
      store.append('order-mixed/a', 0, newEvents(2)),
      store.append('order-mixed/taken', 3, newEvents(1)),
      store.append('order-mixed/known', 0, known),
      store.append('order-mixed/b', 'any', newEvents(3)),
    ]);
    assert.deepEqual(answers, [
      { ok: true, version: 2, position: head + 2 },
      { ok: false, version: 0 },
      first,
      { ok: true, version: 3, position: head + 5 },
    ]);
  });

  it('fails only the append that the server cannot take', async () => {
    const { store } = log().open();
    const append = (id: string, data: string) => store.append(`order-broken/${id}`, 0, [newEvent(data)]);
    const answers = await Promise.allSettled([append('a', '{}'), append('b', '{"no json'), append('c', '{}')]);
    assert.deepEqual(
      answers.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    );
    const broken = answers[1];
    assert.ok(broken.status === 'rejected' && broken.reason instanceof pg.DatabaseError);
    assert.deepEqual(await store.read('order-broken/b'), []);
  });
});
