import { z } from 'zod';
import type { Rate, TrackingScan } from '../../../application/ports/carrier.ts';
import { priceOf, reasonOf } from '../parcels.ts';
import { instant, oldestFirst, scanOf } from '../scans.ts';
import { fedexTrackingCodes } from './tracking-codes.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}/);

const rateDetail = z.object({
  serviceType: z.string(),
  ratedShipmentDetails: z
    .array(z.object({ totalNetCharge: z.union([z.number(), z.string()]), currency: z.string() }))
    .min(1),
  operationalDetail: z.object({ commitDate: day.optional().catch(undefined) }).optional(),
});

/** Reads of several prices of one service the first one, which is the account's. */
export const rates = z
  .object({ output: z.object({ rateReplyDetails: z.array(rateDetail) }) })
  .transform(({ output }): { readonly rates: readonly Rate[] } => ({
    rates: output.rateReplyDetails.flatMap(
      ({ serviceType: service, ratedShipmentDetails: [rated], operationalDetail }) => {
        const price = rated === undefined ? undefined : priceOf(rated.totalNetCharge, rated.currency);
        const estimatedDelivery = operationalDetail?.commitDate?.slice(0, 10) ?? null;
        return price === undefined ? [] : [{ service, ...price, estimatedDelivery }];
      },
    ),
  }));

const piece = z.object({
  trackingNumber: z.string().min(1),
  packageDocuments: z.array(z.object({ url: z.url().optional() })).optional(),
});

export const label = z
  .object({
    output: z.object({
      transactionShipments: z.tuple([z.object({ pieceResponses: z.tuple([piece], z.unknown()) })], z.unknown()),
    }),
  })
  .transform(({ output }) => {
    const [{ trackingNumber, packageDocuments = [] }] = output.transactionShipments[0].pieceResponses;
    const labelUrl = packageDocuments.find(({ url }) => url !== undefined)?.url ?? null;
    return { trackingNumber, labelUrl };
  });

const scan = z
  .object({
    date: instant,
    eventType: z.string(),
    eventDescription: z.string().optional(),
    exceptionDescription: z.string().optional(),
    scanLocation: z
      .object({ city: z.string(), stateOrProvinceCode: z.string(), countryCode: z.string() })
      .partial()
      .optional(),
  })
  .transform(({ date, eventType: code, eventDescription, exceptionDescription, scanLocation: at = {} }) =>
    scanOf({
      code,
      meaning: fedexTrackingCodes.get(code),
      occurredAt: date,
      place: [at.city, at.stateOrProvinceCode, at.countryCode],
      description: [eventDescription, exceptionDescription].filter(Boolean).join(': '),
    }),
  );

const trackResult = z.object({
  trackingNumberInfo: z.object({ trackingNumber: z.string().min(1) }),
  scanEvents: z.array(scan).optional(),
});

const reportOf = ({ trackingNumberInfo, scanEvents = [] }: z.output<typeof trackResult>) => ({
  trackingNumber: trackingNumberInfo.trackingNumber,
  scans: oldestFirst(scanEvents),
});

const trackReply = z.object({
  output: z.object({ completeTrackResults: z.array(z.object({ trackResults: z.array(trackResult) })) }),
});

/** Reads tracking: a number that FedEx does not know has an error in the place of its scans. */
export const tracking = trackReply.transform(({ output }): readonly TrackingScan[] =>
  oldestFirst(
    output.completeTrackResults.flatMap(({ trackResults }) => trackResults.flatMap((each) => reportOf(each).scans)),
  ),
);

/** Reads a push of Advanced Integrated Visibility: what the Track API answers, or one result of it by itself. */
export const webhook = z.union([
  trackReply.transform(({ output }) =>
    output.completeTrackResults.flatMap(({ trackResults }) => trackResults.map(reportOf)),
  ),
  trackResult.transform((result) => [reportOf(result)]),
]);

export const refusal = z
  .object({ errors: z.tuple([z.object({ code: z.string(), message: z.string() })], z.unknown()) })
  .transform(({ errors: [{ code, message }] }) => ({ ok: false as const, reason: reasonOf(code), message }));
