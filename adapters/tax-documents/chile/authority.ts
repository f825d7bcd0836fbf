import type { AuthorityVerdict, TaxAuthority } from '../../../application/ports/tax-authority.ts';
import type { TaxIssuer } from '../../../domain/shared/document-policy.ts';
import type { NumberedDocument } from '../../../domain/tax-document/document.ts';
import { receiptType } from './catalogues.ts';
import { siiHttp, type SiiService, type EnvelopeState } from './client.ts';
import { makeDte, envelope, type SiiResolution } from './document.ts';
import { openCafBook } from './folios.ts';
import { invoiceService } from './invoice-client.ts';
import { requireRut } from './parties.ts';
import { receiptService } from './receipt-client.ts';
import { openSigningKey } from './sign.ts';
import { latinBytes } from './text.ts';

export interface SiiOptions {
  readonly issuer: TaxIssuer;
  /** Of the person who signs and sends for the issuer; the RUT is in its subject. */
  readonly certificatePem: string;
  readonly privateKeyPem: string;
  /** The XML of CAF files: all that were ever used, too. */
  readonly cafs: readonly string[];
  readonly resolution: SiiResolution;
  /** Of the system of invoices, without a slash at the end: {@link siiAddresses}. */
  readonly url: string;
  /** Of the system of receipts, and where it takes uploads; `url` by default, as the sandbox has it. */
  readonly receiptUrl?: string;
  readonly receiptUploadUrl?: string;
  /** Of one call; 20,000 by default. */
  readonly timeoutMs?: number;
}

/** Says where the SII's systems are: for real, and for trying out. */
export const siiAddresses = {
  production: {
    url: 'https://palena.sii.cl',
    receiptUrl: 'https://api.sii.cl',
    receiptUploadUrl: 'https://rahue.sii.cl',
  },
  certification: {
    url: 'https://maullin.sii.cl',
    receiptUrl: 'https://apicert.sii.cl',
    receiptUploadUrl: 'https://pangal.sii.cl',
  },
} as const;

const defaultTimeoutMs = 20_000;

/**
 * Chile's Servicio de Impuestos Internos. Documents are DTEs in pesos, signed with the issuer's certificate and stamped with
 * the key of their folio's CAF; receipts go by the SII's newer system, all else by the older one. A document that was sent
 * twice is accepted, whichever of its envelopes the SII took.
 *
 * @throws Error for options that cannot work together: a key that is not the certificate's, a CAF of another tax payer, …
 */
export const openSii = (options: SiiOptions): TaxAuthority => {
  const { issuer, resolution, url, receiptUrl = url, receiptUploadUrl = receiptUrl } = options;
  const taxId = requireRut(issuer.taxId);
  if (!/^[1-9]\d{0,5}$/.test(issuer.activityCode)) {
    throw new Error(`the code of the economic activity has up to 6 digits, unlike "${issuer.activityCode}"`);
  }
  const key = openSigningKey(options.certificatePem, options.privateKeyPem);
  const book = openCafBook(options.cafs, taxId);
  const send = siiHttp(options.timeoutMs ?? defaultTimeoutMs);
  const invoices = invoiceService(send, url, taxId, key);
  const receipts = receiptService(send, { url: receiptUrl, uploadUrl: receiptUploadUrl }, taxId, key);
  const serviceOf = ({ documentType }: NumberedDocument): SiiService =>
    documentType === receiptType ? receipts : invoices;

  /** Sent twice, an envelope may be refused because the SII has its document from the other one. */
  const unlessHeld = async (document: NumberedDocument, verdict: AuthorityVerdict, reference: string) => {
    if (verdict.status !== 'rejected' || !(await serviceOf(document).holds(document))) return verdict;
    return { status: 'accepted', authorityReference: reference, notes: [] } as const;
  };

  return {
    regime: 'CL',
    authorizedRanges: book.ranges,

    sign: async (document) => {
      if (document.currency !== 'CLP') throw new Error(`the SII's documents are in CLP, not in ${document.currency}`);
      if (requireRut(document.issuer.taxId) !== taxId) throw new Error(`${document.issuer.taxId} is not ${taxId}`);
      const dte = makeDte(document, book.find(document.documentType, document.folio), key);
      return Promise.resolve({ xml: dte.xml, barcode: { symbology: 'pdf417', text: dte.stamp } });
    },

    submit: async (document, signed) => {
      const file = Uint8Array.from(latinBytes(envelope(document, signed.xml, resolution, key)));
      const upload = await serviceOf(document).upload(file, `T${document.documentType}F${document.folio}.xml`);
      if ('trackId' in upload) return { status: 'pending', trackingId: upload.trackId };
      return unlessHeld(document, { status: 'rejected', ...upload.refused }, String(document.folio));
    },

    verdict: async (document, trackingId) =>
      unlessHeld(document, verdictOf(await serviceOf(document).stateOf(trackingId), trackingId), trackingId),

    ping: async () => {
      await Promise.all([invoices.ping(), receipts.ping()]);
    },
  };
};

/** States of envelopes that were refused as a whole: schema, signature, cover, or all of it. */
const refusedStates: Readonly<Record<string, string>> = {
  RSC: 'refused: the schema',
  RFR: 'refused: the signature',
  RCT: 'refused: the cover',
  RCH: 'refused',
  RPT: 'refused: it was sent before',
};

/** Names the state in which the documents of the envelope are judged. */
const processedState = 'EPR';

/** Names a document that the SII refuses. */
const refusedDocument = 'RCH';

const unlisted = 'accepted with remarks: see the mail of the SII';

/** Says what the state of an envelope with one document in it means for that document. Whatever is not final is pending. */
export const verdictOf = ({ code, message, counts, remarks }: EnvelopeState, trackId: string): AuthorityVerdict => {
  const refusal = refusedStates[code];
  if (refusal !== undefined) return { status: 'rejected', code, message: message === '' ? refusal : message };
  if (code !== processedState || counts === undefined) return { status: 'pending', trackingId: trackId };
  if (counts.refused > 0) {
    const reason = remarks.length === 0 ? 'the document is refused: see the mail of the SII' : remarks.join('; ');
    return { status: 'rejected', code: refusedDocument, message: reason };
  }
  if (counts.remarked > 0) {
    return { status: 'accepted', authorityReference: trackId, notes: remarks.length === 0 ? [unlisted] : remarks };
  }
  return { status: 'accepted', authorityReference: trackId, notes: [] };
};
