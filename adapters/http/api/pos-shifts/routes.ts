import type { ShiftDocument } from '../../../../projections/till-shifts/view.ts';
import { answerWith, respond } from '../../server/answer.ts';
import { change, create, nothing, read } from '../../server/define-route.ts';
import type { RouteDependencies } from '../../server/dependencies.ts';
import { pageRequest, showPage } from '../../server/paging.ts';
import { problem } from '../../server/problem.ts';
import { existing, fresh } from '../../server/reading.ts';
import type { Route, Viewer } from '../../server/route.ts';
import { dayOf, freshness } from '../shared/fields.ts';
import { historyRoute } from '../shared/history.ts';
import { minorUnits, minorUnitsOrNothing } from '../shared/money.ts';
import { printXReport, printZReport } from './report.ts';
import * as schema from './schema.ts';
import { showShift, showXReport, showZReport } from './show.ts';

const path = '/api/v1/pos/shifts';
const writing = { tag: 'pos', method: 'post', params: schema.shiftParams, response: schema.shift } as const;
const reading = { tag: 'pos', method: 'get', permission: 'pos:read' } as const;
const readingOne = { ...reading, params: schema.shiftParams, query: freshness } as const;
const plainText = 'text/plain; charset=utf-8';

export const shiftRoutes = (deps: RouteDependencies): readonly Route[] => {
  const { shifts } = deps.engine;
  return [
    create({
      ...writing,
      path,
      permission: 'pos:sell',
      summary: 'Opens a shift of a till with its float; a till has one open shift',
      params: nothing,
      body: schema.newShift,
      handle: async ({ body }, { identity, context }) => {
        const { shift_id: shiftId, currency } = body;
        const outcome = await shifts.open(context, {
          ...(shiftId !== undefined && { shiftId }),
          currency,
          tillId: body.till_id,
          localId: body.local_id ?? null,
          cashierId: body.cashier_id ?? identity.subject,
          float: minorUnitsOrNothing(body.float, currency),
        });
        return answerWith(outcome, showShift);
      },
    }),
    ...shiftReads(deps),
    create({
      ...writing,
      path: `${path}/{shift_id}/cash-movements`,
      permission: 'pos:manage_cash',
      summary: 'Puts cash into the drawer, or takes some out, and says why',
      body: schema.newCashMovement,
      response: schema.movedCash,
      handle: async ({ params, body }, { context }) => {
        const { movement_id: movementId = context.commandId, direction, currency, reason } = body;
        const movement = { movementId, direction, amount: minorUnits(body.amount, currency), currency, reason };
        const outcome = await shifts.moveCash(context, params.shift_id, movement);
        return answerWith(outcome, (shift, version) => ({ ...showShift(shift, version), movement_id: movementId }));
      },
    }),
    change({
      ...writing,
      path: `${path}/{shift_id}/close`,
      permission: 'pos:sell',
      summary: 'Counts the drawer and ends the shift; again answers the same Z, whatever is counted',
      body: schema.shiftClose,
      handle: async ({ params, body: { counted_cash, currency, denominations } }, { context }) => {
        const money = (amount: number) => minorUnitsOrNothing(amount, currency);
        const outcome = await shifts.close(context, params.shift_id, {
          countedCash: money(counted_cash),
          currency,
          ...(denominations && {
            denominations: denominations.map((each) => ({ ...each, denomination: money(each.denomination) })),
          }),
        });
        return answerWith(outcome, showShift);
      },
    }),
  ];
};

const shiftReads = ({ readSide, history, clock }: RouteDependencies): readonly Route[] => {
  const find = async (viewer: Viewer, shiftId: string, version: number | undefined) => {
    await fresh(readSide, viewer, 'shift', shiftId, version);
    return existing('shift', await readSide.getShift(viewer.organizationId, shiftId));
  };
  return [
    read({
      ...reading,
      path,
      summary: 'Lists shifts, the newest first',
      params: nothing,
      query: schema.shiftsQuery,
      response: schema.shifts,
      handle: async ({ query: { till_id, status, date, ...paging } }, { organizationId }) => {
        const filters = {
          ...(till_id !== undefined && { tillId: till_id }),
          ...(status !== undefined && { status }),
          ...(date !== undefined && dayOf(date)),
        };
        const found = await readSide.listShifts(organizationId, filters, pageRequest(paging));
        return respond(showPage(found, (document) => showShift(document, document.version)));
      },
    }),
    read({
      ...readingOne,
      path: `${path}/{shift_id}`,
      summary: 'Shows a shift: its drawer so far, its close, and what came after that',
      response: schema.shift,
      handle: async ({ params, query }, viewer) => {
        const found = await find(viewer, params.shift_id, query.min_version);
        return respond(showShift(found, found.version), found.version);
      },
    }),
    read({
      ...readingOne,
      path: `${path}/{shift_id}/x-report`,
      summary: 'The figures of a shift so far, as data or for a printer of receipts: what a Z report would say now',
      response: schema.xReport,
      handle: async ({ params, query }, viewer) => {
        const found = await find(viewer, params.shift_id, query.min_version);
        return respond(showXReport(found, found.version), found.version);
      },
      alternatives: [
        {
          contentType: plainText,
          handle: async ({ params, query }, viewer) => ({
            body: printXReport(await find(viewer, params.shift_id, query.min_version), clock.now()),
          }),
        },
      ],
    }),
    read({
      ...readingOne,
      path: `${path}/{shift_id}/z-report`,
      summary: 'The figures of a closed shift, as data or for a printer of receipts, and apart what came later',
      response: schema.zReport,
      handle: async ({ params, query }, viewer) => {
        const { found, close } = closed(await find(viewer, params.shift_id, query.min_version));
        return respond(showZReport(found, close, found.version), found.version);
      },
      alternatives: [
        {
          contentType: plainText,
          handle: async ({ params, query }, viewer) => {
            const { found, close } = closed(await find(viewer, params.shift_id, query.min_version));
            return { body: printZReport(found, close) };
          },
        },
      ],
    }),
    historyRoute({ readSide, history }, 'shift', {
      ...reading,
      path: `${path}/{shift_id}/history`,
      summary: 'Everything that happened to a shift, from the first event on',
      params: schema.shiftParams,
      idOf: ({ shift_id }) => shift_id,
    }),
  ];
};

/** @throws Problem `shift_not_closed` */
const closed = (found: ShiftDocument) => {
  const { close } = found;
  if (close === null) throw problem('shift_not_closed', 'the shift is open: ask for its x-report, or close it first');
  return { found, close };
};
