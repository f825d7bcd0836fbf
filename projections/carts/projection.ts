import { placeOf } from '../runner/known-events.ts';
import { ProjectionFault } from '../runner/projection-fault.ts';
import { loadDocuments, upsertDocuments } from '../runner/rows.ts';
import { streamProjection } from '../runner/stream-projection.ts';
import { cartChanges, createdCart } from './evolve.ts';
import type { CartDocument } from './view.ts';

/** Carts as `GET /carts/{id}` shows them. */
export const cartsProjection = streamProjection<'cart', CartDocument>({
  name: 'carts',
  version: 1,
  categories: ['cart'],
  tables: ['carts'],
  handles: () => true,
  versionOf: ({ version }) => version,

  evolve: (cart, { event, recorded }) => {
    if (event.type === 'CartCreated') return createdCart(event);
    if (cart === undefined) throw new ProjectionFault(`a cart begins with ${event.type} at ${placeOf(recorded)}`);
    return { ...cart, ...cartChanges(cart, event), version: recorded.version };
  },

  load: (readModel, streams) => loadDocuments(readModel, 'carts', 'cart_id', streams),

  save: (readModel, changed) =>
    upsertDocuments(
      readModel,
      'carts',
      ['organization_id', 'cart_id'],
      changed.map(({ organizationId, document }) => ({
        organization_id: organizationId,
        cart_id: document.cartId,
        status: document.status,
        customer_id: document.customerId,
        created_at: document.createdAt,
        updated_at: document.updatedAt,
        version: document.version,
      })),
      changed.map(({ document }) => document),
    ),
});
