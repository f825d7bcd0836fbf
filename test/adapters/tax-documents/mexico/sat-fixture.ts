import { openSat, type SatOptions } from '../../../../adapters/tax-documents/mexico/authority.ts';
import { swPac, type PacStamping } from '../../../../adapters/tax-documents/mexico/client.ts';
import { startSandboxPac, type SandboxPac } from '../../../../adapters/sandbox/tax-authorities/mexico/server.ts';
import {
  sandboxCertificate,
  type SandboxCertificate,
} from '../../../../adapters/sandbox/tax-authorities/certificate.ts';
import type { TaxAuthority } from '../../../../application/ports/tax-authority.ts';
import { issuer } from './documents.ts';

/** As the SAT writes numbers of certificates into them: digit by digit. */
export const serialOf = (digits: string): string => Buffer.from(digits).toString('hex');

export const certificateNumber = '30001000000500003416';

let certificate: Promise<SandboxCertificate> | undefined;

/** The issuer's, made once: making a key takes long. */
export const issuerCertificate = (): Promise<SandboxCertificate> =>
  (certificate ??= sandboxCertificate({
    taxId: issuer.taxId,
    name: issuer.legalName,
    serialNumber: serialOf(certificateNumber),
  }));

export const token = 'pac-token';

export const clock = { now: () => '2026-11-23T16:20:00.000Z' };

export const startPac = (): Promise<SandboxPac> => startSandboxPac({ token, clock });

/** 18.5 pesos a dollar. */
const exchangeRate = (): Promise<number> => Promise.resolve(18_500_000);

export const open = async (pac: PacStamping, changes: Partial<SatOptions> = {}): Promise<TaxAuthority> =>
  openSat({ issuer, ...(await issuerCertificate()), pac, exchangeRate, ...changes });

/** For what needs no PAC. */
export const noPac: PacStamping = {
  stamp: () => Promise.reject(new Error('there is no PAC here')),
  ping: () => Promise.reject(new Error('there is no PAC here')),
};

export const pacAt = (url: string, withToken = token): PacStamping =>
  swPac({ token: withToken, baseUrl: url, timeoutMs: 5_000 });
