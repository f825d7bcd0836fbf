import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { TaxAuthority } from '../../../application/ports/tax-authority.ts';
import type { TaxRegime } from '../../../domain/tax-document/regimes/regimes.ts';
import type { TaxIssuer } from '../../../domain/shared/document-policy.ts';
import { startSandboxSii } from '../../sandbox/tax-authorities/chile.ts';
import { startSandboxPac } from '../../sandbox/tax-authorities/mexico.ts';
import { cafsOf, certificateOf } from '../../sandbox/tax-authorities/papers.ts';
import { startSandboxSunat } from '../../sandbox/tax-authorities/peru.ts';
import { openSii } from '../../tax-documents/chile/sii.ts';
import { swPac } from '../../tax-documents/mexico/pac-sw.ts';
import { openSat } from '../../tax-documents/mexico/sat.ts';
import { openSunat } from '../../tax-documents/peru/authority.ts';
import type { Closing } from './closing.ts';
import { systemClock } from './system.ts';

const clock = systemClock;

/** An authority of the sandbox's own, with papers that it recognises: the same ones at every start. */
export const openSandboxAuthority = (
  regime: Exclude<TaxRegime, 'plain'>,
  issuer: TaxIssuer,
  pool: pg.Pool,
  closing: Closing,
): Promise<TaxAuthority> => openers[regime](issuer, pool, closing);

type Open = (issuer: TaxIssuer, pool: pg.Pool, closing: Closing) => Promise<TaxAuthority>;

const openChile: Open = async (issuer, pool, closing) => {
  const sandbox = await startSandboxSii({ clock });
  closing.add(() => sandbox.stop());
  return openSii({
    issuer,
    ...(await certificateOf(pool, { taxId: issuer.taxId, name: issuer.legalName })),
    cafs: await cafsOf(pool, issuer, clock.now()),
    resolution: { number: 0, date: '2014-08-22' },
    url: sandbox.url,
  });
};

const openPeru: Open = async (issuer, pool, closing) => {
  const login = { user: 'MODDATOS', password: randomBytes(12).toString('hex') };
  const sandbox = await startSandboxSunat({ ruc: issuer.taxId, ...login, clock });
  closing.add(() => sandbox.stop());
  const credential = await certificateOf(pool, { taxId: issuer.taxId, name: issuer.legalName });
  return openSunat({ issuer, ...credential, url: sandbox.url, ...login });
};

const openMexico: Open = async (issuer, pool, closing) => {
  const token = randomBytes(24).toString('hex');
  const sandbox = await startSandboxPac({ token, clock });
  closing.add(() => sandbox.stop());
  const credential = await certificateOf(pool, mexicanSubject(issuer));
  return openSat({ issuer, ...credential, pac: swPac({ token, baseUrl: sandbox.url }) });
};

/** The SAT writes serial numbers as digits (`3x` in hex, 20 of them), and the RFC as `x500UniqueIdentifier`. */
const mexicanSubject = ({ taxId, legalName }: TaxIssuer) => ({
  taxId,
  name: legalName,
  fields: { '2.5.4.45': [taxId] },
  serialNumber: Buffer.from('30001000000500003416').toString('hex'),
});

const openers = { CL: openChile, PE: openPeru, MX: openMexico } as const;
