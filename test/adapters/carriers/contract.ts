import assert from 'node:assert/strict';
import type { CarrierOptions } from '../../../adapters/carriers/carrier-options.ts';
import type { Carrier, Parcel, Rate, ScanMeaning } from '../../../application/ports/carrier.ts';
import { ServiceUnavailableError } from '../../../application/ports/service-unavailable.ts';
import type { WebhookDelivery } from '../../../application/ports/webhook.ts';
import type { Instant } from '../../../domain/shared/message.ts';
import type { CarrierServer } from '../../support/carriers/carrier-server.ts';
import type { FixedClock } from '../../support/clock.ts';

export const from = {
  name: 'Comanda',
  line1: '1 Dock Rd',
  city: 'Memphis',
  region: 'TN',
  postal_code: '38117',
  country: 'US',
  phone: '+1 901 555',
};

export const to = {
  name: 'Ada Byron',
  line1: '1 Square',
  city: 'Austin',
  region: 'TX',
  postal_code: '78701',
  country: 'US',
};

export const parcel: Parcel = { from, to, weightGrams: 1250 };

const nowhere: Parcel = { ...parcel, to: { ...to, postal_code: '00000' } };

/** Quick enough for a test; a breaker that stays closed. */
export const hasty = { tries: 3, firstWait: 1, longestWait: 1, failuresToOpen: 1000, openFor: 60_000 };

export const secrets = ['new secret', 'old secret'];

/** A local server of a carrier, and the real adapter in front of it. */
export interface CarrierFixture {
  readonly server: CarrierServer;
  readonly clock: FixedClock;
  open(changes?: Partial<CarrierOptions>): Carrier;
  /** Makes the server know these scans of a number. */
  scanned(trackingNumber: string, scans: readonly (readonly [ScanMeaning, Instant])[]): void;
  /** The carrier's webhook about one scan, verifiable with `secret`. */
  webhook(trackingNumber: string, scan: readonly [ScanMeaning, Instant], secret: string): WebhookDelivery;
}

export interface CarrierFacts {
  /** Where the server answers each of these. */
  readonly paths: { readonly rates: string; readonly label: string; readonly track: string };
  readonly rates: readonly Rate[];
  readonly refusals: { readonly rates: string; readonly label: string };
}

const at = (hour: number): Instant => `2026-11-24T${String(hour).padStart(2, '0')}:00:00.000Z`;

const story: readonly (readonly [ScanMeaning, Instant])[] = [
  ['in_transit', at(8)],
  ['failed', at(12)],
  ['delivered', at(15)],
];

export const optionsOf = (server: CarrierServer, clock: FixedClock): CarrierOptions => ({
  apiKey: 'key',
  apiSecret: 'secret',
  accountNumber: 'A1',
  baseUrl: server.url,
  webhookSecrets: secrets,
  clock,
  timeoutMs: 200,
  retries: hasty,
});

/** What every carrier's adapter must do. */
export const describeCarrier = (
  name: string,
  facts: CarrierFacts,
  openFixture: () => Promise<CarrierFixture>,
): void => {
  describe(`the carrier ${name}`, () => {
    let fixture: CarrierFixture;
    let carrier: Carrier;
    beforeEach(async () => {
      fixture = await openFixture();
      carrier = fixture.open();
    });
    afterEach(() => fixture.server.close());

    const label = (of: Parcel = parcel) => carrier.buyLabel({ ...of, reference: 'o1.S1', service: null });
    const unavailable = (work: Promise<unknown>) =>
      assert.rejects(work, (error) => error instanceof ServiceUnavailableError && error.service === name);
    const callsTo = (path: string): number => fixture.server.paths().filter((each) => each === path).length;

    it('has its name', () => {
      assert.equal(carrier.name, name);
    });

    it('tells its rates, in currencies that are ours', async () => {
      assert.deepEqual(await carrier.rates(parcel), { ok: true, rates: facts.rates });
    });

    it('says no with a reason', async () => {
      for (const [answer, reason] of [
        [await carrier.rates(nowhere), facts.refusals.rates],
        [await label(nowhere), facts.refusals.label],
      ] as const) {
        assert.ok(!answer.ok);
        assert.equal(answer.reason, reason);
        assert.ok(answer.message.length > 0);
      }
    });

    it('tells what it saw, oldest first, and what that means', async () => {
      fixture.scanned('N1', story.toReversed());
      const scans = await carrier.track('N1');
      assert.deepEqual(
        scans.map(({ meaning, occurredAt }) => [meaning, occurredAt]),
        story,
      );
      assert.equal(new Set(scans.map(({ scanId }) => scanId)).size, story.length);
      for (const { scanId } of scans) assert.match(scanId, /^[\x21-\x7e]{1,100}$/);
      fixture.scanned('N2', [['returned_to_sender', at(9)]]);
      assert.equal((await carrier.track('N2'))[0]?.meaning, 'returned_to_sender');
    });

    it('has seen nothing of a number that it does not know', async () => {
      assert.deepEqual(await carrier.track('N9'), []);
    });

    it('is asked again for rates and scans when it fails, and given up after three tries', async () => {
      const { rates, track } = facts.paths;
      fixture.server.fail(rates, 500, 'reset');
      assert.equal((await carrier.rates(parcel)).ok, true);
      assert.equal(callsTo(rates), 3);

      fixture.scanned('N1', story);
      fixture.server.fail(track, 429, 'silence');
      assert.equal((await carrier.track('N1')).length, 3);

      fixture.server.fail(rates, 503, 503, 503);
      await unavailable(carrier.rates(parcel));
      assert.equal(callsTo(rates), 6);
    });

    it('is asked once for a label, whatever comes of it', async () => {
      for (const fault of [500, 429, 'reset', 'silence'] as const) {
        fixture.server.fail(facts.paths.label, fault);
        await unavailable(label());
      }
      assert.equal(callsTo(facts.paths.label), 4);
      assert.equal((await label()).ok, true);
    });

    it('is left in peace after failing again and again', async () => {
      carrier = fixture.open({ retries: { ...hasty, failuresToOpen: 2 } });
      fixture.server.fail(facts.paths.label, 500, 500);
      await unavailable(label());
      await unavailable(label());
      const { length } = fixture.server.calls;
      await unavailable(label());
      await unavailable(carrier.track('N1'));
      assert.equal(fixture.server.calls.length, length);
    });

    it('that turns us away is not there', async () => {
      fixture.server.fail(facts.paths.rates, 403);
      await unavailable(carrier.rates(parcel));
      carrier = fixture.open({ apiSecret: 'wrong' });
      fixture.server.fail('oauth', 401);
      await unavailable(carrier.track('N1'));
    });

    it('sends the same scans that it tells when asked', async () => {
      fixture.scanned('N1', story);
      const polled = await carrier.track('N1');
      for (const [index, scan] of story.entries()) {
        const reading = await carrier.readWebhook(fixture.webhook('N1', scan, secrets[0]!));
        assert.ok(reading.ok);
        const [report] = reading.reports;
        assert.equal(report?.trackingNumber, 'N1');
        assert.deepEqual(
          report.scans.find(({ scanId }) => scanId === polled[index]?.scanId),
          polled[index],
        );
      }
    });

    it('is believed with any of the secrets, and with no other', async () => {
      fixture.scanned('N1', story);
      const send = (secret: string, change: Partial<WebhookDelivery> = {}, of = carrier) =>
        of.readWebhook({ ...fixture.webhook('N1', story[0]!, secret), ...change });
      for (const secret of secrets) assert.equal((await send(secret)).ok, true);

      const unverified = { ok: false, reason: 'unverified' };
      assert.deepEqual(await send('another secret'), unverified);
      assert.deepEqual(await send(secrets[0]!, { headers: {} }), unverified);
      assert.deepEqual(await send('', {}, fixture.open({ webhookSecrets: [] })), unverified);
      assert.deepEqual(await send('undefined', {}, fixture.open({ webhookSecrets: [] })), unverified);
    });

    it('names the same message the same', async () => {
      fixture.scanned('N1', story);
      const read = async (scan: (typeof story)[number], number = 'N1') => {
        const reading = await carrier.readWebhook(fixture.webhook(number, scan, secrets[0]!));
        return reading.ok ? reading.eventId : undefined;
      };
      assert.equal(await read(story[0]!), await read(story[0]!));
      assert.notEqual(await read(story[0]!), await read(story[0]!, 'N2'));
    });
  });
};
