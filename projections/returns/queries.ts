import { findDocument, type Visibility } from '../paging/select.ts';
import type { ReadModel } from '../runner/read-model.ts';
import type { ReturnTables } from './table.ts';
import type { ReturnDocument } from './view.ts';

export interface ReturnQueries {
  /** Gives undefined if there is none, or it is not `onlyCustomerId`'s. */
  getReturn(organizationId: string, returnId: string, visibility?: Visibility): Promise<ReturnDocument | undefined>;
}

export const returnQueries = ({ db }: ReadModel): ReturnQueries => ({
  getReturn: (organizationId, returnId, { onlyCustomerId } = {}) =>
    findDocument(db.withTables<ReturnTables>().selectFrom('returns').select('document'), {
      organization_id: organizationId,
      return_id: returnId,
      customer_id: onlyCustomerId,
    }),
});
