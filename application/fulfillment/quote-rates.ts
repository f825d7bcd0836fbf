import type { Address } from '../../domain/shared/address.ts';
import type { Carrier, Carriers, Rate } from '../ports/carrier.ts';
import { ServiceUnavailableError } from '../ports/service-unavailable.ts';

/** What one carrier would take for a parcel, or why it would not. */
export interface CarrierOffer {
  readonly carrier: string;
  readonly rates: readonly Rate[];
  /** Code of the carrier's refusal, `unavailable` if it does not answer; null if there are rates. */
  readonly refusal: string | null;
}

export interface RateDependencies {
  readonly carriers: Carriers;
  readonly shipFrom: Address;
  readonly parcelWeightGrams: number;
}

/** Asks every configured carrier at once what a parcel to an address costs. One that fails holds no other up. */
export const quoteRates =
  ({ carriers, shipFrom: from, parcelWeightGrams: weightGrams }: RateDependencies) =>
  (to: Address): Promise<readonly CarrierOffer[]> =>
    Promise.all([...carriers.values()].map((carrier) => offerOf(carrier, { from, to, weightGrams })));

const offerOf = async (carrier: Carrier, parcel: Parameters<Carrier['rates']>[0]): Promise<CarrierOffer> => {
  const { name } = carrier;
  try {
    const answer = await carrier.rates(parcel);
    return answer.ok
      ? { carrier: name, rates: answer.rates, refusal: null }
      : { carrier: name, rates: [], refusal: answer.reason };
  } catch (error) {
    if (!(error instanceof ServiceUnavailableError)) throw error;
    return { carrier: name, rates: [], refusal: 'unavailable' };
  }
};
