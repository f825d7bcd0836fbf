import type { Inventory } from '../../application/ports/inventory.ts';
import { formatQuantity } from '../../domain/shared/quantity.ts';
import { inventoryService } from '../../proto/services.ts';
import {
  availability,
  deducted,
  done,
  reservation,
  stockOf,
  toKeyed,
  toMovements,
  toPlace,
  toStockLines,
  toTimestamp,
} from './inventory-messages.ts';
import { connectService, type RemoteService, type ServiceClientOptions } from './service-client.ts';

/**
 * The Inventory service over gRPC (proto/inventory.proto). Besides ServiceUnavailableError its calls throw
 * ServiceContractError if the far end refuses a request as invalid, or answers what the contract does not allow.
 */
export const connectInventory = (options: ServiceClientOptions): Inventory & RemoteService => {
  const { call, ...remote } = connectService('inventory', inventoryService, options);
  return {
    ...remote,
    checkAvailability: (organizationId, lines) =>
      call('CheckAvailability', { organization_id: organizationId, lines: toStockLines(lines) }, availability),
    checkStock: ({ organizationId, variantId, quantity, localId }) =>
      call(
        'CheckStock',
        {
          organization_id: organizationId,
          ...toPlace({ localId }),
          variant_id: variantId,
          quantity: formatQuantity(quantity),
        },
        stockOf(variantId),
      ),
    reserve: (request) =>
      call(
        'ReserveStock',
        {
          ...toKeyed(request),
          reference_id: request.referenceId,
          lines: toStockLines(request.lines),
          expires_at: toTimestamp(request.expiresAt),
        },
        reservation,
      ),
    confirm: async (request) => {
      await call('ConfirmReservation', { ...toKeyed(request), reservation_id: request.reservationId }, done);
    },
    release: async (request) => {
      await call('ReleaseReservation', { ...toKeyed(request), reservation_id: request.reservationId }, done);
    },
    deduct: (request) => {
      const reservation_id = request.reservationId ?? '';
      return call(
        'DeductStockBatch',
        { ...toKeyed(request), ...toPlace(request), reservation_id, deductions: toMovements(request) },
        deducted,
      );
    },
    add: async (request) => {
      await call('AddStockBatch', { ...toKeyed(request), ...toPlace(request), additions: toMovements(request) }, done);
    },
  };
};
