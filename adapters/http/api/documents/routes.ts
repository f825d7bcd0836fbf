import { Readable } from 'node:stream';
import type { z } from 'zod';
import { parentOf } from '../../../../application/commands/ids.ts';
import { respond } from '../../server/answer.ts';
import { create, read } from '../../server/define-route.ts';
import type { RouteDependencies } from '../../server/dependencies.ts';
import { problem } from '../../server/problem.ts';
import { existing, fresh, scopeOf, type Get } from '../../server/reading.ts';
import type { Content, ReadRoute, Route, Viewer } from '../../server/route.ts';
import { pageHeaders } from '../../server/security-headers.ts';
import { orderParams } from '../orders/schema.ts';
import { freshness } from '../shared/fields.ts';
import { minorUnits } from '../shared/money.ts';
import { document, documentParams, newDocument, orderDocuments } from './schema.ts';
import { printable, showDocument } from './show.ts';

const tag = 'documents';

interface DocumentsSpec<Params extends z.ZodObject> extends Pick<ReadRoute, 'path' | 'tag' | 'summary' | 'permission'> {
  readonly params: Params;
  readonly idOf: (params: z.output<Params>) => string;
  readonly get: Get<object>;
}

/** Makes the route of all documents of what was sold. */
export const documentsRoute = <Params extends z.ZodObject>(
  { readSide }: RouteDependencies,
  what: 'order' | 'pos',
  { idOf, get, ...description }: DocumentsSpec<Params>,
): ReadRoute =>
  read({
    ...description,
    method: 'get',
    query: freshness,
    response: orderDocuments,
    handle: async ({ params, query }, viewer) => {
      const id = idOf(params);
      await fresh(readSide, viewer, 'documents', id, query.min_version);
      existing(what, await get(viewer.organizationId, id, scopeOf(viewer)));
      const documents = await readSide.listDocuments(viewer.organizationId, id);
      return respond({ items: documents.map((each) => showDocument(each, each.version)) });
    },
  });

export const documentRoutes = (deps: RouteDependencies): readonly Route[] => {
  const { engine, readSide, printer } = deps;
  const find = async (viewer: Viewer, documentId: string, version: number | undefined) => {
    await fresh(readSide, viewer, 'documents', parentOf(documentId), version);
    const found = await readSide.getDocument(viewer.organizationId, documentId, scopeOf(viewer));
    return existing('document', found);
  };
  return [
    documentsRoute(deps, 'order', {
      tag,
      path: '/api/v1/orders/{order_id}/documents',
      summary: 'Lists the tax documents of an order: its invoice or receipt, and every note on it',
      permission: 'documents:read',
      params: orderParams,
      idOf: ({ order_id }) => order_id,
      get: (...of) => readSide.getOrder(...of),
    }),
    read({
      tag,
      method: 'get',
      path: '/api/v1/documents/{document_id}',
      summary: 'Shows a tax document: what it says, the signed XML, or a page for paper',
      permission: 'documents:read',
      params: documentParams,
      query: freshness,
      response: document,
      handle: async ({ params, query }, viewer) => {
        const { document: found } = await find(viewer, params.document_id, query.min_version);
        return respond(showDocument(found, found.version), found.version);
      },
      alternatives: [
        {
          contentType: 'application/xml',
          handle: async ({ params, query }, viewer) => {
            const { xml } = await find(viewer, params.document_id, query.min_version);
            if (xml === null) throw problem('document_not_signed', 'it has no XML: it is plain, or not signed yet');
            return signedBytes(xml);
          },
        },
        {
          contentType: 'text/html; charset=utf-8',
          handle: async ({ params, query }, viewer) => {
            const page = printable(await find(viewer, params.document_id, query.min_version));
            if (page === undefined)
              throw problem('document_not_numbered', 'it has no number yet: ask again in a moment');
            return { body: await printer.print(page), headers: pageHeaders };
          },
        },
      ],
    }),
    create({
      tag,
      method: 'post',
      path: '/api/v1/orders/{order_id}/documents',
      summary: 'Charges the buyer of an order more, by a debit note on its invoice or receipt',
      permission: 'documents:issue',
      params: orderParams,
      body: newDocument,
      response: document,
      handle: async ({ params, body: { amount, currency, reason } }, { context }) => {
        const charge = { amount: minorUnits(amount, currency), currency, reason };
        const outcome = await engine.documents.issueDebitNote(context, params.order_id, charge);
        if (!outcome.ok) return outcome;
        const note = outcome.state.exists ? outcome.state.documents.at(-1) : undefined;
        if (note === undefined) throw new TypeError('a document was accepted that the order does not have');
        return { ok: true, data: showDocument(note, outcome.version), version: outcome.version };
      },
    }),
  ];
};

const latinDeclaration = /^<\?xml[^>]*encoding="ISO-8859-1"/i;

/** As it was signed, to the byte: in the encoding that it declares. */
const signedBytes = (xml: string): Content => ({
  body: Readable.from([Buffer.from(xml, latinDeclaration.test(xml) ? 'latin1' : 'utf8')]),
});
