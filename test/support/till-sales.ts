import assert from 'node:assert/strict';
import { send, type CommandHandlers } from '../../application/commands/handlers.ts';
import type { PosCommand } from '../../domain/pos/commands.ts';
import { offlineSale, offlineVoid } from '../domain/pos/transactions.ts';
import { contextFor } from './command-contexts.ts';

/** Has a till tell of sales, and of their voids, as it does once it is in reach again. */
export const tillSales = (handlers: CommandHandlers) => {
  const tell = async (name: string, id: string, command: PosCommand): Promise<void> => {
    const { handled } = await send(handlers, contextFor(`${name} ${id}`), { aggregate: 'pos', id, command });
    assert.ok(handled.ok, JSON.stringify(handled));
  };
  return {
    sell: (transactionId: string, said: Parameters<typeof offlineSale>[0] = {}): Promise<void> =>
      tell('sell', transactionId, offlineSale({ ...said, transactionId })),
    takeBack: (transactionId: string): Promise<void> =>
      tell('take back', transactionId, { ...offlineVoid, transactionId }),
  };
};
