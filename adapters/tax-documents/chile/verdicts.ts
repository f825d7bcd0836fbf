import type { AuthorityVerdict } from '../../../application/ports/tax-authority.ts';
import type { EnvelopeState } from './service.ts';

/** States of envelopes that were refused as a whole: schema, signature, cover, or all of it. */
const refusedStates: Readonly<Record<string, string>> = {
  RSC: 'refused: the schema',
  RFR: 'refused: the signature',
  RCT: 'refused: the cover',
  RCH: 'refused',
  RPT: 'refused: it was sent before',
};

/** The documents of the envelope are done with. */
const processedState = 'EPR';

/** How the SII calls a document that it refuses. */
const refusedDocument = 'RCH';

const unlisted = 'accepted with remarks: see the mail of the SII';

/** What the state of an envelope with one document in it means for that document. Whatever is not final is pending. */
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
