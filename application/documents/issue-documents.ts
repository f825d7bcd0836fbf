import type { DocumentRequested } from '../../domain/documents/events.ts';
import { invoiceOf } from '../../domain/documents/state.ts';
import { orderDocuments, tillDocuments } from '../../domain/processes/documents.ts';
import { reaction, type EventsOf } from '../../domain/processes/reaction.ts';
import { accept } from '../../domain/shared/decider.ts';
import type { Currency } from '../../domain/shared/money.ts';
import { documentContent, type DocumentFacts } from '../../domain/tax-document/content.ts';
import { taxRegimes } from '../../domain/tax-document/regimes/regimes.ts';
import { deterministicId } from '../commands/ids.ts';
import { ServiceUnavailableError } from '../ports/service-unavailable.ts';
import type { Log } from '../ports/system.ts';
import type { TenantPolicies } from '../ports/tenant-policies.ts';
import type { ReactionContext } from '../reactor/cause.ts';
import { eventHandler, type EventHandler } from '../reactor/event-handler.ts';
import { completeDocument } from './complete-document.ts';
import type { DocumentDependencies } from './dependencies.ts';
import { orderAsOf, receiverOf } from './documented-order.ts';

export interface IssuingDependencies extends DocumentDependencies {
  readonly policies: TenantPolicies;
  readonly log: Log;
}

/** A document to be frozen, but for the policy in its currency. */
type Asked = Omit<DocumentFacts, 'policy'> & { readonly currency: Currency };

/**
 * Freezes the document that an event of an order or of a sale at a till asks for, and takes each requested document through its
 * steps. What the authority makes of a document is recorded, not thrown: it holds nothing else up.
 * @throws ServiceUnavailableError (NoFoliosError), EventStoreUnavailableError: handle the event again
 */
export const issueDocuments = (dependencies: IssuingDependencies): EventHandler =>
  eventHandler(
    'documents',
    dependencies.clock,
    reaction(['DocumentRequested'], async ({ data }: DocumentRequested, context: ReactionContext) => {
      await completeDocument(dependencies, context, data.documentId);
    }),
    reaction(tillDocuments.eventTypes, async (event, context: ReactionContext) => {
      const asked = tillDocuments.react(event);
      const { transactionId: orderId, at: issuedAt } = event.data;
      if (asked !== undefined) await issue(dependencies, context, event.type, { ...asked, orderId, issuedAt });
    }),
    reaction(orderDocuments.eventTypes, async (event, context: ReactionContext, { version }: { version: number }) => {
      const asked = await askedByOrder(dependencies, context, event, version);
      if (asked !== undefined) await issue(dependencies, context, event.type, asked);
    }),
  );

/** Answers undefined if the event asks for nothing. */
const askedByOrder = async (
  { store }: IssuingDependencies,
  { organizationId }: ReactionContext,
  event: EventsOf<typeof orderDocuments>,
  version: number,
): Promise<Asked | undefined> => {
  const { orderId, at: issuedAt } = event.data;
  const order = await orderAsOf(store, organizationId, orderId, version);
  const cause = order && orderDocuments.react(event, order);
  if (order === undefined || cause === undefined) return undefined;
  const receiver = cause.kind === 'sale' ? await receiverOf(store, organizationId, orderId) : null;
  return { cause, orderId, currency: order.currency, receiver, issuedAt };
};

/** Freezes the document, once for the event; a note after the invoice that it changes. */
const issue = async (
  dependencies: IssuingDependencies,
  context: ReactionContext,
  eventType: string,
  { currency, ...facts }: Asked,
): Promise<void> => {
  const { handlers, policies, folioRanges, clock, log } = dependencies;
  const { organizationId, causationId: causeId } = context;
  const { orderId, cause } = facts;
  if (cause.kind !== 'sale') await completeInvoice(dependencies, context, orderId);
  const policy = policies.policy(organizationId, currency).documents;
  const commandId = deterministicId(causeId, 'document');
  const at = clock.now();
  const handled = await handlers.documents.handle(orderId, { ...context, commandId, now: at }, async (state) => {
    const content = documentContent({ ...facts, policy }, state);
    if (content === undefined) return accept();
    const { regime, series } = content;
    const range = await folioRanges.current({ organizationId, book: regime, series });
    return { type: 'RequestDocument', causeId, content, range, at };
  });
  if (handled.ok) return;
  const { kind, code } = handled.rejection;
  if (kind === 'stale_version') throw new Error(`no document for ${eventType} of ${orderId} yet: ${code}`);
  log.warn({ event_id: causeId, order_id: orderId, code }, 'a document was refused');
};

/**
 * A note names what it changes by its number, and in some countries by the id that the authority gave it: both are there
 * before the note is frozen.
 */
const completeInvoice = async (
  dependencies: IssuingDependencies,
  context: ReactionContext,
  orderId: string,
): Promise<void> => {
  const invoice = invoiceOf(await completeDocument(dependencies, context, `${orderId}.D1`));
  if (invoice?.status !== 'submitted') return;
  const { regime } = invoice.content;
  if (taxRegimes[regime].needsAuthorityReference) throw new ServiceUnavailableError(`tax authority ${regime}`);
};
