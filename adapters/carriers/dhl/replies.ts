import { z } from 'zod';
import type { Rate } from '../../../application/ports/carrier.ts';
import { priceOf, reasonOf } from '../parcels.ts';
import { instant, oldestFirst, scanOf } from '../scans.ts';
import { dhlTrackingCodes } from './tracking-codes.ts';

const price = z.object({
  currencyType: z.string(),
  priceCurrency: z.string().optional(),
  price: z.number(),
});

const product = z.object({
  productCode: z.string(),
  totalPrice: z.array(price),
  deliveryCapabilities: z.object({ estimatedDeliveryDateAndTime: z.string().optional() }).optional(),
});

/** Reads prices in the currency that the account is billed in. */
export const rates = z
  .object({ products: z.array(product) })
  .transform(({ products }): { readonly rates: readonly Rate[] } => ({
    rates: products.flatMap(({ productCode: service, totalPrice, deliveryCapabilities }) => {
      const billed = totalPrice.find(({ currencyType }) => currencyType === 'BILLC');
      const paid = billed === undefined ? undefined : priceOf(billed.price, billed.priceCurrency ?? '');
      const estimatedDelivery = deliveryCapabilities?.estimatedDeliveryDateAndTime?.slice(0, 10) ?? null;
      return paid === undefined ? [] : [{ service, ...paid, estimatedDelivery }];
    }),
  }));

/** Reads a label without its address: DHL sends the label itself, which is printed from DHL's own tools. */
export const label = z
  .object({ shipmentTrackingNumber: z.string().min(1) })
  .transform(({ shipmentTrackingNumber: trackingNumber }) => ({ trackingNumber, labelUrl: null }));

const checkpoint = z
  .object({
    date: z.string(),
    time: z.string(),
    GMTOffset: z.string().optional(),
    typeCode: z.string(),
    description: z.string().optional(),
    serviceArea: z.array(z.object({ description: z.string().optional() })).optional(),
  })
  .transform(({ date, time, GMTOffset = '', typeCode: code, description, serviceArea = [] }, context) => {
    const parsed = instant.safeParse(`${date}T${time}${GMTOffset}`);
    if (!parsed.success) context.addIssue('the checkpoint has no time');
    return scanOf({
      code,
      meaning: dhlTrackingCodes.get(code),
      occurredAt: parsed.data ?? z.NEVER,
      place: serviceArea.map((area) => area.description),
      description,
    });
  });

/** Reads tracking, `GET /shipments/{number}/tracking`. */
export const tracking = z
  .object({ shipments: z.array(z.object({ events: z.array(checkpoint).optional() })) })
  .transform(({ shipments }) => oldestFirst(shipments.flatMap(({ events = [] }) => events)));

/** Reads a push of Shipment Tracking Unified, as far as we go by it: which shipments there is news of. */
export const webhook = z
  .object({
    shipments: z
      .array(z.object({ id: z.string().min(1) }))
      .min(1)
      .max(100),
  })
  .transform(({ shipments }) =>
    [...new Set(shipments.map(({ id }) => id))].map((trackingNumber) => ({ trackingNumber })),
  );

/** Reads a refusal, whose code is in front of the sentence: `8009: …`. */
export const refusal = z
  .object({ title: z.string().optional(), detail: z.string().optional(), status: z.union([z.string(), z.number()]) })
  .transform(({ title = '', detail = '', status }) => {
    const code = /^(\d+):/.exec(detail)?.[1] ?? String(status);
    return { ok: false as const, reason: reasonOf(`dhl ${code}`), message: detail === '' ? title : detail };
  });
