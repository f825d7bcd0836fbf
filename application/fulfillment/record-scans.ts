import type { OrderCommand } from '../../domain/order/commands.ts';
import { orderDecider } from '../../domain/order/decider.ts';
import type { OrderEvent } from '../../domain/order/events.ts';
import type { OrderState } from '../../domain/order/state.ts';
import { accept, fold, type Decision, type Rejection } from '../../domain/shared/decider.ts';
import type { Instant } from '../../domain/shared/message.ts';
import type { CommandHandlers } from '../commands/handlers.ts';
import { deterministicId, parentOf } from '../commands/ids.ts';
import type { TrackingScan } from '../ports/carrier.ts';
import type { ShipmentUnderWay } from '../ports/read-models.ts';
import type { Clock, Log } from '../ports/system.ts';

export interface ScanDependencies {
  readonly handlers: CommandHandlers;
  readonly clock: Clock;
  readonly log: Log;
}

/** Parent of the ids of what carriers tell us. Part of the storage format: never change it. */
const trackingNamespace = '0d8a55e2-5b1a-4a8e-8c0f-7e61f6f6a9d4';

/**
 * Tells a shipment's order what its carrier saw. A scan is taken in once, together with what it means (delivered, failed, back
 * at the sender), in the order in which things happened. What the order knows already adds nothing; what it has no use
 * for any more (the shipment was delivered) is on record as a scan, and logged.
 * @throws EventStoreUnavailableError: tell it again
 */
export const recordScans = async (
  { handlers, clock, log }: ScanDependencies,
  shipment: ShipmentUnderWay,
  scans: readonly TrackingScan[],
): Promise<void> => {
  if (scans.length === 0) return;
  const { organizationId, shipmentId } = shipment;
  const sorted = scans.toSorted((a, b) => (a.occurredAt < b.occurredAt ? -1 : 1));
  const now = clock.now();
  const commandId = idOf(shipment, ...sorted.map(({ scanId }) => scanId));
  const actor = { subject: 'process:tracking', role: 'process' };
  const context = { organizationId, actor, commandId, correlationId: commandId, now };
  let refusals: readonly Rejection[] = [];
  const handled = await handlers.order.handle(parentOf(shipmentId), context, (order) => {
    const taken = takeIn(order, shipment, sorted, now);
    refusals = taken.refusals;
    return taken.decision;
  });
  for (const { code } of handled.ok ? refusals : [handled.rejection]) {
    log.warn({ organization_id: organizationId, shipment_id: shipmentId, code }, 'the order has no use for a scan');
  }
};

interface TakenIn {
  readonly decision: Decision<OrderEvent>;
  /** Of what the scans mean. */
  readonly refusals: readonly Rejection[];
}

/** All that is new in the scans, as one decision: no crash can come between a scan and what it means. */
const takeIn = (
  before: OrderState,
  shipment: ShipmentUnderWay,
  scans: readonly TrackingScan[],
  now: Instant,
): TakenIn => {
  const events: OrderEvent[] = [];
  const refusals: Rejection[] = [];
  let order = before;
  const decide = (command: OrderCommand): Rejection | undefined => {
    const decision = orderDecider.decide(command, order);
    if (!decision.ok) return decision.rejection;
    events.push(...decision.events);
    order = fold(orderDecider.evolve, order, decision.events);
    return undefined;
  };

  for (const scan of scans) {
    if (isKnown(order, shipment, scan)) continue;
    const at = scan.occurredAt < now ? scan.occurredAt : now;
    const untracked = decide(trackingOf(shipment, scan, at));
    // Not dispatched yet, or not this order's: all other scans would be refused for the same reason.
    if (untracked !== undefined) return { decision: { ok: false, rejection: untracked }, refusals };
    const meaning = meaningOf(shipment, scan, at);
    const refusal = meaning === undefined ? undefined : decide(meaning);
    if (refusal !== undefined) refusals.push(refusal);
  }
  return { decision: accept(...events), refusals };
};

const isKnown = (order: OrderState, { shipmentId }: ShipmentUnderWay, { scanId }: TrackingScan): boolean =>
  order.exists &&
  order.shipments.some((known) => known.shipmentId === shipmentId && known.trackingEventIds.includes(scanId));

const trackingOf = ({ shipmentId }: ShipmentUnderWay, scan: TrackingScan, at: Instant): OrderCommand => ({
  type: 'TrackShipment',
  shipmentId,
  trackingEventId: scan.scanId,
  trackingStatus: scan.status,
  location: scan.location,
  description: scan.description,
  occurredAt: scan.occurredAt,
  at,
});

/** What becomes of the shipment by a scan; nothing, if it only moves. */
const meaningOf = (shipment: ShipmentUnderWay, scan: TrackingScan, at: Instant): OrderCommand | undefined => {
  const { shipmentId, resentAt } = shipment;
  switch (scan.meaning) {
    case 'in_transit':
      return undefined;
    case 'delivered':
      return { type: 'DeliverShipment', shipmentId, at };
    case 'failed': {
      const isOver = resentAt !== null && scan.occurredAt < resentAt;
      return isOver ? undefined : { type: 'FailShipment', shipmentId, reason: scan.description ?? scan.status, at };
    }
    case 'returned_to_sender':
      return { type: 'ReturnShipmentToSender', shipmentId, refundId: idOf(shipment, 'refund'), at };
  }
};

const idOf = ({ organizationId, shipmentId }: ShipmentUnderWay, ...parts: readonly string[]): string =>
  deterministicId(trackingNamespace, [organizationId, shipmentId, ...parts].join('\n'));
