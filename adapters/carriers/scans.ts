import { z } from 'zod';
import { holdsCardNumber } from '../../application/input/texts.ts';
import type { ScanMeaning, TrackingScan } from '../../application/ports/carrier.ts';
import type { Instant } from '../../domain/shared/message.ts';

const longestText = 200;

/** Cleans text of a carrier so that it can be stored: without control characters, not too long; null for none. */
const storable = (text: string | undefined): string | null => {
  const clean = (text ?? '')
    .replaceAll(/[\p{Cc}\p{Cs}]+/gu, ' ')
    .trim()
    .slice(0, longestText);
  return clean === '' || holdsCardNumber(clean) ? null : clean;
};

/** Returns a scan, named by what it says and when: so it has the same id whether polled or sent. */
export const scanOf = (parts: {
  readonly code: string;
  readonly meaning: ScanMeaning | undefined;
  readonly occurredAt: Instant;
  readonly place: readonly (string | undefined)[];
  readonly description: string | undefined;
}): TrackingScan => {
  const { meaning = 'in_transit', occurredAt } = parts;
  const status = parts.code.replaceAll(/[^\x21-\x7e]+/g, '').slice(0, 50);
  return {
    scanId: `${status}@${occurredAt}`,
    meaning,
    status,
    location: storable(parts.place.filter((part) => part !== undefined && part !== '').join(', ')),
    description: storable(parts.description),
    occurredAt,
  };
};

export const oldestFirst = (scans: readonly TrackingScan[]): readonly TrackingScan[] =>
  scans.toSorted((a, b) => (a.occurredAt < b.occurredAt ? -1 : Number(a.occurredAt > b.occurredAt)));

/** Reads a carrier's time as an instant; one without an offset is taken as UTC. */
export const instant = z.iso
  .datetime({ offset: true, local: true })
  .transform((text): Instant => new Date(/(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`).toISOString());
