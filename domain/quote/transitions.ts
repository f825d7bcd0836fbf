import { reject } from '../shared/decider.ts';
import type { DraftSalesQuote, SalesQuoteCommand } from './commands.ts';
import type { SalesQuoteStatus } from './events.ts';

/** A command on a quote that exists already. */
export type DraftedSalesQuoteCommand = Exclude<SalesQuoteCommand, DraftSalesQuote>;

interface Transition {
  /** Where the command is allowed, and where it may lead from there. */
  readonly arrows: Partial<Readonly<Record<SalesQuoteStatus, readonly SalesQuoteStatus[]>>>;
  /** The name that people know the command by; none: only processes send it. */
  readonly action?: string;
  /** Whether it is the customer's to do, too. */
  readonly byCustomer?: true;
}

const revised = ['pending_approval', 'offered'] as const;
const ordered = ['ordered'] as const;

/**
 * The state machine of a sales quote: the only place that says which command is allowed in which status and where it may
 * lead. Decider, tests, documentation and the API's allowed actions come from it.
 */
export const salesQuoteTransitions: Readonly<Record<DraftedSalesQuoteCommand['type'], Transition>> = {
  ReviseSalesQuote: {
    action: 'revise',
    arrows: { pending_approval: revised, declined: revised, offered: revised, rejected: revised, expired: revised },
  },
  ApproveSalesQuote: { action: 'approve', arrows: { pending_approval: ['offered'] } },
  DeclineSalesQuote: { action: 'decline', arrows: { pending_approval: ['declined'] } },
  AcceptSalesQuote: { action: 'accept', byCustomer: true, arrows: { offered: ['accepted'] } },
  // An order that was placed is there, whatever its quote came to meanwhile.
  RecordSalesQuoteOrdered: {
    arrows: {
      pending_approval: ordered,
      declined: ordered,
      offered: ordered,
      accepted: ordered,
      ordered,
      rejected: ordered,
      withdrawn: ordered,
      expired: ordered,
    },
  },
  RecordSalesQuoteOrderRefused: { arrows: { accepted: ['offered'] } },
  RejectSalesQuote: { action: 'reject', byCustomer: true, arrows: { offered: ['rejected'] } },
  WithdrawSalesQuote: {
    action: 'withdraw',
    arrows: { pending_approval: ['withdrawn'], declined: ['withdrawn'], offered: ['withdrawn'] },
  },
  ExpireSalesQuote: { arrows: { pending_approval: ['expired'], offered: ['expired'] } },
};

export const isAllowed = (command: DraftedSalesQuoteCommand['type'], status: SalesQuoteStatus): boolean =>
  Object.hasOwn(salesQuoteTransitions[command].arrows, status);

/** The refusal of a command that the status does not allow. */
export const invalidTransition = (command: DraftedSalesQuoteCommand['type'], status: SalesQuoteStatus) => {
  const allowed = Object.keys(salesQuoteTransitions[command].arrows);
  const message = `the quote is ${status}; this is possible only when it is ${allowed.join(', ')}`;
  return reject('wrong_state', 'invalid_transition', message, { status, command, allowed_from: allowed });
};

/** What staff, or the customer, could do with a quote in this status, by the API's names, in the order of the table. */
export const salesQuoteActions = (status: SalesQuoteStatus, who: 'staff' | 'customer'): readonly string[] =>
  Object.values(salesQuoteTransitions).flatMap(({ action, arrows, byCustomer = false }) =>
    action !== undefined && Object.hasOwn(arrows, status) && (who === 'staff' || byCustomer) ? [action] : [],
  );
