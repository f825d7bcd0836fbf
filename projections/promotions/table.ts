import { columnsOf } from '../runner/columns.ts';
import { defineReadModel, type TablesOf } from '../runner/define-read-model.ts';
import { documentTable } from '../runner/table.ts';
import { evolvePromotion } from './evolve.ts';
import type { PromotionDocument } from './view.ts';

const { text, optionalText, timestamp, optionalTimestamp } = columnsOf<PromotionDocument>();

/** Keeps promotions as `GET /promotions` lists them, and those that apply by themselves. */
export const promotions = defineReadModel({
  name: 'promotions',
  version: 1,
  categories: ['promotion'],
  subject: 'a promotion',
  evolve: evolvePromotion,
  tables: {
    promotions: documentTable({
      since: '0010_promotions',
      id: 'promotion_id',
      columns: {
        code: optionalText(({ terms }) => terms.code),
        status: text(({ status }) => status),
        expires_at: optionalTimestamp(({ terms }) => terms.expiresAt),
        defined_at: timestamp(({ definedAt }) => definedAt),
      },
      indexes: [
        '(organization_id, defined_at, promotion_id)',
        // Those that apply by themselves are few, and read all the time.
        `(organization_id, promotion_id) where code is null and status = 'active'`,
      ],
    }),
  },
});

export type PromotionTables = TablesOf<typeof promotions>;
