import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { AllocateFolio, OpenFolioRange } from '../../../domain/folios/commands.ts';
import { folioRangeDecider } from '../../../domain/folios/decider.ts';
import { folioRangeEvents, type FolioRangeEvent } from '../../../domain/folios/events.ts';
import { folioOf } from '../../../domain/folios/state.ts';
import { fold } from '../../../domain/shared/decider.ts';
import { describeGoldenEvents } from '../shared/golden.ts';
import { givenFor } from '../../support/given-when-then.ts';

const at = '2026-11-23T15:00:00.000Z';
const given = givenFor(folioRangeDecider);

const open = (changes: Partial<OpenFolioRange> = {}): OpenFolioRange => ({
  type: 'OpenFolioRange',
  series: '33',
  range: 1,
  from: 101,
  to: 103,
  expiresAt: '2027-05-23T00:00:00.000Z',
  at,
  ...changes,
});

const allocate = (documentId: string, changes: Partial<AllocateFolio> = {}): AllocateFolio => ({
  type: 'AllocateFolio',
  documentId,
  at,
  ...changes,
});

const after = (...commands: readonly (OpenFolioRange | AllocateFolio)[]): readonly FolioRangeEvent[] =>
  commands.reduce<readonly FolioRangeEvent[]>(
    (history, command) => [...history, ...given(history).when(command).events()],
    [],
  );

describe('a range of folios', () => {
  it('is opened with its bounds, once', () => {
    const data = { series: '33', range: 1, at, from: 101, to: 103, expiresAt: '2027-05-23T00:00:00.000Z' };
    const history = given([])
      .when(open())
      .then([{ type: 'FolioRangeOpened', data }]);
    given(history).when(open()).then([]);
    const details = { from: 101, to: 103 };
    for (const other of [{ from: 100 }, { to: 104 }]) {
      given(history).when(open(other)).then({ kind: 'rule', code: 'folio_range_differs', details });
    }
  });

  it('has 1 to 1000 whole folios, counted from 1', () => {
    given([])
      .when(open({ from: 1, to: 1000 }))
      .events();
    given([])
      .when(open({ from: 5, to: 5 }))
      .events();
    for (const bounds of [
      { from: 1, to: 1001 },
      { from: 0, to: 5 },
      { from: 6, to: 5 },
      { from: 1.5, to: 5 },
      { from: 1, to: 5.5 },
    ]) {
      given([]).when(open(bounds)).then({ kind: 'rule', code: 'invalid_folio_range', details: bounds });
    }
  });

  it('gives one after the other, and the same document the same one', () => {
    const data = { series: '33', range: 1, at, documentId: 'd1', folio: 101 };
    const history = given(after(open()))
      .when(allocate('d1'))
      .then([{ type: 'FolioAllocated', data }]);
    given(history).when(allocate('d1')).then([]);
    given(history)
      .when(allocate('d2'))
      .then([{ type: 'FolioAllocated', data: { ...data, documentId: 'd2', folio: 102 } }]);
  });

  it('gives none before it is open, once it is used up, or from the moment on that it expires', () => {
    given([]).when(allocate('d1')).then({ kind: 'not_found', code: 'folio_range_not_open' });
    const full = after(open(), allocate('d1'), allocate('d2'), allocate('d3'));
    given(full).when(allocate('d4')).then({ kind: 'rule', code: 'folio_range_used_up' });
    const late = allocate('d2', { at: '2027-05-23T00:00:00.000Z' });
    const one = after(open(), allocate('d1'));
    given(one).when(late).then({ kind: 'rule', code: 'folio_range_expired' });
    given(one)
      .when({ ...late, documentId: 'd1' })
      .then([]);
    assert.equal(
      given(one)
        .when(allocate('d2', { at: '2027-05-22T23:59:59.999Z' }))
        .events().length,
      1,
    );
    assert.equal(
      given(after(open({ expiresAt: null })))
        .when(late)
        .events().length,
      1,
    );
  });

  it('skips none and gives none twice, in whatever order it is asked', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { maxLength: 80 }), fc.integer({ min: 1, max: 40 }), (askers, size) => {
        let state = given([])
          .when(open({ from: 1, to: size }))
          .state();
        const expected = new Map<string, number>();
        for (const asker of askers) {
          const documentId = `d${asker}`;
          if (!expected.has(documentId) && expected.size < size) expected.set(documentId, expected.size + 1);
          const decision = folioRangeDecider.decide(allocate(documentId), state);
          if (decision.ok) state = fold(folioRangeDecider.evolve, state, decision.events);
          assert.equal(decision.ok, expected.has(documentId));
          assert.equal(folioOf(state, documentId), expected.get(documentId));
        }
      }),
    );
  });

  it('knows no document’s folio before it is open', () => {
    assert.equal(folioOf(folioRangeDecider.initial, 'd1'), undefined);
    const data = { series: '33', range: 1, at, documentId: 'd1', folio: 101 };
    assert.deepEqual(folioRangeDecider.evolve(folioRangeDecider.initial, { type: 'FolioAllocated', data }), {
      exists: false,
    });
  });
});

describe('the storage format of folio ranges', () => {
  describeGoldenEvents(new URL('golden/', import.meta.url), folioRangeEvents, () => after(open(), allocate('o1.D1')));
});
