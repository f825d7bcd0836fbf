import type { Migration } from 'kysely';
import { cartQueries } from './carts/queries.ts';
import { carts } from './carts/table.ts';
import { creditAccountQueries } from './credit-accounts/queries.ts';
import { creditAccounts, creditEntries } from './credit-accounts/table.ts';
import { deadlineQueries } from './deadlines/queries.ts';
import { deadlines, type DeadlinePolicyOf } from './deadlines/table.ts';
import { journalQueries } from './journal/queries.ts';
import { journal } from './journal/table.ts';
import { shipmentQueries } from './open-shipments/queries.ts';
import { openShipments } from './open-shipments/table.ts';
import { orderQueries } from './orders/queries.ts';
import { orders } from './orders/table.ts';
import { pickingListQueries } from './picking-lists/queries.ts';
import { pickingLists } from './picking-lists/table.ts';
import { posTransactionQueries } from './pos-transactions/queries.ts';
import { posTransactions } from './pos-transactions/table.ts';
import { promotionQueries } from './promotions/queries.ts';
import { promotions } from './promotions/table.ts';
import { returnQueries } from './returns/queries.ts';
import { returns } from './returns/table.ts';
import { checkpointSteps } from './runner/checkpoint.ts';
import type { Projection } from './runner/projection.ts';
import type { ReadModel } from './runner/read-model.ts';
import { salesQuoteQueries } from './sales-quotes/queries.ts';
import { salesQuotes } from './sales-quotes/table.ts';
import { subscriptionQueries } from './subscriptions/queries.ts';
import { subscriptions } from './subscriptions/table.ts';
import { taxDocumentQueries } from './tax-documents/queries.ts';
import { taxDocuments } from './tax-documents/table.ts';
import { tillShiftQueries } from './till-shifts/queries.ts';
import { tillShifts } from './till-shifts/table.ts';

/** Holds every read model once, with what is asked of it, in the order in which the checkpoint names them. */
export const readModels = [
  { ...carts, queries: cartQueries },
  { ...orders, queries: orderQueries },
  { ...returns, queries: returnQueries },
  { ...pickingLists, queries: pickingListQueries },
  { ...openShipments, queries: shipmentQueries },
  { ...promotions, queries: promotionQueries },
  { ...salesQuotes, queries: salesQuoteQueries },
  { ...subscriptions, queries: subscriptionQueries },
  { ...creditAccounts, queries: creditAccountQueries },
  creditEntries,
  { ...taxDocuments, queries: taxDocumentQueries },
  { ...tillShifts, queries: tillShiftQueries },
  { ...posTransactions, queries: posTransactionQueries },
  { ...journal, queries: journalQueries },
  { ...deadlines, queries: deadlineQueries },
] as const;

type QueriesOf<Definition> = Definition extends { queries(readModel: ReadModel): infer Queries } ? Queries : never;

type All<Union> = (Union extends unknown ? (each: Union) => void : never) extends (each: infer Each) => void
  ? Each
  : never;

/** Says what is asked of all read models together. */
export type ReadSide = All<QueriesOf<(typeof readModels)[number]>>;

/** Opens the queries of all read models. */
export const readSide = (readModel: ReadModel): ReadSide => {
  const queries = readModels.flatMap((each) => ('queries' in each ? Object.entries(each.queries(readModel)) : []));
  const all: object = Object.fromEntries(queries);
  return all as ReadSide;
};

/** Lists all projections, for one projector. */
export const allProjections = (policyOf: DeadlinePolicyOf): readonly Projection[] =>
  readModels.map((each) => each.projection(policyOf));

/**
 * The read models' tables, for kysely's Migrator: what a migration of one name makes for each of them. Nothing in them is
 * precious: a change of shape is a new version of its projection and a rebuild from the first event.
 *
 * @param schema where the tables go: the live one, or one that a rebuild fills beside it
 */
export const readModelMigrations = (
  schema: string,
): { readonly schema: string; readonly migrations: Readonly<Record<string, Migration>> } => {
  const steps = [checkpointSteps(schema), ...readModels.flatMap((each) => each.steps(schema))];
  const names = [...new Set(steps.flatMap((each) => Object.keys(each)))];
  const migration = (name: string): Migration => ({
    up: async (db) => {
      for (const statement of steps.flatMap((each) => each[name] ?? [])) await statement.execute(db);
    },
  });
  return { schema, migrations: Object.fromEntries(names.map((name) => [name, migration(name)])) };
};
