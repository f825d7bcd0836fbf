import { match, P } from 'ts-pattern';
import type {
  RecordPaymentAuthorized,
  RecordPaymentCaptured,
  RecordPaymentFailed,
  RecordPaymentSubmitted,
  RecordPaymentVoided,
} from '../commands.ts';
import type { PaymentState } from '../facts.ts';

/** Reports of a payment. */
export type GatewayReport =
  RecordPaymentSubmitted | RecordPaymentAuthorized | RecordPaymentCaptured | RecordPaymentFailed | RecordPaymentVoided;

/** Whether a report says nothing that is not known of the payment, or is older than what is. */
export const isOutdated = (report: GatewayReport, { status, captured }: PaymentState): boolean =>
  match([report, status] as const)
    // all that it says is the gateway's id: see newIdIn
    .with([{ type: 'RecordPaymentSubmitted' }, P._], () => true)
    .with([{ type: 'RecordPaymentAuthorized' }, P.union('pending', 'failed')], ([{ amount }]) => amount <= captured)
    .with([{ type: 'RecordPaymentAuthorized' }, P._], () => true)
    .with([{ type: 'RecordPaymentCaptured' }, P._], ([report]) => report.captured <= captured)
    .with([{ type: 'RecordPaymentFailed' }, P.union('pending', 'authorized')], () => false)
    .with([{ type: 'RecordPaymentVoided' }, P.union('pending', 'authorized', 'void_requested')], () => false)
    .with([{ type: P.union('RecordPaymentFailed', 'RecordPaymentVoided') }, P._], () => true)
    .exhaustive();

/** Finds the gateway's id of the payment, if it is new: an outdated report may name it too, and giving up or paying back needs it. */
export const newIdIn = ({ gatewayPaymentId }: GatewayReport, payment: PaymentState): string | undefined =>
  payment.gatewayPaymentId === null ? gatewayPaymentId : undefined;
