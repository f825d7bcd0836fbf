import type { Instant } from '../../domain/shared/message.ts';
import type { Promotion } from '../../domain/shared/pricing/promotion.ts';
import { maxPageSize, pageOf, type Page, type PageRequest } from '../paging/queries.ts';
import type { ReadModel } from '../tables.ts';
import type { PromotionDocument } from './view.ts';

export interface PromotionQueries {
  getPromotion(organizationId: string, promotionId: string): Promise<PromotionDocument | undefined>;
  /** Newest first. `code` is in upper case. */
  listPromotions(
    organizationId: string,
    filters: { readonly status?: PromotionDocument['status']; readonly code?: string },
    page: PageRequest,
  ): Promise<Page<PromotionDocument>>;
}

export const promotionQueries = ({ db }: ReadModel): PromotionQueries => ({
  getPromotion: async (organizationId, promotionId) => {
    const row = await db
      .selectFrom('promotions')
      .select('document')
      .where('organization_id', '=', organizationId)
      .where('promotion_id', '=', promotionId)
      .executeTakeFirst();
    return row?.document;
  },

  listPromotions: async (organizationId, { status, code }, { limit: wanted, after }) => {
    const limit = Math.min(wanted, maxPageSize);
    let query = db.selectFrom('promotions').select('document').where('organization_id', '=', organizationId);
    if (status !== undefined) query = query.where('status', '=', status);
    if (code !== undefined) query = query.where('code', '=', code);
    if (after !== undefined) {
      query = query.where((row) =>
        row(row.refTuple('defined_at', 'promotion_id'), '<', row.tuple(new Date(after.at), after.id)),
      );
    }
    const rows = await query
      .orderBy('defined_at', 'desc')
      .orderBy('promotion_id', 'desc')
      .limit(limit + 1)
      .execute();
    const documents = rows.map(({ document }) => document);
    return pageOf(documents, limit, ({ definedAt, promotionId }) => ({ at: definedAt, id: promotionId }));
  },
});

/** The promotions of an organisation that apply by themselves and are not over, by their ids. */
export const automaticPromotionsQuery =
  ({ db }: ReadModel, clock: { readonly now: () => Instant }) =>
  async (organizationId: string): Promise<readonly Promotion[]> => {
    const rows = await db
      .selectFrom('promotions')
      .select('document')
      .where('organization_id', '=', organizationId)
      .where('status', '=', 'active')
      .where('code', 'is', null)
      .where((row) => row.or([row('expires_at', 'is', null), row('expires_at', '>', new Date(clock.now()))]))
      .orderBy('promotion_id')
      .execute();
    return rows.map(({ document: { promotionId, terms } }) => ({ promotionId, ...terms }));
  };
