/** A document that its authority has taken in and not judged yet. */
export interface PendingDocument {
  readonly organizationId: string;
  /** `<order id>.D<n>` */
  readonly documentId: string;
}

export interface PendingVerdicts {
  /** Over all organisations, in a fixed order, at most `limit`, those that come `after` one. */
  pendingVerdicts(limit: number, after?: PendingDocument): Promise<readonly PendingDocument[]>;
}
