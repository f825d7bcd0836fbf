import { openSunat, type SunatOptions } from '../../../../adapters/tax-documents/peru/authority.ts';
import {
  sandboxCertificate,
  type SandboxCertificate,
} from '../../../../adapters/sandbox/tax-authorities/certificate.ts';
import { startSandboxSunat } from '../../../../adapters/sandbox/tax-authorities/peru/server.ts';
import { issuer } from './documents.ts';

let made: Promise<SandboxCertificate> | undefined;

/** The issuer's certificate: one for all tests, for keys are slow to make. */
export const issuerCertificate = (): Promise<SandboxCertificate> =>
  (made ??= sandboxCertificate({ taxId: issuer.taxId, name: issuer.legalName }));

const login = { user: 'MODDATOS', password: 'secret & <safe>' };

/** Peru's authority for a far end at `url`. */
export const sunatAt = async (url: string, changes: Partial<SunatOptions> = {}) =>
  openSunat({ issuer, ...(await issuerCertificate()), ...login, url, ...changes });

/** A SUNAT of the sandbox that knows the issuer. */
export const startSunat = () =>
  startSandboxSunat({ ruc: issuer.taxId, ...login, clock: { now: () => '2026-11-24T15:00:00.000Z' } });
