import type { z } from 'zod';
import { given } from '../../../../application/input/given.ts';
import type { Page, PageRequest } from '../../../../projections/paging/queries.ts';
import { respond } from '../../server/answer.ts';
import { nothing, read } from '../../server/define-route.ts';
import type { RouteDependencies } from '../../server/dependencies.ts';
import { finder, pageRequest, showPage, type Get, type Named } from '../../server/reading.ts';
import type { Content, ReadRoute, Viewer } from '../../server/route.ts';
import { freshness, type page, type paging } from './fields.ts';

type Description = Pick<ReadRoute, 'path' | 'tag' | 'summary' | 'permission'>;

interface Versioned {
  readonly version: number;
}

interface ShowSpec<Params extends z.ZodObject, Data extends z.ZodType, Document> extends Description {
  readonly params: Params;
  readonly idOf: (params: z.output<Params>) => string;
  readonly response: Data;
  readonly get: Get<Document & Versioned>;
  readonly show: (document: Document, version: number, viewer: Viewer) => z.input<Data>;
  /** Other forms of it, for clients that ask for them by Accept. */
  readonly alternatives?: readonly {
    readonly contentType: string;
    readonly print: (document: Document) => Content | Promise<Content>;
  }[];
}

/** Makes the route of one thing by its id, at a version if it is asked for one. */
export const showRoute = <Params extends z.ZodObject, Data extends z.ZodType, Document>(
  { readSide }: Pick<RouteDependencies, 'readSide'>,
  what: Named,
  { idOf, get, show, alternatives = [], ...description }: ShowSpec<Params, Data, Document>,
): ReadRoute => {
  const find = finder(readSide, what, get);
  interface Asked {
    readonly params: z.output<Params>;
    readonly query: z.output<typeof freshness>;
  }
  const findAsked = ({ params, query }: Asked, viewer: Viewer) => find(viewer, idOf(params), query.min_version);
  return read({
    ...description,
    method: 'get',
    query: freshness,
    handle: async (asked, viewer) => {
      const found = await findAsked(asked, viewer);
      return respond(show(found, found.version, viewer), found.version);
    },
    alternatives: alternatives.map(({ contentType, print }) => ({
      contentType,
      handle: async (asked: Asked, viewer: Viewer) => print(await findAsked(asked, viewer)),
    })),
  });
};

type PagedQuery = z.ZodObject<typeof paging>;

interface ListSpec<Query extends PagedQuery, Shown extends z.ZodType, Item> extends Description {
  readonly query: Query;
  readonly response: ReturnType<typeof page<Shown>>;
  /** Gives undefined where nothing is for the viewer to see. */
  readonly list: (
    filters: Omit<z.output<Query>, keyof typeof paging>,
    viewer: Viewer,
    page: PageRequest,
  ) => Promise<Page<Item>> | undefined;
  readonly show: (item: Item) => z.input<Shown>;
}

/** Makes the route of a list, a page at a time. */
export const listRoute = <Query extends PagedQuery, Shown extends z.ZodType, Item>({
  list,
  show,
  ...description
}: ListSpec<Query, Shown, Item>): ReadRoute =>
  read({
    ...description,
    method: 'get',
    params: nothing,
    handle: async ({ query: { limit, cursor, ...filters } }, viewer) => {
      const found = await list(filters, viewer, pageRequest(given({ limit, cursor })));
      return respond(showPage(found ?? { items: [], next: null }, show));
    },
  });
