import type { z } from 'zod';
import type { ShiftConflict } from '../../../../application/pos/sync/offline-record.ts';
import type { PosConflict } from '../../../../domain/pos/events.ts';
import type { Currency } from '../../../../domain/shared/money.ts';
import { moneyIn } from '../shared/money.ts';
import type { posConflict } from './schema.ts';

type Shown = z.input<typeof posConflict>;

/** Makes a conflict as it is shown, its amounts in the currency of its sale. */
export const showConflict = (conflictId: string, conflict: PosConflict | ShiftConflict, currency: Currency): Shown => ({
  conflict_id: conflictId,
  kind: conflict.kind,
  ...subjectOf(conflict, moneyIn(currency)),
});

const subjectOf = (
  conflict: PosConflict | ShiftConflict,
  money: (minor: number) => number,
): Omit<Shown, 'conflict_id' | 'kind'> => {
  switch (conflict.kind) {
    case 'price_differs':
      return { item_id: conflict.lineId, paid: money(conflict.paid), now: money(conflict.now) };
    case 'unknown_product':
      return { item_id: conflict.lineId, variant_id: conflict.variantId };
    case 'content_differs':
      return { digest: conflict.digest };
    case 'shift_closed':
    case 'shifts_overlap':
      return { shift_id: conflict.shiftId };
    case 'totals_differ':
      return { claimed: money(conflict.claimed), worked: money(conflict.worked) };
    case 'customer_unknown':
      return { customer_id: conflict.customerId };
    case 'returned_before':
      return { return_ids: [...conflict.returnIds] };
    case 'tender_refused':
      return { payment_id: conflict.paymentId, reason: conflict.reason };
  }
};
