import type { Instant } from '../shared/message.ts';

interface At {
  readonly at: Instant;
}

/** Opens a range; again as it is is no event, with other bounds it is refused as `folio_range_differs`. */
export interface OpenFolioRange extends At {
  readonly type: 'OpenFolioRange';
  readonly series: string;
  readonly range: number;
  readonly from: number;
  readonly to: number;
  readonly expiresAt: Instant | null;
}

/**
 * Takes the next folio for a document; the same document again gets the same one. Refused as `folio_range_not_open`,
 * `folio_range_used_up` or `folio_range_expired`, unless the document has its folio already.
 */
export interface AllocateFolio extends At {
  readonly type: 'AllocateFolio';
  readonly documentId: string;
}

export type FolioRangeCommand = OpenFolioRange | AllocateFolio;
