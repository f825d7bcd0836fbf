import type { CompiledQuery } from 'kysely';
import { placeOf } from '../runner/known-events.ts';
import { ProjectionFault } from '../runner/projection-fault.ts';
import { deleteRows, insertRows, loadDocuments, upsertDocuments } from '../runner/rows.ts';
import { streamProjection, type StreamDocument } from '../runner/stream-projection.ts';
import type { ReadModel } from '../tables.ts';
import { cartChanges, createdCart } from './evolve.ts';
import type { CartDocument } from './view.ts';

type ChangedCart = StreamDocument<CartDocument>;

/** Carts as `GET /carts/{id}` shows them, and which of the open ones hold a variant. */
export const cartsProjection = streamProjection<'cart', CartDocument>({
  name: 'carts',
  version: 3,
  categories: ['cart'],
  tables: ['carts', 'cart_variants'],
  handles: () => true,
  versionOf: ({ version }) => version,

  evolve: (cart, { event, recorded }) => {
    if (event.type === 'CartCreated') return createdCart(event);
    if (cart === undefined) throw new ProjectionFault(`a cart begins with ${event.type} at ${placeOf(recorded)}`);
    return { ...cart, ...cartChanges(cart, event), version: recorded.version };
  },

  load: (readModel, streams) => loadDocuments(readModel, 'carts', 'cart_id', streams),

  save: (readModel, changed) => [
    ...upsertDocuments(readModel, 'carts', ['organization_id', 'cart_id'], changed.map(row), changed.map(documentOf)),
    ...saveVariants(readModel, changed),
  ],
});

const row = ({ organizationId, document }: ChangedCart) => ({
  organization_id: organizationId,
  cart_id: document.cartId,
  status: document.status,
  customer_id: document.customerId,
  created_at: document.createdAt,
  updated_at: document.updatedAt,
  version: document.version,
});

const documentOf = ({ document }: ChangedCart): CartDocument => document;

/** Only where the variants changed: most changes of a cart are to quantities and coupons. */
const saveVariants = (readModel: ReadModel, changed: readonly ChangedCart[]): readonly CompiledQuery[] => {
  const moved = changed.filter(({ before, document }) => !sameVariants(openVariants(before), openVariants(document)));
  const known = moved.filter(({ before }) => openVariants(before).length > 0);
  const rows = moved.flatMap(({ organizationId, document }) =>
    openVariants(document).map((variantId) => ({
      organization_id: organizationId,
      variant_id: variantId,
      cart_id: document.cartId,
    })),
  );
  return [...deleteRows(readModel, 'cart_variants', 'cart_id', known), ...insertRows(readModel, 'cart_variants', rows)];
};

/** Each variant of an open cart once; none of a closed one. */
const openVariants = (cart: CartDocument | undefined): readonly string[] =>
  cart?.status === 'active' || cart?.status === 'abandoned'
    ? [...new Set(cart.lines.map(({ variantId }) => variantId))]
    : [];

const sameVariants = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && some.every((variantId) => others.includes(variantId));
