import { settleAllowances } from '../../../application/allowances/settle-allowances.ts';
import { issueDocuments } from '../../../application/documents/issue-documents.ts';
import { pollVerdicts } from '../../../application/documents/poll-verdicts.ts';
import { labelShipments } from '../../../application/fulfillment/label-shipments.ts';
import { pollTracking } from '../../../application/fulfillment/poll-tracking.ts';
import { earnPoints } from '../../../application/loyalty/earn-points.ts';
import { settlePayments } from '../../../application/payments/settle-payments.ts';
import { settleTenders } from '../../../application/pos/settle-tenders.ts';
import { checkOfflineSales } from '../../../application/pos/sync/check-offline-sales.ts';
import { placeQuoteOrders } from '../../../application/quotes/place-quote-orders.ts';
import { runDeadlines } from '../../../application/reactor/run-deadlines.ts';
import { followEvents } from '../../../application/reactor/run-process.ts';
import { placeExchangeOrders } from '../../../application/returns/place-exchange-orders.ts';
import { numberZReports } from '../../../application/shifts/number-z-reports.ts';
import { moveStock } from '../../../application/stock/move-stock.ts';
import { carryOutSubscriptions } from '../../../application/subscriptions/carry-out-subscriptions.ts';
import { deadlineQueries } from '../../../projections/deadlines/queries.ts';
import { shipmentQueries } from '../../../projections/open-shipments/queries.ts';
import { taxDocumentQueries } from '../../../projections/tax-documents/queries.ts';
import { parcelOf } from '../compose/carriers.ts';
import type { Composition } from '../compose/composition.ts';
import { systemClock, systemPause } from '../compose/system.ts';
import { runAll, type Running } from './run.ts';
import { startHandler, startLeading } from './start-reactor.ts';

/** Says how often the timers are looked at. */
const deadlineIntervalMs = 1_000;

const minuteMs = 60_000;

/** Does what follows from events and from time. */
export const startProcesses = (parts: Composition): Running => {
  const { handlers, processes, engine, gateways, services, store, policies, readModel, logger: log } = parts;
  const clock = systemClock;
  const deadlines = { deadlines: deadlineQueries(readModel), handlers, clock, pause: systemPause, log };
  const { customers } = services;
  const reactors = [
    followEvents({ processes, clock, log }),
    settleAllowances({ handlers, clock }),
    settlePayments({ gateways, handlers, clock }),
    carryOutSubscriptions({ engine, handlers, policies, clock }),
    placeQuoteOrders({ engine, clock }),
    placeExchangeOrders({ engine, handlers, store, policies, clock }),
    settleTenders({ handlers, customers, clock }),
    checkOfflineSales({ ...services, handlers, clock }),
    earnPoints({ customers, clock }),
    numberZReports({ handlers, clock }),
  ];
  return runAll([
    ...reactors.map((handle) => startHandler(parts, handle)),
    startLeading(parts, 'deadlines', (signal) =>
      runDeadlines({ ...deadlines, intervalMs: deadlineIntervalMs }, signal),
    ),
    ...documents(parts),
    ...(parts.carriers.size === 0 ? [] : shipping(parts)),
  ]);
};

/** Reports to the Inventory service what orders and returns mean for the stock. */
export const startInventory = (parts: Composition): Running => {
  const { services, handlers } = parts;
  return startHandler(parts, moveStock({ inventory: services.inventory, handlers, clock: systemClock }));
};

/** Makes the documents of sales, and follows what the tax authority makes of them. */
const documents = (parts: Composition): readonly Running[] => {
  const { config, handlers, store, authorities, folioRanges, policies, readModel, logger: log } = parts;
  const making = { handlers, store, authorities, folioRanges, clock: systemClock, log };
  const asking = { ...making, pending: taxDocumentQueries(readModel), pause: systemPause };
  const intervalMs = config.TAX_POLL_SECONDS * 1000;
  return [
    startHandler(parts, issueDocuments({ ...making, policies })),
    ...(authorities.size === 0
      ? []
      : [startLeading(parts, 'verdicts', (signal) => pollVerdicts({ ...asking, intervalMs }, signal))]),
  ];
};

/** Buys labels, and follows the shipments at their carriers. */
const shipping = (parts: Composition): readonly Running[] => {
  const { config, carriers, handlers, store, readModel, logger: log } = parts;
  const clock = systemClock;
  const labels = { carriers, handlers, store, ...parcelOf(config) };
  const tracking = { carriers, shipmentsUnderWay: shipmentQueries(readModel), handlers, clock, log };
  const intervalMs = config.TRACKING_POLL_MINUTES * minuteMs;
  return [
    startHandler(parts, labelShipments({ ...labels, clock })),
    startLeading(parts, 'tracking', (signal) => pollTracking({ ...tracking, pause: systemPause, intervalMs }, signal)),
  ];
};
