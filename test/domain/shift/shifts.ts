import type {
  CloseShift,
  MoveCash,
  OpenShift,
  RecordShiftEntry,
  RecordZNumber,
} from '../../../domain/shift/commands.ts';
import { tillShiftDecider } from '../../../domain/shift/decider.ts';
import type { ShiftEntry, ShiftOpened, ShiftTotals, TillShiftEvent } from '../../../domain/shift/events.ts';
import type { TillShiftState } from '../../../domain/shift/state.ts';
import { fold } from '../../../domain/shared/decider.ts';
import { givenFor } from '../../support/given-when-then.ts';

export const given = givenFor(tillShiftDecider);

/** Hours of the day that all of it happens on. */
export const hour = (hours: number): string => `2026-11-23T${String(hours).padStart(2, '0')}:00:00.000Z`;

const shiftId = 'shift-1';

export const opening: ShiftOpened['data'] = {
  shiftId,
  tillId: 'till-1',
  localId: 'store-1',
  cashierId: 'cashier-1',
  currency: 'CLP',
  float: 50_000,
  at: hour(9),
};

export const open: OpenShift = { type: 'OpenShift', ...opening };

export const move = (
  movementId: string,
  direction: MoveCash['direction'],
  amount: number,
  offline?: boolean,
): MoveCash => ({
  type: 'MoveCash',
  shiftId,
  movementId,
  direction,
  amount,
  reason: 'change',
  movedBy: 'cashier-1',
  at: hour(12),
  ...(offline === undefined ? undefined : { offline }),
});

/** An entry of a total that is paid in one way, with its tax of 19% in it. */
export const entryOf = (
  entryId: string,
  kind: ShiftEntry['kind'],
  total: number,
  method = 'cash',
  cashRounding = 0,
): ShiftEntry => ({
  entryId,
  kind,
  transactionId: `transaction-${entryId}`,
  total,
  tax: Math.round((total * 19) / 119),
  discount: 0,
  cashRounding,
  tenders: [{ method, amount: total + cashRounding }],
});

export const enter = (entry: ShiftEntry, at = hour(13)): RecordShiftEntry => ({
  type: 'RecordShiftEntry',
  shiftId,
  entry,
  at,
});

export const close = (countedCash: number, awaits?: readonly string[]): CloseShift => ({
  type: 'CloseShift',
  shiftId,
  closedBy: 'cashier-1',
  countedCash,
  at: hour(18),
  ...(awaits === undefined ? undefined : { awaits }),
});

export const number = (zNumber = 7): RecordZNumber => ({ type: 'RecordZNumber', zNumber, at: hour(19) });

export const stateOf = (history: readonly TillShiftEvent[]): TillShiftState =>
  fold(tillShiftDecider.evolve, tillShiftDecider.initial, history);

/** What remains after these commands, each of which must be accepted. */
export const after = (...commands: readonly Parameters<typeof tillShiftDecider.decide>[0][]) =>
  commands.reduce<readonly TillShiftEvent[]>(
    (history, command) => [...history, ...given(history).when(command).events()],
    [],
  );

export const noTotals: ShiftTotals = {
  sales: { count: 0, total: 0 },
  voids: { count: 0, total: 0 },
  refunds: { count: 0, total: 0 },
  tax: 0,
  discount: 0,
  cashRounding: 0,
  tenders: [],
  cashIn: 0,
  cashOut: 0,
  float: 50_000,
  expectedCash: 50_000,
};
