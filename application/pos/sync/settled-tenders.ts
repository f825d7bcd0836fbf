import type { RecordOfflineSale } from '../../../domain/pos/commands.ts';
import type { PosConflict, PosTender } from '../../../domain/pos/events.ts';
import type { PointValue } from '../../../domain/shared/pricing/tender-amounts.ts';
import { settlementOf } from '../settlement-of.ts';

/**
 * Completes the sale with what its payments take from other ledgers: store credit and points, which are taken once it is recorded.
 * A payment that no ledger can settle is a conflict: the sale stands.
 */
export const withSettlements = (sale: RecordOfflineSale, pointValue: PointValue): RecordOfflineSale => {
  const head = { transactionId: sale.transactionId, currency: sale.quote.currency, customerId: sale.customerId };
  const tenders: PosTender[] = [];
  const refused: PosConflict[] = [];
  for (const tender of sale.tenders) {
    const settlement = settlementOf(head, tender, pointValue);
    if (!settlement.ok) {
      refused.push({ kind: 'tender_refused', paymentId: tender.paymentId, reason: settlement.rejection.code });
    }
    const value = settlement.ok ? settlement.value : undefined;
    tenders.push(value === undefined ? tender : { ...tender, settlement: value });
  }
  return { ...sale, tenders, conflicts: [...sale.conflicts, ...refused] };
};
