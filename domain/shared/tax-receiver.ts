import type { Address } from './address.ts';

/**
 * Says who a tax document is made out to, as the buyer says it. With one an order gets an invoice, without one a receipt.
 * Personal data: stored only under an event's `personal` key.
 */
export interface TaxReceiver {
  /** RUT, RUC (or DNI) or RFC, as its authority writes it, its check digit checked. */
  readonly taxId: string;
  readonly legalName: string;
  /** Chile: `giro`, in words. */
  readonly activity?: string;
  /** Mexico: the SAT's codes of the receiver's tax regime (c_RegimenFiscal) and of what the purchase is for (c_UsoCFDI). */
  readonly taxRegime?: string;
  readonly cfdiUse?: string;
  readonly email?: string;
  readonly address?: Address;
}
