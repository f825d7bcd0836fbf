import type { Engine } from '../../../application/engine/engine.ts';
import type { Outcome } from '../../../application/commands/outcome.ts';
import type { Quantity } from '../../../domain/shared/quantity.ts';
import { contextsOf, importedId, type ImportIdentity } from './import-context.ts';

/** The lines of one `C` invoice that were matched to one order. */
export interface ReturnOfOrder {
  readonly invoiceNo: string;
  readonly orderId: string;
  readonly at: string;
  readonly lines: readonly { readonly lineId: string; readonly quantity: Quantity }[];
}

/**
 * Takes a return from request to `refunded`, each command once in whatever number of runs.
 * @returns undefined, or the code with which the domain refused the return
 */
export const importReturn = async (
  engine: Engine,
  identity: ImportIdentity,
  { invoiceNo, orderId, at, lines }: ReturnOfOrder,
): Promise<string | undefined> => {
  const id = importedId(identity.organizationId, `${invoiceNo}\n${orderId}`);
  const step = contextsOf(identity, id, at, JSON.stringify(lines));
  const requested = await engine.orders.requestReturn(step('request'), orderId, {
    reason: 'imported',
    refundMethod: 'original_payment',
    items: lines.map((line) => ({ ...line, reasonDetail: invoiceNo })),
  });
  if (!requested.ok) return requested.rejection.code;
  const returnId = requested.state.exists ? requested.state.returns.at(-1)?.returnId : undefined;
  if (returnId === undefined) throw new Error(`return ${invoiceNo} was accepted and is not in its order`);

  done(await engine.returns.approve(step('approve'), returnId));
  done(await engine.returns.receive(step('receive'), returnId, { items: null }));
  done(await engine.returns.refund(step('refund'), returnId, { refundMethod: null }));
  return undefined;
};

/** @throws Error if a step was refused after the request was accepted: somebody else changed the return between two runs */
const done = <State>(outcome: Outcome<State>): void => {
  if (outcome.ok) return;
  const { code, message } = outcome.rejection;
  throw new Error(`an imported return was changed by somebody else and cannot be completed (${code}: ${message})`);
};
