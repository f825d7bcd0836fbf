import type { PosCommand } from '../../domain/pos/commands.ts';
import type { PosTender } from '../../domain/pos/events.ts';
import { conflictIdOf } from '../../domain/pos/ids.ts';
import type { PosState, PosTransaction } from '../../domain/pos/state.ts';
import { reaction } from '../../domain/processes/reaction.ts';
import { tenders, type SettledTender, type TenderInstruction } from '../../domain/processes/tenders.ts';
import type { DomainEvent } from '../../domain/shared/message.ts';
import type { Fact } from '../commands/codec.ts';
import type { CommandContext } from '../commands/context.ts';
import type { CommandHandlers } from '../commands/handlers.ts';
import type { Customers } from '../ports/customers.ts';
import { ServiceUnavailableError } from '../ports/service-unavailable.ts';
import type { Clock } from '../ports/system.ts';
import { reactionContext, type Cause, type ReactionContext } from '../reactor/cause.ts';
import { eventHandler, type EventHandler } from '../reactor/event-handler.ts';
import { tenderLedgers, type TenderLedgers } from './tender-ledgers.ts';

export interface TenderDependencies {
  readonly handlers: Pick<CommandHandlers, 'pos' | 'credit'>;
  readonly customers: Pick<Customers, 'redeemLoyaltyPoints' | 'restoreLoyaltyPoints'>;
}

/**
 * Has store credit and points taken and given back as the events of tills ask for it. All of it goes by the payments' ids, so an
 * event handled again, or right after its command, moves nothing again.
 * @throws ServiceUnavailableError, EventStoreUnavailableError: handle the event again
 */
export const settleTenders = ({
  clock,
  ...dependencies
}: TenderDependencies & { readonly clock: Clock }): EventHandler =>
  eventHandler(
    'tenders',
    clock,
    reaction(tenders.eventTypes, (event, context: ReactionContext) =>
      settleBehind(dependencies, context, { id: context.causationId, event }),
    ),
  );

/** Does at once what one event asks to be settled. @throws as {@link settleTenders} does */
export const settleBehind = async (
  dependencies: TenderDependencies,
  cause: Cause,
  { id, event }: Fact<DomainEvent>,
): Promise<void> => settling.react(event, dependencies, cause, id);

const settling = reaction(
  tenders.eventTypes,
  async (event, { handlers, customers }: TenderDependencies, cause: Cause, eventId: string): Promise<void> => {
    const ledgers = tenderLedgers({ handlers, customers, clock: { now: () => cause.now } });
    const { transactionId } = event.data;
    for (const [index, instruction] of tenders.react(event).entries()) {
      const context = reactionContext('tenders', cause, eventId, `tenders#${index}`);
      await carryOut({ handlers, ledgers, context, transactionId }, instruction);
    }
  },
);

interface Work {
  readonly handlers: Pick<CommandHandlers, 'pos'>;
  readonly ledgers: TenderLedgers;
  readonly context: CommandContext;
  readonly transactionId: string;
}

const carryOut = async (work: Work, instruction: TenderInstruction): Promise<void> => {
  switch (instruction.kind) {
    case 'settle':
      return settle(work, instruction.tender);
    case 'give_back':
      return giveBack(work, instruction.tender);
    case 'give_back_unless_held': {
      const tender = leftOver(await currentTransaction(work), instruction.paymentId);
      return tender === undefined ? undefined : giveBack(work, tender);
    }
  }
};

/** What is not held any more, or settled already, needs no taking. */
const settle = async (work: Work, tender: SettledTender): Promise<void> => {
  const { handlers, ledgers, context, transactionId } = work;
  const { paymentId } = tender;
  const transaction = await currentTransaction(work);
  if (!transaction.exists || !awaitsSettlement(transaction, paymentId)) return;
  const { organizationId } = context;
  const taken = await ledgers.take({ ...tender, organizationId, transactionId }, transaction.currency);
  const at = context.now;
  const handled = await handlers.pos.handle(transactionId, context, (now) =>
    taken.ok
      ? { type: 'SettlePosPayment', paymentId, at }
      : refusedCommand(now, transactionId, paymentId, taken.reason, at),
  );
  if (!handled.ok && handled.rejection.kind === 'stale_version') throw new ServiceUnavailableError('pos');
};

/** A sale that stands whatever the far end says keeps the refusal as a conflict; any other gives the payment back. */
const refusedCommand = (
  transaction: PosState,
  transactionId: string,
  paymentId: string,
  reason: string,
  at: string,
): PosCommand => {
  if (!transaction.exists || transaction.sale === null) return { type: 'ReturnPosPayment', paymentId, reason, at };
  const conflict = { kind: 'tender_refused', paymentId, reason } as const;
  return { type: 'RecordPosConflict', conflictId: conflictIdOf(transactionId, conflict), conflict, at };
};

const awaitsSettlement = ({ status, tenders, settledPayments }: PosTransaction, paymentId: string): boolean =>
  status !== 'voided' &&
  tenders.some((tender) => tender.paymentId === paymentId) &&
  !settledPayments.includes(paymentId);

/** The payment, if it does not stay: it was given back, or everything was. */
const leftOver = (transaction: PosState, paymentId: string): SettledTender | undefined => {
  if (!transaction.exists) return undefined;
  const { status, tenders, returnedPayments } = transaction;
  const isThis = (tender: PosTender): boolean => tender.paymentId === paymentId;
  const held = tenders.find(isThis);
  if (held !== undefined && status !== 'voided') return undefined;
  const { amount, settlement } = held ?? returnedPayments.find(isThis) ?? {};
  return amount === undefined || settlement === undefined ? undefined : { paymentId, amount, settlement };
};

const giveBack = ({ ledgers, context, transactionId }: Work, tender: SettledTender): Promise<void> =>
  ledgers.giveBack({ ...tender, organizationId: context.organizationId, transactionId });

const currentTransaction = async ({ handlers, context, transactionId }: Work): Promise<PosState> =>
  (await handlers.pos.current(transactionId, context)).state;
