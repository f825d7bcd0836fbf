import type { NumberedDocument } from '../../../domain/tax-document/document.ts';
import type { Millionths } from './amounts.ts';
import type { GoodsCodesOf } from './concepts.ts';
import type { FormsOfPayment } from './forms-of-payment.ts';

/** What a CFDI is made of. */
export interface Making {
  readonly document: NumberedDocument;
  readonly certificateNumber: string;
  /** The certificate, DER in base64. */
  readonly certificate: string;
  /** Where it is issued: `2026-11-23T10:15:00`. */
  readonly localTime: string;
  /** The postal code there. */
  readonly placeOfIssue: string;
  /** What a unit of the currency is worth in pesos. */
  readonly exchangeRate: Millionths;
  readonly goodsCodesOf: GoodsCodesOf;
  readonly formsOfPayment: FormsOfPayment;
}
