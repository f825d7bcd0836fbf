import assert from 'node:assert/strict';
import { CommandHandler } from '../../../application/commands/handle-command.ts';
import type { Handled } from '../../../application/commands/outcome.ts';
import type { EventStore } from '../../../application/ports/event-store.ts';
import { CountingIds } from '../../support/counting-ids.ts';
import { tally, type TallyCommand, type TallyEvent, type TallyState } from '../../support/tally.ts';

export const open: TallyCommand = { type: 'Open', owner: 'c1' };
export const add = (...amounts: number[]): TallyCommand => ({ type: 'Add', amounts });
const stream = 'cart-demo/t1';
const cache = { ttlSeconds: 60, maximumEvents: 1000 };

/** Each stands for a process: with a memory and ids of its own. */
export const handlerOn = (store: EventStore, name = 0) =>
  new CommandHandler<TallyCommand, TallyEvent, TallyState>(tally, { store, ids: new CountingIds(name), cache });

/** Kind and code of a refusal. */
export const refusal = (handled: Handled<TallyEvent, TallyState>) =>
  handled.ok ? assert.fail('was accepted') : { kind: handled.rejection.kind, code: handled.rejection.code };

/** What the stream of t1 holds. */
export const stored = async (store: EventStore) => (await store.read(stream)).map(({ type, data }) => ({ type, data }));
