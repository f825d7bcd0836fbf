import type { ReadModel } from '../tables.ts';
import type { ReturnDocument } from './view.ts';

export interface ReturnQueries {
  /** undefined if there is none, or it is not `onlyCustomerId`'s. */
  getReturn(
    organizationId: string,
    returnId: string,
    options?: { readonly onlyCustomerId?: string },
  ): Promise<ReturnDocument | undefined>;
}

export const returnQueries = ({ db }: ReadModel): ReturnQueries => ({
  getReturn: async (organizationId, returnId, { onlyCustomerId } = {}) => {
    const row = await db
      .selectFrom('returns')
      .select('document')
      .where('organization_id', '=', organizationId)
      .where('return_id', '=', returnId)
      .$if(onlyCustomerId !== undefined, (query) => query.where('customer_id', '=', onlyCustomerId ?? ''))
      .executeTakeFirst();
    return row?.document;
  },
});
