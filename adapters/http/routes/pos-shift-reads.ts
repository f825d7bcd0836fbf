import { addDays } from '../../../domain/shared/instant.ts';
import type { ShiftDocument } from '../../../projections/till-shifts/view.ts';
import { respond } from '../answer.ts';
import { nothing, read } from '../define-route.ts';
import type { RouteDependencies } from '../dependencies.ts';
import { historyPage } from '../event-history.ts';
import { pageRequest, showPage } from '../paging.ts';
import { printXReport, printZReport } from '../presenters/shift-report.ts';
import { showShift, showXReport, showZReport } from '../presenters/shift.ts';
import { problem } from '../problem.ts';
import { existing, fresh } from '../reading.ts';
import type { Route, Viewer } from '../route.ts';
import { freshness, page } from '../schemas/common.ts';
import { storedEvent } from '../schemas/history.ts';
import { historyQuery } from '../schemas/order-requests.ts';
import * as schema from '../schemas/shift.ts';

const reading = { tag: 'pos', method: 'get', permission: 'pos:read' } as const;
const path = '/api/v1/pos/shifts';
const ofOne = { ...reading, params: schema.shiftParams, query: freshness } as const;
const plainText = 'text/plain; charset=utf-8';

export const shiftReads = ({ readSide, history, clock }: RouteDependencies): readonly Route[] => {
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
        const from = date === undefined ? undefined : `${date}T00:00:00.000Z`;
        const filters = {
          ...(till_id !== undefined && { tillId: till_id }),
          ...(status !== undefined && { status }),
          ...(from !== undefined && { from, to: addDays(from, 1) }),
        };
        const found = await readSide.listShifts(organizationId, filters, pageRequest(paging));
        return respond(showPage(found, (document) => showShift(document, document.version)));
      },
    }),
    read({
      ...ofOne,
      path: `${path}/{shift_id}`,
      summary: 'Shows a shift: its drawer so far, its close, and what came after that',
      response: schema.shift,
      handle: async ({ params, query }, viewer) => {
        const found = await find(viewer, params.shift_id, query.min_version);
        return respond(showShift(found, found.version), found.version);
      },
    }),
    read({
      ...ofOne,
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
      ...ofOne,
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
    read({
      ...reading,
      path: `${path}/{shift_id}/history`,
      summary: 'Everything that happened to a shift, from the first event on',
      params: schema.shiftParams,
      query: historyQuery,
      response: page(storedEvent),
      handle: async ({ params, query }, viewer) => {
        await fresh(readSide, viewer, 'shift', params.shift_id, query.min_version);
        return respond(await historyPage('shift', history, viewer, params.shift_id, query));
      },
    }),
  ];
};

/** @throws Problem `shift_not_closed` */
const closed = (found: ShiftDocument) => {
  const { close } = found;
  if (close === null) throw problem('shift_not_closed', 'the shift is open: ask for its x-report, or close it first');
  return { found, close };
};
