import type { z } from 'zod';
import { given } from '../../../../application/input/given.ts';
import type { ShiftClose } from '../../../../domain/shift/state.ts';
import { answerWith } from '../../server/answer.ts';
import { changeBy, create, createBy, nothing } from '../../server/define-route.ts';
import type { RouteDependencies } from '../../server/dependencies.ts';
import { problem } from '../../server/problem.ts';
import type { Route } from '../../server/route.ts';
import { dayOf } from '../shared/fields.ts';
import { historyRoute } from '../shared/history.ts';
import { minorUnits, minorUnitsOrNothing } from '../shared/money.ts';
import { listRoute, showRoute } from '../shared/reads.ts';
import { printXReport, printZReport } from './report.ts';
import * as schema from './schema.ts';
import { showShift, showXReport, showZReport, type ShiftFacts } from './show.ts';

const path = '/api/v1/pos/shifts';
const one = `${path}/{shift_id}`;
const params = schema.shiftParams;
const writing = { tag: 'pos', method: 'post', params, response: schema.shift } as const;
const reading = { tag: 'pos', permission: 'pos:read' } as const;
const readingOne = { ...reading, params, idOf: ({ shift_id: id }: z.output<typeof params>) => id } as const;
const plainText = 'text/plain; charset=utf-8';

export const shiftRoutes = (deps: RouteDependencies): readonly Route[] => {
  const { shifts } = deps.engine;
  return [
    createBy({
      ...writing,
      path,
      permission: 'pos:sell',
      summary: 'Opens a shift of a till with its float; a till has one open shift',
      params: nothing,
      body: schema.newShift,
      decide: ({ body }, { identity, context }) => {
        const { currency } = body;
        return shifts.open(context, {
          ...given({ shiftId: body.shift_id }),
          currency,
          tillId: body.till_id,
          localId: body.local_id ?? null,
          cashierId: body.cashier_id ?? identity.subject,
          float: minorUnitsOrNothing(body.float, currency),
        });
      },
      show: showShift,
    }),
    ...shiftReads(deps),
    create({
      ...writing,
      path: `${one}/cash-movements`,
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
    changeBy({
      ...writing,
      path: `${one}/close`,
      permission: 'pos:sell',
      summary: 'Counts the drawer and ends the shift; again answers the same Z, whatever is counted',
      body: schema.shiftClose,
      decide: ({ params, body: { counted_cash, currency, denominations } }, { context }) => {
        const money = (amount: number) => minorUnitsOrNothing(amount, currency);
        return shifts.close(context, params.shift_id, {
          countedCash: money(counted_cash),
          currency,
          ...(denominations && {
            denominations: denominations.map((each) => ({ ...each, denomination: money(each.denomination) })),
          }),
        });
      },
      show: showShift,
    }),
  ];
};

const shiftReads = (deps: RouteDependencies): readonly Route[] => {
  const { readSide, clock } = deps;
  const get = (organizationId: string, shiftId: string) => readSide.getShift(organizationId, shiftId);
  return [
    listRoute({
      ...reading,
      path,
      summary: 'Lists shifts, the newest first',
      query: schema.shiftsQuery,
      response: schema.shifts,
      list: ({ till_id: tillId, status, date }, { organizationId }, page) => {
        const filters = { ...given({ tillId, status }), ...(date !== undefined && dayOf(date)) };
        return readSide.listShifts(organizationId, filters, page);
      },
      show: (found) => showShift(found, found.version),
    }),
    showRoute(deps, 'shift', {
      ...readingOne,
      path: one,
      summary: 'Shows a shift: its drawer so far, its close, and what came after that',
      response: schema.shift,
      get,
      show: showShift,
    }),
    showRoute(deps, 'shift', {
      ...readingOne,
      path: `${one}/x-report`,
      summary: 'The figures of a shift so far, as data or for a printer of receipts: what a Z report would say now',
      response: schema.xReport,
      get,
      show: showXReport,
      alternatives: [{ contentType: plainText, print: (found) => ({ body: printXReport(found, clock.now()) }) }],
    }),
    showRoute(deps, 'shift', {
      ...readingOne,
      path: `${one}/z-report`,
      summary: 'The figures of a closed shift, as data or for a printer of receipts, and apart what came later',
      response: schema.zReport,
      get,
      show: (found, version) => showZReport(found, closeOf(found), version),
      alternatives: [{ contentType: plainText, print: (found) => ({ body: printZReport(found, closeOf(found)) }) }],
    }),
    historyRoute(deps, 'shift', {
      ...readingOne,
      path: `${one}/history`,
      summary: 'Everything that happened to a shift, from the first event on',
    }),
  ];
};

/** @throws Problem `shift_not_closed` */
const closeOf = ({ close }: ShiftFacts): ShiftClose => {
  if (close === null) throw problem('shift_not_closed', 'the shift is open: ask for its x-report, or close it first');
  return close;
};
