import type { Engine } from '../../../application/engine/engine.ts';
import type { History } from '../../../application/history/history.ts';
import type { Clock } from '../../../application/ports/clock.ts';
import type { Authenticator } from '../../../application/ports/identity.ts';
import type { Log } from '../../../application/ports/log.ts';
import type { OrderQueries } from '../../../projections/orders/queries.ts';
import type { VersionQueries } from '../../../projections/versions/queries.ts';

/** One call that came to an end. `status` is the gRPC status by name; a stream's seconds are its whole life. */
export interface EndedCall {
  readonly method: string;
  readonly status: string;
  readonly seconds: number;
}

/** What the order service is made of. */
export interface OrderServerDependencies {
  readonly engine: {
    readonly carts: Pick<Engine['carts'], 'checkOut'>;
    readonly orders: Pick<Engine['orders'], 'cancel'>;
  };
  readonly readSide: OrderQueries & VersionQueries;
  readonly history: { readonly order: Pick<History['order'], 'events'> };
  readonly authenticator: Authenticator;
  /** A new UUID (version 7): ids of calls, and of commands without a key. */
  readonly newId: () => string;
  /** Turns what the machinery behind the ports threw into the errors that they name: those of a database, that is. */
  readonly translateError: (error: unknown) => unknown;
  readonly clock: Clock;
  readonly logger: Log;
  /** Where figures go: called in line, so it must be quick and never throw. */
  readonly onCall?: (call: EndedCall) => void;
}
