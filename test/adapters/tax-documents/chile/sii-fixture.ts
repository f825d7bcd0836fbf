import { startSandboxSii, type SandboxSii } from '../../../../adapters/sandbox/tax-authorities/chile/server.ts';
import { sandboxCaf } from '../../../../adapters/sandbox/tax-authorities/chile/folios.ts';
import {
  sandboxCertificate,
  type SandboxCertificate,
} from '../../../../adapters/sandbox/tax-authorities/certificate.ts';
import { openSii, type SiiOptions } from '../../../../adapters/tax-documents/chile/authority.ts';
import type { TaxAuthority } from '../../../../application/ports/tax-authority.ts';
import { FixedClock } from '../../../support/clock.ts';
import { issuer } from './documents.ts';

/** The person who signs. */
export const signerRut = '11111111-1';

export const resolution = { number: 80, date: '2014-08-22' };

const types = ['33', '39', '56', '61'] as const;

let made: Promise<{ certificate: SandboxCertificate; cafs: readonly string[] }> | undefined;

const make = async () => ({
  certificate: await sandboxCertificate({ taxId: signerRut, name: 'Juana Pérez' }),
  cafs: await Promise.all(
    types.map((type) =>
      sandboxCaf({
        rut: issuer.taxId,
        legalName: issuer.legalName,
        type,
        from: 1,
        to: 100,
        authorizedOn: '2026-11-01',
      }),
    ),
  ),
});

/** Keys take a while to make, so all suites share them. */
export const keys = (): Promise<{ certificate: SandboxCertificate; cafs: readonly string[] }> => (made ??= make());

export interface SiiFixture {
  readonly sii: SandboxSii;
  readonly clock: FixedClock;
  readonly options: SiiOptions;
  readonly authority: TaxAuthority;
}

/** An authority and a sandbox for it. */
export const openSiiFixture = async (): Promise<SiiFixture> => {
  const { certificate, cafs } = await keys();
  const clock = new FixedClock();
  const sii = await startSandboxSii({ clock });
  const options: SiiOptions = {
    issuer,
    ...certificate,
    cafs,
    resolution,
    url: sii.url,
    timeoutMs: 5_000,
  };
  return { sii, clock, options, authority: openSii(options) };
};
