import type { Instant } from '../shared/message.ts';

export interface OpenedFolioRange {
  readonly exists: true;
  readonly series: string;
  readonly range: number;
  readonly from: number;
  readonly to: number;
  readonly expiresAt: Instant | null;
  /** Says who has which folio: that of the document at index `i` is `from + i`. At most a thousand. */
  readonly documentIds: readonly string[];
}

export type FolioRangeState = { readonly exists: false } | OpenedFolioRange;

export const noFolioRange: FolioRangeState = { exists: false };

/** Gives the folio that the range gave a document; undefined if none. */
export const folioOf = (range: FolioRangeState, documentId: string): number | undefined => {
  if (!range.exists) return undefined;
  const index = range.documentIds.indexOf(documentId);
  return index < 0 ? undefined : range.from + index;
};
