import type { Instant } from '../../domain/shared/message.ts';
import type { Promotion } from '../../domain/shared/pricing/promotion.ts';
import type { Page, PageRequest } from '../paging/queries.ts';
import { findDocument, matching, readPage } from '../paging/select.ts';
import type { ReadModel } from '../runner/read-model.ts';
import type { PromotionTables } from './table.ts';
import type { PromotionDocument } from './view.ts';

export interface PromotionQueries {
  getPromotion(organizationId: string, promotionId: string): Promise<PromotionDocument | undefined>;
  /** Lists the newest first. `code` is in upper case. */
  listPromotions(
    organizationId: string,
    filters: { readonly status?: PromotionDocument['status']; readonly code?: string },
    page: PageRequest,
  ): Promise<Page<PromotionDocument>>;
}

export interface AutomaticPromotionQueries {
  /** Gives the promotions that apply by themselves and are not over at `now`, by their ids. */
  automaticPromotions(organizationId: string, now: Instant): Promise<readonly Promotion[]>;
}

export const promotionQueries = ({ db }: ReadModel): PromotionQueries & AutomaticPromotionQueries => {
  const promotions = db.withTables<PromotionTables>().selectFrom('promotions').select('document');
  return {
    getPromotion: (organizationId, promotionId) =>
      findDocument(promotions, { organization_id: organizationId, promotion_id: promotionId }),

    listPromotions: (organizationId, { status, code }, page) =>
      readPage(promotions, {
        where: { organization_id: organizationId, status, code },
        by: ['defined_at', 'promotion_id'],
        page,
        item: ({ document }) => document,
        place: ({ definedAt, promotionId }) => ({ at: definedAt, id: promotionId }),
      }),

    automaticPromotions: async (organizationId, now) => {
      const rows = await matching(promotions, { organization_id: organizationId, status: 'active' })
        .where('code', 'is', null)
        .where((row) => row.or([row('expires_at', 'is', null), row('expires_at', '>', new Date(now))]))
        .orderBy('promotion_id')
        .execute();
      return rows.map(({ document: { promotionId, terms } }) => ({ promotionId, ...terms }));
    },
  };
};
