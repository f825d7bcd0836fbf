import type { Authenticator, Identity } from '../../application/ports/identity.ts';

const administrator: Identity = { organizationId: 'demo', subject: 'developer', role: 'order.admin' };

/**
 * The identity of an engine without any auth configured, which must listen on loopback only: a request without a token
 * is the administrator of organisation `demo`. A token cannot be verified here, so a request with one is refused.
 */
export const developmentAuthenticator: Authenticator = {
  authenticate: (authorization) => Promise.resolve(authorization === undefined ? administrator : undefined),
};
