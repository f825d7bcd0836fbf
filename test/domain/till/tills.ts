import type { BeginTillShift, RecordTillShiftClosed, RecordTillShiftOpened } from '../../../domain/till/commands.ts';
import { tillDecider } from '../../../domain/till/decider.ts';
import type { TillShiftBegun } from '../../../domain/till/events.ts';
import { givenFor } from '../../support/given-when-then.ts';
import { hour } from '../shift/shifts.ts';

export const given = givenFor(tillDecider);

const tillId = 'till-1';

const drawer = { tillId, localId: 'store-1', cashierId: 'cashier-1', currency: 'CLP', float: 50_000 } as const;

export const begin = (shiftId: string, at = hour(9)): BeginTillShift => ({
  type: 'BeginTillShift',
  shiftId,
  ...drawer,
  at,
});

export const opened = (shiftId: string, at = hour(9)): RecordTillShiftOpened => ({
  type: 'RecordTillShiftOpened',
  shiftId,
  ...drawer,
  at,
});

export const closed = (shiftId: string, openedAt = hour(9), at = hour(18)): RecordTillShiftClosed => ({
  type: 'RecordTillShiftClosed',
  tillId,
  shiftId,
  openedAt,
  at,
});

export const begun = (
  shiftId: string,
  origin: TillShiftBegun['data']['origin'] = 'online',
  at = hour(9),
): TillShiftBegun => ({ type: 'TillShiftBegun', data: { shiftId, ...drawer, origin, at } });

export const ended = (shiftId: string, beganAt = hour(9), at = hour(18)) =>
  ({ type: 'TillShiftEnded', data: { tillId, shiftId, beganAt, at } }) as const;

export const overlapped = (shiftId: string, earlierShiftId: string, at: string) =>
  ({ type: 'TillShiftsOverlapped', data: { tillId, shiftId, earlierShiftId, at } }) as const;
