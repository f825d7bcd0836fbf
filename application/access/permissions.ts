import type { Identity, Role } from '../ports/identity.ts';

/** Names what an interface asks of its callers. */
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
  'credit:read',
  'subscriptions:read',
  'subscriptions:write',
  'publications:read',
  'reports:read',
  'documents:read',
  'documents:issue',
  'pos:read',
  'pos:sell',
  'pos:override_price',
  'pos:void',
  'pos:manage_cash',
  'pos:sync',
  'promotions:read',
  'promotions:write',
  'quotes:read',
  'quotes:write',
  'quotes:approve',
  'quotes:accept',
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
  'credit:read',
  'subscriptions:read',
  'subscriptions:write',
  'documents:read',
  'quotes:read',
  'quotes:accept',
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
  'credit:read',
  'subscriptions:read',
  'documents:read',
  'documents:issue',
  'pos:read',
  'pos:sell',
  'pos:manage_cash',
  'pos:sync',
  'promotions:read',
  'quotes:read',
  'quotes:write',
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
