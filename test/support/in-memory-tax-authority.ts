import assert from 'node:assert/strict';
import type {
  AuthorityVerdict,
  AuthorizedRange,
  SignedDocument,
  TaxAuthority,
} from '../../application/ports/tax-authority.ts';
import { ServiceUnavailableError } from '../../application/ports/service-unavailable.ts';
import type { TaxRegime } from '../../domain/tax-document/regimes/regimes.ts';
import type { NumberedDocument } from '../../domain/tax-document/document.ts';

/** An authority and whose it is. */
export type RegimeAuthority = TaxAuthority & { readonly regime: TaxRegime };

/**
 * A tax authority in memory, as strict as a real one: a number is one document's for ever, a document is judged once, and
 * one that is sent again is answered as the first time.
 */
export class InMemoryTaxAuthority implements RegimeAuthority {
  readonly regime: TaxRegime;
  readonly authorizedRanges?: readonly AuthorizedRange[];
  /** Submissions that it has, by series and folio, in the order in which they came first. */
  readonly taken = new Map<string, { readonly document: NumberedDocument; readonly xml: string }>();
  readonly calls = { sign: 0, submit: 0, verdict: 0 };
  /** Answers `pending` first. */
  pending = false;
  /** Does not answer. */
  away = false;
  /** Refuses documents of this kind. */
  refusing: NumberedDocument['kind'] | undefined;

  constructor(regime: TaxRegime = 'PE', authorizedRanges?: readonly AuthorizedRange[]) {
    this.regime = regime;
    if (authorizedRanges !== undefined) this.authorizedRanges = authorizedRanges;
  }

  sign(document: NumberedDocument): Promise<SignedDocument> {
    this.calls.sign += 1;
    const xml = `<document>${JSON.stringify(document)}</document>`;
    return Promise.resolve({ xml, barcode: { symbology: 'qrcode', text: document.documentId } });
  }

  submit(document: NumberedDocument, { xml }: SignedDocument): Promise<AuthorityVerdict> {
    this.calls.submit += 1;
    if (this.away) return Promise.reject(new ServiceUnavailableError(`tax authority ${this.regime}`));
    const number = numberOf(document);
    const before = this.taken.get(number);
    assert.equal((before ?? { xml }).xml, xml, `two documents under number ${number}`);
    this.taken.set(number, { document, xml });
    return Promise.resolve(this.pending ? { status: 'pending', trackingId: `T-${number}` } : this.#judge(document));
  }

  verdict(document: NumberedDocument, trackingId: string): Promise<AuthorityVerdict> {
    this.calls.verdict += 1;
    if (this.away) return Promise.reject(new ServiceUnavailableError(`tax authority ${this.regime}`));
    assert.equal(trackingId, `T-${numberOf(document)}`, 'a tracking id that it never gave');
    return Promise.resolve(this.pending ? { status: 'pending', trackingId } : this.#judge(document));
  }

  ping(): Promise<void> {
    return this.away ? Promise.reject(new ServiceUnavailableError(`tax authority ${this.regime}`)) : Promise.resolve();
  }

  /** The numbers it has, as `series-folio`, in the order in which they came. */
  numbers(): readonly string[] {
    return [...this.taken.keys()];
  }

  #judge(document: NumberedDocument): AuthorityVerdict {
    if (document.kind === this.refusing) return { status: 'rejected', code: '2335', message: 'altered' };
    return { status: 'accepted', authorityReference: `R-${numberOf(document)}`, notes: [] };
  }
}

const numberOf = ({ series, folio }: NumberedDocument): string => `${series}-${folio}`;
