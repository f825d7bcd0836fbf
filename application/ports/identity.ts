/** Roles, weakest first. */
export const roles = ['order.customer', 'order.operator', 'order.manager', 'order.admin'] as const;

export type Role = (typeof roles)[number];

/** Who a request comes from. `organizationId` comes from here only, never from a body or a path. */
export interface Identity {
  readonly organizationId: string;
  /** The token's subject; for `order.customer` it is the customer id. */
  readonly subject: string;
  readonly role: Role;
}

/** Turns a request's credentials into an identity; undefined if they are missing or not valid. */
export interface Authenticator {
  /** `authorization` is the header as it came. */
  authenticate(authorization: string | undefined): Promise<Identity | undefined>;
}
