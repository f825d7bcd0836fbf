import assert from 'node:assert/strict';
import type { AuthorityVerdict, SignedDocument, TaxAuthority } from '../../../application/ports/tax-authority.ts';
import { ServiceUnavailableError } from '../../../application/ports/service-unavailable.ts';
import type { NumberedDocument } from '../../../domain/tax-document/document.ts';

/** An authority with a far end of its own. */
export interface AuthorityFixture {
  /** The one under test, talking to the far end. */
  readonly authority: TaxAuthority;
  /** The same configuration made anew, as after a restart: it shares nothing but the far end. */
  restarted(): TaxAuthority;
  /** A document that the far end takes; another one for each folio, from 1. */
  document(folio: number): NumberedDocument;
  /** One that it refuses, with its XML. */
  refused(folio: number): Promise<{ readonly document: NumberedDocument; readonly signed: SignedDocument }>;
  /** How many documents the far end has accepted. */
  accepted(): number;
  /** The far end is gone from now on: connections are refused. */
  shutDown(): Promise<void>;
  /** After each test, shut down or not. */
  close(): Promise<void>;
}

/** Asks as often as a far end may need that is pending a few times; the verdict is final. */
export const settle = async (
  authority: TaxAuthority,
  document: NumberedDocument,
  first: AuthorityVerdict,
): Promise<Exclude<AuthorityVerdict, { status: 'pending' }>> => {
  let verdict = first;
  for (let asked = 0; verdict.status === 'pending' && asked < 10; asked++) {
    verdict = await authority.verdict(document, verdict.trackingId);
  }
  if (verdict.status === 'pending') throw new Error('still pending after ten questions');
  return verdict;
};

/** What every country's {@link TaxAuthority} keeps to. */
export const authorityContract = (title: string, open: () => Promise<AuthorityFixture>): void => {
  describe(`${title}: the contract of tax authorities`, () => {
    let fixture: AuthorityFixture;

    beforeEach(async () => {
      fixture = await open();
    });

    afterEach(() => fixture.close());

    const isOutage = (error: unknown): boolean => error instanceof ServiceUnavailableError;

    it('answers when it is there', async () => {
      await fixture.authority.ping();
    });

    it('signs the same document with the same bytes, also after a restart', async () => {
      const document = fixture.document(1);
      const first = await fixture.authority.sign(document);
      assert.deepEqual(await fixture.authority.sign(document), first);
      assert.deepEqual(await fixture.restarted().sign(document), first);
    });

    it('signs another document with other bytes', async () => {
      const [first, second] = [
        await fixture.authority.sign(fixture.document(1)),
        await fixture.authority.sign(fixture.document(2)),
      ];
      assert.notEqual(first.xml, second.xml);
    });

    it('sends a document and comes to a verdict', async () => {
      const document = fixture.document(1);
      const verdict = await settle(
        fixture.authority,
        document,
        await fixture.authority.submit(document, await fixture.authority.sign(document)),
      );
      assert.equal(verdict.status, 'accepted');
      assert.ok(verdict.authorityReference.length > 0);
      assert.equal(fixture.accepted(), 1);
    });

    it('takes a document that is sent again as the one it has, before the verdict and after it', async () => {
      const document = fixture.document(1);
      const signed = await fixture.authority.sign(document);
      const first = await fixture.authority.submit(document, signed);
      assert.deepEqual(await fixture.authority.submit(document, signed), first);
      const verdict = await settle(fixture.authority, document, first);
      const again = fixture.restarted();
      assert.deepEqual(await settle(again, document, await again.submit(document, signed)), verdict);
      assert.equal(fixture.accepted(), 1);
    });

    it('tells a refusal as a value, with the code of the authority', async () => {
      const { document, signed } = await fixture.refused(1);
      const verdict = await settle(fixture.authority, document, await fixture.authority.submit(document, signed));
      assert.equal(verdict.status, 'rejected');
      assert.notEqual(verdict.code, '');
      assert.notEqual(verdict.message, '');
      assert.equal(fixture.accepted(), 0);
    });

    it('is unavailable while the far end is away, and signs all the same', async () => {
      const document = fixture.document(1);
      const signed = await fixture.authority.sign(document);
      await fixture.shutDown();
      await assert.rejects(fixture.authority.ping(), isOutage);
      await assert.rejects(fixture.authority.submit(document, signed), isOutage);
      assert.deepEqual(await fixture.authority.sign(document), signed);
    });

    it('keeps documents apart that are sent at the same time', async () => {
      const documents = [1, 2, 3, 4, 5].map((folio) => fixture.document(folio));
      const verdicts = await Promise.all(
        documents.map(async (document) => {
          const first = await fixture.authority.submit(document, await fixture.authority.sign(document));
          return settle(fixture.authority, document, first);
        }),
      );
      assert.deepEqual(
        verdicts.map(({ status }) => status),
        documents.map(() => 'accepted'),
      );
      assert.equal(fixture.accepted(), documents.length);
    });
  });
};
