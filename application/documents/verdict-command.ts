import { createHash } from 'node:crypto';
import type { Instant } from '../../domain/shared/message.ts';
import type {
  RecordDocumentAccepted,
  RecordDocumentRejected,
  RecordDocumentSubmitted,
} from '../../domain/documents/commands.ts';
import type { AuthorityVerdict } from '../ports/tax-authority.ts';

/** Of the UTF-8 bytes, in hex. */
export const sha256Of = (xml: string): string => createHash('sha256').update(xml).digest('hex');

/** What a document is told of its authority's answer. */
export const verdictCommand = (
  documentId: string,
  verdict: AuthorityVerdict,
  at: Instant,
): RecordDocumentSubmitted | RecordDocumentAccepted | RecordDocumentRejected => {
  switch (verdict.status) {
    case 'pending':
      return { type: 'RecordDocumentSubmitted', documentId, trackingId: verdict.trackingId, at };
    case 'accepted': {
      const { authorityReference, notes, stamped } = verdict;
      const accepted = { type: 'RecordDocumentAccepted', documentId, authorityReference, notes, at } as const;
      if (stamped === undefined) return accepted;
      const { xml, barcode } = stamped;
      return { ...accepted, stamped: { xml, sha256: sha256Of(xml), barcode } };
    }
    case 'rejected': {
      const { code, message } = verdict;
      return { type: 'RecordDocumentRejected', documentId, code, message, at };
    }
  }
};
