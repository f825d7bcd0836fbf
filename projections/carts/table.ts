import { columnsOf } from '../runner/columns.ts';
import { defineReadModel, type TablesOf } from '../runner/define-read-model.ts';
import { documentTable, table } from '../runner/table.ts';
import { evolveCart } from './evolve.ts';
import type { CartDocument } from './view.ts';

const { text, optionalText, timestamp } = columnsOf<CartDocument>();
const variant = columnsOf<string>();

/** Gives each variant of an open cart once; none of a closed one. */
const openVariants = ({ status, lines }: CartDocument): readonly string[] =>
  status === 'active' || status === 'abandoned' ? [...new Set(lines.map(({ variantId }) => variantId))] : [];

/** Keeps carts as `GET /carts/{id}` shows them, and which of the open ones hold a variant. */
export const carts = defineReadModel({
  name: 'carts',
  version: 3,
  categories: ['cart'],
  subject: 'a cart',
  evolve: evolveCart,
  tables: {
    carts: documentTable({
      since: '0001_read_models',
      id: 'cart_id',
      columns: {
        status: text((cart) => cart.status),
        customer_id: optionalText((cart) => cart.customerId),
        created_at: timestamp((cart) => cart.createdAt),
        updated_at: timestamp((cart) => cart.updatedAt),
      },
      storage: 'external',
    }),
    cart_variants: table({
      since: '0002_cart_variants',
      columns: {
        variant_id: variant.text((variantId) => variantId),
        cart_id: variant.text((_, { id }) => id),
      },
      key: ['variant_id', 'cart_id'],
      indexes: ['(organization_id, cart_id)'],
      stream: 'cart_id',
      rows: openVariants,
      written: 'replaced',
    }),
  },
});

export type CartTables = TablesOf<typeof carts>;
