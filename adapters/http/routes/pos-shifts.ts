import { answerWith } from '../answer.ts';
import { change, create, nothing } from '../define-route.ts';
import type { RouteDependencies } from '../dependencies.ts';
import { minorUnits, minorUnitsOrNothing } from '../minor-units.ts';
import { showShift } from '../presenters/shift.ts';
import type { Route } from '../route.ts';
import * as schema from '../schemas/shift.ts';
import { shiftReads } from './pos-shift-reads.ts';

const path = '/api/v1/pos/shifts';
const ofOne = { tag: 'pos', method: 'post', params: schema.shiftParams, response: schema.shift } as const;

export const shiftRoutes = (deps: RouteDependencies): readonly Route[] => {
  const { shifts } = deps.engine;
  return [
    create({
      ...ofOne,
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
      ...ofOne,
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
      ...ofOne,
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
