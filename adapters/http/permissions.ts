import type { Identity, Role } from '../../application/ports/identity.ts';
import { problem } from './problem.ts';

/** What a route asks of whoever calls it. */
export const permissions = [
  'catalog:read',
  'carts:read',
  'carts:write',
  'orders:read',
  'orders:check_out',
  'orders:place',
  'orders:cancel',
  'orders:approve_cancellation',
  'payments:start',
  'payments:manage',
  'fulfillment:read',
  'fulfillment:write',
  'returns:read',
  'returns:request',
  'returns:approve',
  'returns:receive',
  'returns:refund',
  'subscriptions:read',
  'subscriptions:write',
] as const;

export type Permission = (typeof permissions)[number];

const customer: readonly Permission[] = [
  'catalog:read',
  'carts:read',
  'carts:write',
  'orders:read',
  'orders:check_out',
  'orders:cancel',
  'payments:start',
  'returns:read',
  'returns:request',
  'subscriptions:read',
  'subscriptions:write',
];

const operator: readonly Permission[] = [
  'catalog:read',
  'carts:read',
  'orders:read',
  'orders:cancel',
  'fulfillment:read',
  'fulfillment:write',
  'returns:read',
  'returns:approve',
  'returns:receive',
  'subscriptions:read',
];

/** A customer's rows are about their own things only: see {@link onlyCustomerOf}. */
const granted: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  'order.customer': new Set(customer),
  'order.operator': new Set(operator),
  'order.manager': new Set(permissions),
  'order.admin': new Set(permissions),
};

/** Whether the role may do it. */
export const may = (role: Role, permission: Permission): boolean => granted[role].has(permission);

/** The only customer whose things exist for this identity; undefined for staff. */
export const onlyCustomerOf = (identity: Identity): string | undefined =>
  identity.role === 'order.customer' ? identity.subject : undefined;

/**
 * Whose a new thing shall be: a customer's own, or whoever staff name (null for a guest).
 * @throws Problem `forbidden` if a customer names somebody else
 */
export const customerOf = (identity: Identity, named: string | null): string | null => {
  const own = onlyCustomerOf(identity);
  if (own === undefined || named === own) return named;
  if (named === null) return own;
  throw problem('forbidden', 'a customer acts for nobody else: leave customer_id out');
};
