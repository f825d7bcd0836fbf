import type { TillContext } from './events.ts';

/** The till alone, of whatever names one. */
export const tillOf = ({ tillId, shiftId, localId, cashierId }: TillContext): TillContext => ({
  tillId,
  shiftId,
  localId,
  cashierId,
});

export const isSameTill = (one: TillContext, other: TillContext): boolean =>
  one.tillId === other.tillId &&
  one.shiftId === other.shiftId &&
  one.localId === other.localId &&
  one.cashierId === other.cashierId;
