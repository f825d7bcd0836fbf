import { z } from 'zod';
import type { Rate, TrackingScan } from '../../../application/ports/carrier.ts';
import type { Instant } from '../../../domain/shared/message.ts';
import { priceOf, reasonOf } from '../parcels.ts';
import { oldestFirst, scanOf } from '../scans.ts';
import { upsTrackingCodes } from './tracking-codes.ts';

/** Reads a list: UPS answers lists of one as the one itself, in older versions of its APIs. */
const oneOrMany = <Item extends z.ZodType>(item: Item) => z.union([z.array(item), item.transform((only) => [only])]);

const charge = z.object({ CurrencyCode: z.string(), MonetaryValue: z.string() });

const ratedShipment = z.object({
  Service: z.object({ Code: z.string() }),
  TotalCharges: charge,
  NegotiatedRateCharges: z.object({ TotalCharge: charge }).optional(),
});

/** Reads the account's own prices where it has some. UPS has no dates in it. */
export const rates = z
  .object({ RateResponse: z.object({ RatedShipment: oneOrMany(ratedShipment) }) })
  .transform(({ RateResponse }): { readonly rates: readonly Rate[] } => ({
    rates: RateResponse.RatedShipment.flatMap(({ Service, TotalCharges, NegotiatedRateCharges }) => {
      const { MonetaryValue, CurrencyCode } = NegotiatedRateCharges?.TotalCharge ?? TotalCharges;
      const price = priceOf(MonetaryValue, CurrencyCode);
      return price === undefined ? [] : [{ service: Service.Code, ...price, estimatedDelivery: null }];
    }),
  }));

export const label = z
  .object({
    ShipmentResponse: z.object({
      ShipmentResults: z.object({
        PackageResults: oneOrMany(z.object({ TrackingNumber: z.string().min(1) })),
        LabelURL: z.url().optional().catch(undefined),
      }),
    }),
  })
  .transform(({ ShipmentResponse: { ShipmentResults } }, context) => {
    const trackingNumber = ShipmentResults.PackageResults[0]?.TrackingNumber;
    if (trackingNumber === undefined) context.addIssue('there is no package');
    return { trackingNumber: trackingNumber ?? z.NEVER, labelUrl: ShipmentResults.LabelURL ?? null };
  });

/** Reads `20240423` and `135004` or `13:50:04`. @returns undefined for what is no time */
const instantOf = (date = '', time = ''): Instant | undefined => {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(date) ?? [];
  const [, hours, minutes, seconds] = /^(\d\d):?(\d\d):?(\d\d)$/.exec(time) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  if (hours === undefined || minutes === undefined || seconds === undefined) return undefined;
  const parsed = new Date(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`);
  return Number.isNaN(parsed.getTime()) ? undefined : parsed.toISOString();
};

interface Activity {
  /** Of Greenwich, and of the place if that is missing. */
  readonly times: readonly (readonly [date: string | undefined, time: string | undefined])[];
  readonly type: string;
  /** UPS's code of the activity, and that of what it means to people. */
  readonly code: string;
  readonly statusCode: string | undefined;
  readonly description: string | undefined;
  readonly place: readonly (string | undefined)[];
}

const scanOfActivity = (activity: Activity, context: z.core.$RefinementCtx): TrackingScan => {
  const { times, type, code, statusCode, description, place } = activity;
  const occurredAt = times.map(([date, time]) => instantOf(date, time)).find((at) => at !== undefined);
  if (occurredAt === undefined) context.addIssue('the activity has no time');
  const meaning = upsTrackingCodes.get(statusCode === undefined || statusCode === '' ? type : statusCode);
  return scanOf({ code: `${type}-${code}`, meaning, occurredAt: occurredAt ?? z.NEVER, place, description });
};

const text = z.string().optional();

const activity = z
  .object({
    date: text,
    time: text,
    gmtDate: text,
    gmtTime: text,
    location: z
      .object({ address: z.object({ city: text, stateProvince: text, countryCode: text }).optional() })
      .optional(),
    status: z.object({ type: z.string(), code: z.string(), statusCode: text, description: text }),
  })
  .transform(({ date, time, gmtDate, gmtTime, location, status }, context) => {
    const { city, stateProvince, countryCode } = location?.address ?? {};
    const times = [[gmtDate, gmtTime] as const, [date, time] as const];
    const place = [city, stateProvince, countryCode];
    return scanOfActivity(
      { ...status, statusCode: status.statusCode, description: status.description, times, place },
      context,
    );
  });

/** Reads the answer of the Tracking API, `GET /api/track/v1/details/{number}`. */
export const tracking = z
  .object({
    trackResponse: z.object({
      shipment: z.array(
        z.object({ package: z.array(z.object({ activity: z.array(activity).optional() })).optional() }),
      ),
    }),
  })
  .transform(({ trackResponse }) =>
    oldestFirst(
      trackResponse.shipment.flatMap(({ package: packages = [] }) => packages.flatMap((each) => each.activity ?? [])),
    ),
  );

/** Reads a Track Alert: one activity of one package. */
export const webhook = z
  .object({
    trackingNumber: z.string().trim().min(1),
    localActivityDate: text,
    localActivityTime: text,
    gmtActivityDate: text,
    gmtActivityTime: text,
    activityLocation: z.object({ city: text, stateProvince: text, country: text }).optional(),
    activityStatus: z.object({ type: z.string(), code: z.string(), description: text, descriptionCode: text }),
  })
  .transform((sent, context) => {
    const { type, code, description, descriptionCode: statusCode } = sent.activityStatus;
    const { city, stateProvince, country } = sent.activityLocation ?? {};
    const times = [
      [sent.gmtActivityDate, sent.gmtActivityTime] as const,
      [sent.localActivityDate, sent.localActivityTime] as const,
    ];
    const place = [city, stateProvince, country];
    const scan = scanOfActivity({ type, code, statusCode, description, times, place }, context);
    return [{ trackingNumber: sent.trackingNumber, scans: [scan] }];
  });

export const refusal = z
  .object({
    response: z.object({ errors: z.tuple([z.object({ code: z.string(), message: z.string() })], z.unknown()) }),
  })
  .transform(({ response: { errors } }) => {
    const [{ code, message }] = errors;
    return { ok: false as const, reason: reasonOf(`ups ${code}`), message };
  });
