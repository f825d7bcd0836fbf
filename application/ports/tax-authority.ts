import type { TaxRegime } from '../../domain/tax-document/regimes/regimes.ts';
import type { DocumentBarcode, NumberedDocument } from '../../domain/tax-document/document.ts';
import type { Instant } from '../../domain/shared/message.ts';

/** Describes a document as the law wants it: signed XML, and what is printed of it for machines to read. */
export interface SignedDocument {
  readonly xml: string;
  readonly barcode: DocumentBarcode | null;
}

/** Says what an authority makes of a document. */
export type AuthorityVerdict =
  /** Taken in; the answer comes later: ask {@link TaxAuthority.verdict}. */
  | { readonly status: 'pending'; readonly trackingId: string }
  | {
      readonly status: 'accepted';
      /** Its id there: Mexico's UUID, the number of Peru's CDR, Chile's track id. */
      readonly authorityReference: string;
      /** What it remarks without refusing. */
      readonly notes: readonly string[];
      /** The document with the authority's stamp, where it adds one. */
      readonly stamped?: SignedDocument;
    }
  /** `code` is the authority's own. */
  | { readonly status: 'rejected'; readonly code: string; readonly message: string };

/** Folios that the authority gave out beforehand (Chile's CAF). */
export interface AuthorizedRange {
  readonly series: string;
  readonly from: number;
  readonly to: number;
  readonly expiresAt: Instant | null;
}

/**
 * Makes documents as a country's tax authority wants them, and sends them.
 *
 * @throws ServiceUnavailableError named after the authority, if it does not answer: send the same document again
 */
export interface TaxAuthority {
  readonly regime: TaxRegime;
  /** The folios that may be used, in the order of use; absent: series count freely from 1. */
  readonly authorizedRanges?: readonly AuthorizedRange[];
  /**
   * Makes the signed XML. The same document gives the same bytes: time and number are in it.
   * @throws Error if it cannot be made with this configuration (no key, a folio without its range): a person must look at it
   */
  sign(document: NumberedDocument): Promise<SignedDocument>;
  /** Sends it. One that it has already is answered as the first time. */
  submit(document: NumberedDocument, signed: SignedDocument): Promise<AuthorityVerdict>;
  /** What became of one that was `pending`. */
  verdict(document: NumberedDocument, trackingId: string): Promise<AuthorityVerdict>;
  /** Resolves if it answers. @throws ServiceUnavailableError */
  ping(): Promise<void>;
}
