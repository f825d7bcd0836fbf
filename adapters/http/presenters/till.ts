import type { TillContext } from '../../../domain/pos/events.ts';

/** A till, its store, and who stands at it. */
export const showTill = ({ tillId, shiftId, localId, cashierId }: TillContext) => ({
  till_id: tillId,
  shift_id: shiftId,
  local_id: localId,
  cashier_id: cashierId,
});
